package io.filestore.data.repository.support;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.data.mapping.MappingException;
import org.springframework.data.repository.core.EntityInformation;
import org.springframework.data.repository.core.RepositoryInformation;
import org.springframework.data.repository.core.RepositoryMetadata;
import org.springframework.data.repository.core.support.PersistentEntityInformation;
import org.springframework.data.repository.core.support.RepositoryFactorySupport;
import org.springframework.data.repository.query.DefaultParameters;
import org.springframework.data.repository.query.QueryLookupStrategy;
import org.springframework.data.repository.query.QueryLookupStrategy.Key;
import org.springframework.data.repository.query.QueryMethod;
import org.springframework.data.repository.query.ValueExpressionDelegate;
import org.springframework.util.ClassUtils;

import io.filestore.data.FileStoreOperations;
import io.filestore.data.mapping.FileStoreMappingContext;
import io.filestore.data.mapping.FileStorePersistentEntity;
import io.filestore.data.repository.query.DerivedQuery;
import io.filestore.data.repository.query.EntityFields;
import io.filestore.data.repository.query.Pages;

/** Makes repositories over the entities of a store. */
public final class FileStoreRepositoryFactory extends RepositoryFactorySupport {

    private final FileStoreOperations operations;

    private final FileStoreMappingContext entities;

    public FileStoreRepositoryFactory(FileStoreOperations operations, FileStoreMappingContext entities) {
        this.operations = operations;
        this.entities = entities;
    }

    @SuppressWarnings("unchecked")
    private <T> FileStorePersistentEntity<T> entity(Class<T> type) {
        return (FileStorePersistentEntity<T>) this.entities.getRequiredPersistentEntity(type);
    }

    private EntityFields fields(FileStorePersistentEntity<?> entity) {
        return new EntityFields(entity, this.entities);
    }

    private <T> DerivedQuery<T> derive(QueryMethod method, FileStorePersistentEntity<T> entity) {
        return new DerivedQuery<>(method, this.operations, entity.getType(), fields(entity));
    }

    @Override
    @SuppressWarnings("unchecked")
    public EntityInformation<?, ?> getEntityInformation(RepositoryMetadata metadata) {
        return new PersistentEntityInformation<>((FileStorePersistentEntity<Object>) entity(metadata.getDomainType()));
    }

    @Override
    protected Object getTargetRepository(RepositoryInformation information) {
        Class<?> type = information.getDomainType();
        FileStorePersistentEntity<?> entity = entity(type);
        // Refuses what is no entity.
        this.operations.rows(type);
        Class<?> id = ClassUtils.resolvePrimitiveIfNecessary(entity.getRequiredIdProperty().getType());
        if (!ClassUtils.resolvePrimitiveIfNecessary(information.getIdType()).isAssignableFrom(id)) {
            throw new MappingException("Repository " + information.getRepositoryInterface().getName()
                    + " says that ids are of type " + information.getIdType().getSimpleName() + ", but that of "
                    + entity.getType().getSimpleName() + " is of type " + id.getSimpleName() + ".");
        }
        return getTargetRepositoryViaReflection(information, this.operations, type,
                new Pages<>(this.operations, type, fields(entity)));
    }

    @Override
    protected Class<?> getRepositoryBaseClass(RepositoryMetadata metadata) {
        return SimpleFileStoreRepository.class;
    }

    @Override
    protected Optional<QueryLookupStrategy> getQueryLookupStrategy(@Nullable Key key,
            ValueExpressionDelegate expressions) {
        return Optional.of((method, metadata, projections, named) -> derive(
                new QueryMethod(method, metadata, projections, DefaultParameters::new),
                entity(metadata.getDomainType())));
    }

}
