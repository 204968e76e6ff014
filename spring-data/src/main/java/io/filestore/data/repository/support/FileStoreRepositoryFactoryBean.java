package io.filestore.data.repository.support;

import org.jspecify.annotations.Nullable;

import org.springframework.data.mapping.context.MappingContext;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.core.support.RepositoryFactorySupport;
import org.springframework.data.repository.core.support.TransactionalRepositoryFactoryBeanSupport;
import org.springframework.util.Assert;

import io.filestore.data.FileStoreOperations;
import io.filestore.data.mapping.FileStoreMappingContext;

/**
 * Makes the bean of a repository.
 *
 * @param <T> the repository
 * @param <S> the class of its entities
 * @param <ID> the type of their ids
 */
public final class FileStoreRepositoryFactoryBean<T extends Repository<S, ID>, S, ID>
        extends TransactionalRepositoryFactoryBeanSupport<T, S, ID> {

    private @Nullable FileStoreOperations operations;

    private @Nullable FileStoreMappingContext entities;

    public FileStoreRepositoryFactoryBean(Class<? extends T> repository) {
        super(repository);
    }

    public void setOperations(FileStoreOperations operations) {
        this.operations = operations;
    }

    @Override
    public void setMappingContext(MappingContext<?, ?> mappingContext) {
        super.setMappingContext(mappingContext);
        this.entities = (FileStoreMappingContext) mappingContext;
    }

    @Override
    protected RepositoryFactorySupport doCreateRepositoryFactory() {
        FileStoreOperations on = this.operations;
        FileStoreMappingContext context = this.entities;
        Assert.state(on != null && context != null, "A repository needs a template and a mapping context");
        return new FileStoreRepositoryFactory(on, context);
    }

}
