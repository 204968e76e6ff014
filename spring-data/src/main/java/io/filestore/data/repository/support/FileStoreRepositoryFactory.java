package io.filestore.data.repository.support;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.data.repository.core.EntityInformation;
import org.springframework.data.repository.core.RepositoryInformation;
import org.springframework.data.repository.core.RepositoryMetadata;
import org.springframework.data.repository.core.support.PersistentEntityInformation;
import org.springframework.data.repository.core.support.RepositoryFactorySupport;
import org.springframework.data.repository.query.QueryLookupStrategy;
import org.springframework.data.repository.query.QueryLookupStrategy.Key;
import org.springframework.data.repository.query.ValueExpressionDelegate;
import org.springframework.util.ClassUtils;

import io.filestore.data.FileStoreOperations;
import io.filestore.data.mapping.FileStoreMappingContext;
import io.filestore.data.mapping.FileStorePersistentEntity;
import io.filestore.data.mapping.InvalidEntityException;
import io.filestore.data.repository.query.EntityFields;
import io.filestore.data.repository.query.Examples;
import io.filestore.data.repository.query.FileStoreQueryLookup;
import io.filestore.data.repository.query.Pages;
import io.filestore.data.repository.query.Projections;

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

    private <T> Object target(RepositoryInformation information, FileStorePersistentEntity<T> entity) {
        Class<T> type = entity.getType();
        EntityFields fields = new EntityFields(entity, this.entities);
        Pages<T> pages = new Pages<>(this.operations, type, fields);
        Projections projections = new Projections(type, this.entities, getProjectionFactory());
        return getTargetRepositoryViaReflection(information, this.operations, type, pages,
                new Examples<>(fields, pages, projections));
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
            throw new InvalidEntityException("Repository " + information.getRepositoryInterface().getName()
                    + " says that ids are of type " + information.getIdType().getSimpleName() + ", but that of "
                    + entity.getType().getSimpleName() + " is of type " + id.getSimpleName() + ".");
        }
        return target(information, entity);
    }

    @Override
    protected Class<?> getRepositoryBaseClass(RepositoryMetadata metadata) {
        return SimpleFileStoreRepository.class;
    }

    @Override
    protected Optional<QueryLookupStrategy> getQueryLookupStrategy(@Nullable Key key,
            ValueExpressionDelegate expressions) {
        return Optional.of(new FileStoreQueryLookup(this.operations, this.entities, expressions));
    }

}
