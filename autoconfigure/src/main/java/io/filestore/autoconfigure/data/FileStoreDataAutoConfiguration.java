package io.filestore.autoconfigure.data;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.dao.DataAccessException;

import io.filestore.Store;
import io.filestore.autoconfigure.FileStoreAutoConfiguration;
import io.filestore.autoconfigure.FileStoreProperties;
import io.filestore.data.FileStoreOperations;
import io.filestore.data.FileStoreTemplate;
import io.filestore.data.event.CommitEvents;
import io.filestore.data.mapping.FileStoreMappingContext;

/** Auto-configuration for the {@linkplain FileStoreTemplate entities} of the store. */
@AutoConfiguration(after = FileStoreAutoConfiguration.class)
@ConditionalOnClass({ FileStoreTemplate.class, DataAccessException.class })
@ConditionalOnSingleCandidate(Store.class)
public final class FileStoreDataAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    FileStoreMappingContext fileStoreMappingContext() {
        return new FileStoreMappingContext();
    }

    /** In front of the application's own, which count. */
    @Bean
    @ConditionalOnBean(FileStoreProperties.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    EntityDefaults fileStoreEntityDefaults(FileStoreProperties properties, BeanFactory beans, Environment environment,
            ResourceLoader resources) {
        return new EntityDefaults(properties, beans, environment, resources);
    }

    @Bean
    @ConditionalOnBooleanProperty("spring.data.filestore.commit-events.enabled")
    CommitEvents fileStoreCommitEvents(ApplicationEventPublisher publisher) {
        return new CommitEvents(publisher);
    }

    @Bean
    @ConditionalOnMissingBean(FileStoreOperations.class)
    FileStoreTemplate fileStoreTemplate(Store store, FileStoreMappingContext entities) {
        return new FileStoreTemplate(store, entities);
    }

}
