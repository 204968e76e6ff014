package io.filestore.autoconfigure.health;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.autoconfigure.contributor.CompositeHealthContributorConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

import io.filestore.Store;
import io.filestore.autoconfigure.FileStoreAutoConfiguration;
import io.filestore.autoconfigure.FileStoreProperties;

/**
 * Auto-configuration for the health of every {@link Store}.
 */
@AutoConfiguration(after = FileStoreAutoConfiguration.class)
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(Store.class)
@ConditionalOnEnabledHealthIndicator("filestore")
@EnableConfigurationProperties(FileStoreProperties.class)
public final class FileStoreHealthContributorAutoConfiguration
        extends CompositeHealthContributorConfiguration<StoreHealthIndicator, Store> {

    FileStoreHealthContributorAutoConfiguration(FileStoreProperties properties) {
        super((store) -> new StoreHealthIndicator(store, properties.health()));
    }

    @Bean
    @ConditionalOnMissingBean(name = { "filestoreHealthIndicator", "filestoreHealthContributor" })
    HealthContributor filestoreHealthContributor(ConfigurableListableBeanFactory beanFactory) {
        return createContributor(beanFactory, Store.class);
    }

}
