package io.filestore.autoconfigure.endpoint;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

import io.filestore.Store;
import io.filestore.autoconfigure.FileStoreAutoConfiguration;
import io.filestore.autoconfigure.FileStoreProperties;

/**
 * Auto-configuration for the {@link FileStoreEndpoint}.
 */
@AutoConfiguration(after = FileStoreAutoConfiguration.class)
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnAvailableEndpoint(FileStoreEndpoint.class)
public final class FileStoreEndpointAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnSingleCandidate(Store.class)
    FileStoreEndpoint fileStoreEndpoint(Store store, ObjectProvider<FileStoreProperties> properties) {
        FileStoreProperties found = properties.getIfAvailable();
        return new FileStoreEndpoint(store, (found != null) ? found.backup().directory() : null);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(FileStoreEndpoint.class)
    @ConditionalOnAvailableEndpoint(endpoint = FileStoreEndpoint.class, exposure = EndpointExposure.WEB)
    FileStoreEndpointWebExtension fileStoreEndpointWebExtension(FileStoreEndpoint endpoint) {
        return new FileStoreEndpointWebExtension(endpoint);
    }

}
