package io.filestore.autoconfigure.data;

import java.lang.annotation.Annotation;

import org.springframework.boot.autoconfigure.data.AbstractRepositoryConfigurationSourceSupport;
import org.springframework.data.repository.config.RepositoryConfigurationExtension;

import io.filestore.data.repository.config.EnableFileStoreRepositories;
import io.filestore.data.repository.config.FileStoreRepositoryConfigurationExtension;

/** Finds the repositories in the packages of the application. */
final class FileStoreRepositoriesRegistrar extends AbstractRepositoryConfigurationSourceSupport {

    @Override
    protected Class<? extends Annotation> getAnnotation() {
        return EnableFileStoreRepositories.class;
    }

    @Override
    protected Class<?> getConfiguration() {
        return EnabledRepositories.class;
    }

    @Override
    protected RepositoryConfigurationExtension getRepositoryConfigurationExtension() {
        return new FileStoreRepositoryConfigurationExtension();
    }

    @EnableFileStoreRepositories
    private static final class EnabledRepositories {

    }

}
