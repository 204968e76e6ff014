package io.filestore.data.repository.support;

import org.jspecify.annotations.Nullable;

import org.springframework.data.mapping.context.MappingContext;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.core.support.RepositoryFactorySupport;
import org.springframework.data.repository.core.support.TransactionalRepositoryFactoryBeanSupport;
import org.springframework.util.Assert;

import io.filestore.Store;
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

    private @Nullable Store store;

    private @Nullable FileStoreMappingContext entities;

    public FileStoreRepositoryFactoryBean(Class<? extends T> repository) {
        super(repository);
    }

    public void setStore(Store store) {
        this.store = store;
    }

    @Override
    public void setMappingContext(MappingContext<?, ?> mappingContext) {
        super.setMappingContext(mappingContext);
        this.entities = (FileStoreMappingContext) mappingContext;
    }

    @Override
    protected RepositoryFactorySupport doCreateRepositoryFactory() {
        Store from = this.store;
        FileStoreMappingContext context = this.entities;
        Assert.state(from != null && context != null, "A repository needs a store and a mapping context");
        return new FileStoreRepositoryFactory(from, context);
    }

}
