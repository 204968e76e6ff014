package io.filestore.test.shop;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.Environment;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.filestore.Store;
import io.filestore.autoconfigure.data.FileStoreRepositoriesAutoConfiguration;
import io.filestore.test.DataFileStoreTest;

import static org.assertj.core.api.Assertions.assertThat;

class DataFileStoreTestFilterTests {

    private static int beans(ApplicationContext context, Class<?> type) {
        return context.getBeanNamesForType(type).length;
    }

    @Nested
    @DataFileStoreTest(includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Greeter.class),
            excludeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = ShopCustomizer.class),
            properties = "shop.motto=fresh")
    class Filters {

        @Test
        void includeAndExcludeComponents(@Autowired ApplicationContext context) {
            assertThat(beans(context, Greeter.class)).isOne();
            assertThat(beans(context, ShopCustomizer.class)).isZero();
        }

        @Test
        void propertiesOfTheAnnotationAreInTheEnvironment(@Autowired Environment environment) {
            assertThat(environment.getProperty("shop.motto")).isEqualTo("fresh");
        }

    }

    @Nested
    @DataFileStoreTest(useDefaultFilters = false)
    class NoDefaultFilters {

        @Test
        void leaveAllComponentsOut(@Autowired ApplicationContext context) {
            assertThat(beans(context, Greeter.class)).isZero();
            assertThat(beans(context, ShopCustomizer.class)).isZero();
        }

    }

    @Nested
    @DataFileStoreTest(excludeAutoConfiguration = FileStoreRepositoriesAutoConfiguration.class)
    class ExcludedAutoConfiguration {

        @Test
        void isNotThere(@Autowired ApplicationContext context) {
            assertThat(beans(context, Store.class)).isOne();
            assertThat(beans(context, Customers.class)).isZero();
        }

    }

    @Nested
    @DataFileStoreTest
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    class WithoutTransaction {

        @Test
        void testOfThisKindHasNone(@Autowired PlatformTransactionManager manager) {
            assertThat(manager).isNotNull();
            assertThat(TransactionSynchronizationManager.isActualTransactionActive()).isFalse();
        }

    }

}
