package io.filestore.data.repository.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.beans.factory.support.BeanNameGenerator;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Import;
import org.springframework.data.repository.config.BootstrapMode;
import org.springframework.data.repository.config.DefaultRepositoryBaseClass;
import org.springframework.data.repository.query.QueryLookupStrategy.Key;

import io.filestore.data.repository.support.FileStoreRepositoryFactoryBean;

/**
 * Makes beans of the repositories in some packages, by default in that of the annotated
 * class and below. Spring Boot does so by itself.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Import(FileStoreRepositoriesRegistrar.class)
public @interface EnableFileStoreRepositories {

    /** As {@link #basePackages}. */
    String[] value() default {};

    String[] basePackages() default {};

    /** Their packages are looked through. */
    Class<?>[] basePackageClasses() default {};

    Filter[] includeFilters() default {};

    Filter[] excludeFilters() default {};

    /** What the names of classes end with that implement a part of a repository. */
    String repositoryImplementationPostfix() default "Impl";

    String namedQueriesLocation() default "";

    Key queryLookupStrategy() default Key.CREATE_IF_NOT_FOUND;

    Class<?> repositoryFactoryBeanClass() default FileStoreRepositoryFactoryBean.class;

    Class<?> repositoryBaseClass() default DefaultRepositoryBaseClass.class;

    Class<? extends BeanNameGenerator> nameGenerator() default BeanNameGenerator.class;

    boolean considerNestedRepositories() default false;

    BootstrapMode bootstrapMode() default BootstrapMode.DEFAULT;

    /** The bean that is the transaction manager. */
    String transactionManagerRef() default "fileStoreTransactionManager";

    /**
     * The bean that is the store. Its template and its mapping context are the beans of
     * that name with {@code Template} and {@code MappingContext} behind it,
     * {@code fileStoreTemplate} for example, which are made if there are none.
     */
    String storeRef() default "fileStore";

}
