package io.filestore.autoconfigure.metrics;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.SimpleAutowireCandidateResolver;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.context.annotation.Bean;

import io.filestore.Store;
import io.filestore.autoconfigure.FileStoreAutoConfiguration;

/**
 * Auto-configuration for the meters of every {@link Store}, as for its health: those that
 * are no default candidates, too.
 */
@AutoConfiguration(after = { FileStoreAutoConfiguration.class, MetricsAutoConfiguration.class,
        CompositeMeterRegistryAutoConfiguration.class })
@ConditionalOnClass({ MeterRegistry.class, MetricsAutoConfiguration.class })
@ConditionalOnBean({ Store.class, MeterRegistry.class })
public final class FileStoreMetricsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    StoreMetrics fileStoreMetrics(ConfigurableListableBeanFactory beanFactory) {
        return new StoreMetrics(SimpleAutowireCandidateResolver.resolveAutowireCandidates(beanFactory, Store.class));
    }

}
