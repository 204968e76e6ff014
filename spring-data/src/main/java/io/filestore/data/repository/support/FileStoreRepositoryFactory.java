package io.filestore.data.repository.support;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.CreatedBy;
import org.springframework.data.annotation.CreatedDate;
import org.springframework.data.annotation.LastModifiedBy;
import org.springframework.data.annotation.LastModifiedDate;
import org.springframework.data.annotation.Version;
import org.springframework.data.mapping.MappingException;
import org.springframework.data.repository.core.EntityInformation;
import org.springframework.data.repository.core.RepositoryInformation;
import org.springframework.data.repository.core.RepositoryMetadata;
import org.springframework.data.repository.core.support.PersistentEntityInformation;
import org.springframework.data.repository.core.support.RepositoryFactorySupport;
import org.springframework.data.repository.query.QueryLookupStrategy;
import org.springframework.data.repository.query.QueryLookupStrategy.Key;
import org.springframework.data.repository.query.ValueExpressionDelegate;

import org.springframework.util.ClassUtils;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.data.mapping.FileStoreMappingContext;
import io.filestore.data.mapping.FileStorePersistentEntity;
import io.filestore.data.repository.query.EntityFields;
import io.filestore.data.repository.query.Examples;
import io.filestore.data.repository.query.FileStoreQueryLookup;
import io.filestore.data.repository.query.Projections;

/** Makes repositories over the collections of a store. */
public final class FileStoreRepositoryFactory extends RepositoryFactorySupport {

    /** What would be there, and do nothing. */
    private static final List<Class<? extends Annotation>> NOT_YET = List.of(Version.class, CreatedDate.class,
            LastModifiedDate.class, CreatedBy.class, LastModifiedBy.class);

    private final Store store;

    private final FileStoreMappingContext entities;

    public FileStoreRepositoryFactory(Store store, FileStoreMappingContext entities) {
        this.store = store;
        this.entities = entities;
    }

    @SuppressWarnings("unchecked")
    private <T> FileStorePersistentEntity<T> entity(Class<T> type) {
        FileStorePersistentEntity<T> entity = (FileStorePersistentEntity<T>) this.entities
            .getRequiredPersistentEntity(type);
        if (!entity.hasIdProperty()) {
            throw new MappingException("Entity " + type.getName()
                    + " has no id. Mark the property that holds it with @Id of org.springframework.data.annotation.");
        }
        for (Class<? extends Annotation> missing : NOT_YET) {
            if (entity.getPersistentProperties(missing).iterator().hasNext()) {
                throw new MappingException("Entity " + type.getName() + " has a property with @"
                        + missing.getSimpleName() + ", which filestore does not fill yet. Take the annotation away.");
            }
        }
        return entity;
    }

    private <T> RowCollection<T> rows(FileStorePersistentEntity<T> entity) {
        return this.store.collection(entity.collection(), entity.getType());
    }

    private <T> Examples<T> examples(FileStorePersistentEntity<T> entity, Entities<T> rows) {
        Projections projections = new Projections(entity.getType(), this.entities, getProjectionFactory());
        return new Examples<>(new EntityFields(entity, this.entities), rows.pages(), projections);
    }

    private <T> Object target(RepositoryInformation information, FileStorePersistentEntity<T> entity) {
        Entities<T> rows = entities(entity);
        return getTargetRepositoryViaReflection(information, rows, examples(entity, rows));
    }

    private <T> Entities<T> entities(FileStorePersistentEntity<T> entity) {
        return new Entities<>(entity, this.store, rows(entity), new EntityFields(entity, this.entities));
    }

    @Override
    @SuppressWarnings("unchecked")
    public EntityInformation<?, ?> getEntityInformation(RepositoryMetadata metadata) {
        return new PersistentEntityInformation<>((FileStorePersistentEntity<Object>) entity(metadata.getDomainType()));
    }

    @Override
    protected Object getTargetRepository(RepositoryInformation information) {
        FileStorePersistentEntity<?> entity = entity(information.getDomainType());
        Class<?> id = ClassUtils.resolvePrimitiveIfNecessary(entity.getRequiredIdProperty().getType());
        if (!ClassUtils.resolvePrimitiveIfNecessary(information.getIdType()).isAssignableFrom(id)) {
            throw new MappingException("Repository " + information.getRepositoryInterface().getName()
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
        return Optional.of(new FileStoreQueryLookup(this.store, this.entities, expressions));
    }

}
