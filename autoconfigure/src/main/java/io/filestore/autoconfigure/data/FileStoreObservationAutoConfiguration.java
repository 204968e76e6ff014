package io.filestore.autoconfigure.data;

import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

import io.filestore.data.observation.RepositoryObservationConvention;
import io.filestore.data.observation.RepositoryObservations;

/**
 * Auto-configuration for observations of repositories' calls, if
 * {@code spring.data.filestore.observations.enabled} is true. Spring Boot times them
 * anyway.
 */
@AutoConfiguration(after = FileStoreDataAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass({ ObservationRegistry.class, RepositoryObservations.class })
@ConditionalOnBean(ObservationRegistry.class)
@ConditionalOnBooleanProperty("spring.data.filestore.observations.enabled")
public final class FileStoreObservationAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    RepositoryObservations fileStoreRepositoryObservations(ObservationRegistry registry,
            ObjectProvider<RepositoryObservationConvention> convention) {
        return new RepositoryObservations(registry, convention.getIfAvailable());
    }

}
