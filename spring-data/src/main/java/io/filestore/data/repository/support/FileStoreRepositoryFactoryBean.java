package io.filestore.data.repository.support;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.dao.support.PersistenceExceptionTranslationInterceptor;
import org.springframework.data.mapping.context.MappingContext;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.core.support.RepositoryFactoryBeanSupport;
import org.springframework.data.repository.core.support.RepositoryFactorySupport;
import org.springframework.util.Assert;

import io.filestore.data.FileStoreOperations;
import io.filestore.data.mapping.FileStoreMappingContext;
import io.filestore.data.observation.RepositoryObservations;
import io.filestore.data.transaction.StoreExceptionTranslator;

/**
 * Makes the bean of a repository.
 *
 * @param <T> the repository
 * @param <S> the class of its entities
 * @param <ID> the type of their ids
 */
public final class FileStoreRepositoryFactoryBean<T extends Repository<S, ID>, S, ID>
        extends RepositoryFactoryBeanSupport<T, S, ID> {

    private @Nullable FileStoreOperations operations;

    private @Nullable FileStoreMappingContext entities;

    private @Nullable BeanFactory beans;

    private String transactionManager = "";

    public FileStoreRepositoryFactoryBean(Class<? extends T> repository) {
        super(repository);
    }

    public void setOperations(FileStoreOperations operations) {
        this.operations = operations;
    }

    /** The name of that which {@code @Transactional} on the repository means. */
    public void setTransactionManager(String transactionManager) {
        this.transactionManager = transactionManager;
    }

    @Override
    public void setMappingContext(MappingContext<?, ?> mappingContext) {
        super.setMappingContext(mappingContext);
        this.entities = (FileStoreMappingContext) mappingContext;
    }

    @Override
    public void setBeanFactory(BeanFactory beanFactory) {
        super.setBeanFactory(beanFactory);
        this.beans = beanFactory;
    }

    @Override
    protected RepositoryFactorySupport createRepositoryFactory() {
        FileStoreOperations on = this.operations;
        FileStoreMappingContext context = this.entities;
        BeanFactory from = this.beans;
        Assert.state(on != null && context != null && from != null,
                "A repository needs a template, a mapping context and a bean factory");
        FileStoreRepositoryFactory factory = new FileStoreRepositoryFactory(on, context);
        // Around all others, so that it sees what the caller sees.
        from.getBeanProvider(RepositoryObservations.class)
            .ifAvailable((observations) -> observe(factory, observations, context));
        factory.addRepositoryProxyPostProcessor((proxy, information) -> proxy
            .addAdvice(new PersistenceExceptionTranslationInterceptor(new StoreExceptionTranslator())));
        factory.addRepositoryProxyPostProcessor(new DeclaredTransactions(from, this.transactionManager));
        return factory;
    }

    private static void observe(FileStoreRepositoryFactory factory, RepositoryObservations observations,
            FileStoreMappingContext entities) {
        if (!observations.isNoop()) {
            factory.addRepositoryProxyPostProcessor(
                    (proxy, information) -> proxy.addAdvice(observations.around(information.getRepositoryInterface(),
                            entities.getRequiredPersistentEntity(information.getDomainType()).collection())));
        }
    }

}
