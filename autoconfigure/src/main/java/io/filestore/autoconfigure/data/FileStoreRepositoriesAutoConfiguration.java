package io.filestore.autoconfigure.data;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;

import io.filestore.Store;
import io.filestore.autoconfigure.transaction.FileStoreTransactionAutoConfiguration;
import io.filestore.data.repository.FileStoreRepository;
import io.filestore.data.repository.support.FileStoreRepositoryFactoryBean;

/**
 * Auto-configuration for {@linkplain FileStoreRepository repositories} in the packages of
 * the application, unless {@code spring.data.filestore.repositories.enabled} is false.
 */
@AutoConfiguration(after = { FileStoreDataAutoConfiguration.class, FileStoreTransactionAutoConfiguration.class })
@ConditionalOnClass({ FileStoreRepository.class, DataAccessException.class })
@ConditionalOnSingleCandidate(Store.class)
@ConditionalOnMissingBean(FileStoreRepositoryFactoryBean.class)
@ConditionalOnBooleanProperty(name = "spring.data.filestore.repositories.enabled", matchIfMissing = true)
@Import(FileStoreRepositoriesRegistrar.class)
public final class FileStoreRepositoriesAutoConfiguration {

}
