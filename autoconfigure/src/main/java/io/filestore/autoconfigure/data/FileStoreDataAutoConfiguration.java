package io.filestore.autoconfigure.data;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessException;

import io.filestore.Store;
import io.filestore.autoconfigure.FileStoreAutoConfiguration;
import io.filestore.data.FileStoreOperations;
import io.filestore.data.FileStoreTemplate;
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

    @Bean
    @ConditionalOnMissingBean(FileStoreOperations.class)
    FileStoreTemplate fileStoreTemplate(Store store, FileStoreMappingContext entities) {
        return new FileStoreTemplate(store, entities);
    }

}
