package io.filestore.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import org.springframework.transaction.annotation.Transactional;

/**
 * A test of repositories and of the store, without the rest of the application. There are
 * the application's repositories, the store with the collections that its properties
 * name, and transactions; of its components only
 * {@link io.filestore.autoconfigure.FileStoreBuilderCustomizer},
 * {@link io.filestore.storage.StorageStrategyFactory} and what the test asks for.
 *
 * <p>
 * The store lies in a {@linkplain AutoConfigureTestFileStore directory of its own}, with
 * collections in memory that are on Cassandra otherwise. Each test runs in a transaction
 * that is rolled back afterwards. Unique fields are compared when a transaction commits,
 * so that a test of a duplicate has to end it itself, by
 * {@link org.springframework.test.context.transaction.TestTransaction}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@BootstrapWith(DataFileStoreTestBootstrapper.class)
@ExtendWith(SpringExtension.class)
@OverrideAutoConfiguration(enabled = false)
@TypeExcludeFilters(DataFileStoreTypeExcludeFilter.class)
@Transactional("fileStoreTransactionManager")
@AutoConfigureDataFileStore
@AutoConfigureTestFileStore
@ImportAutoConfiguration
public @interface DataFileStoreTest {

    /** Properties for the test, as {@code key=value}. */
    String[] properties() default {};

    /**
     * Whether components of the application are left out unless a filter includes them.
     */
    boolean useDefaultFilters() default true;

    /** Which other components of the application are there. */
    Filter[] includeFilters() default {};

    /** Which components are left out all the same. */
    Filter[] excludeFilters() default {};

    /** Auto-configurations that are left out. */
    @AliasFor(annotation = ImportAutoConfiguration.class, attribute = "exclude")
    Class<?>[] excludeAutoConfiguration() default {};

}
