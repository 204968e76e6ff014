package io.filestore.data;

import java.lang.annotation.Annotation;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.CreatedBy;
import org.springframework.data.annotation.CreatedDate;
import org.springframework.data.annotation.LastModifiedBy;
import org.springframework.data.annotation.LastModifiedDate;
import org.springframework.data.annotation.Version;
import org.springframework.data.mapping.MappingException;
import org.springframework.data.mapping.PersistentPropertyAccessor;
import org.springframework.util.Assert;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.data.mapping.FileStorePersistentEntity;
import io.filestore.data.mapping.FileStorePersistentProperty;
import io.filestore.error.VersionConflictException;
import io.filestore.row.RowEntry;

/**
 * The entities of one class, as rows.
 *
 * @param <T> the class
 */
final class EntityRows<T> {

    /** What would be there, and do nothing. */
    private static final List<Class<? extends Annotation>> NOT_YET = List.of(Version.class, CreatedDate.class,
            LastModifiedDate.class, CreatedBy.class, LastModifiedBy.class);

    private final FileStorePersistentEntity<T> entity;

    private final FileStorePersistentProperty id;

    private final RowCollection<T> rows;

    private final boolean whole;

    private EntityRows(FileStorePersistentEntity<T> entity, FileStorePersistentProperty id, RowCollection<T> rows,
            boolean whole) {
        this.entity = entity;
        this.id = id;
        this.rows = rows;
        this.whole = whole;
    }

    @SuppressWarnings("unchecked")
    static <T> EntityRows<T> of(FileStorePersistentEntity<T> entity, Store store) {
        FileStorePersistentProperty id = entity.getRequiredIdProperty();
        for (Class<? extends Annotation> missing : NOT_YET) {
            if (entity.getPersistentProperties(missing).iterator().hasNext()) {
                throw new MappingException("Entity " + entity.getName() + " has a property with @"
                        + missing.getSimpleName() + ", which filestore does not fill yet. Take the annotation away.");
            }
        }
        Class<T> root = (Class<T>) entity.root();
        return new EntityRows<>(entity, id, store.collection(entity.collection(), root), root == entity.getType());
    }

    RowCollection<T> rows() {
        return this.rows;
    }

    /**
     * The same, if all rows are of this class.
     * @throws MappingException if they may be of another one
     */
    EntityRows<T> whole() {
        if (!this.whole) {
            throw new MappingException(
                    "The rows of collection '" + this.rows.name() + "' are read as " + this.entity.root().getName()
                            + ", of which " + this.entity.getName() + " is one kind. Ask for the former.");
        }
        return this;
    }

    boolean isNew(T value) {
        return this.entity.isNew(value);
    }

    /** Null if it has none; a primitive number cannot say that it is not there. */
    @Nullable Object id(T value) {
        Object known = this.entity.getIdentifierAccessor(value).getIdentifier();
        return (known != null && this.id.getType().isPrimitive() && ((Number) known).longValue() == 0) ? null : known;
    }

    /** A new id that no row has. */
    Object nextId() {
        Object next = NewIds.of(this.id.getType());
        while (this.rows.contains(rowId(next))) {
            next = NewIds.of(this.id.getType());
        }
        return next;
    }

    /** The same entity with another id: the same object if that can be set. */
    T withId(T value, Object next) {
        return with(value, next);
    }

    void withoutId(T value) {
        // Of the primitives only a long is ever generated.
        with(value, this.id.getType().isPrimitive() ? 0L : null);
    }

    private T with(T value, @Nullable Object next) {
        PersistentPropertyAccessor<T> accessor = this.entity.getPropertyAccessor(value);
        accessor.setProperty(this.id, next);
        return accessor.getBean();
    }

    void insert(String rowId, T value) {
        try {
            this.rows.put(rowId, value, 0);
        }
        catch (VersionConflictException ex) {
            throw new DuplicateKeyException("Row '" + rowId + "' of collection '" + this.rows.name()
                    + "' is there already, and the entity is a new one. Give it another id, or read that row and change it.",
                    ex);
        }
    }

    void put(String rowId, T value) {
        this.rows.put(rowId, value);
    }

    boolean delete(T value) {
        Object known = id(value);
        if (known == null) {
            throw new IllegalArgumentException("The entity has no id, so that it cannot be deleted.");
        }
        return this.rows.delete(rowId(known));
    }

    List<T> values(List<RowEntry<T>> found) {
        return found.stream().map(RowEntry::value).toList();
    }

    static String rowId(Object id) {
        Assert.notNull(id, "The id must not be null");
        return id.toString();
    }

}
