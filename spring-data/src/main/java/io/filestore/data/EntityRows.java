package io.filestore.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mapping.PersistentPropertyAccessor;
import org.springframework.util.Assert;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.data.mapping.FileStorePersistentEntity;
import io.filestore.data.mapping.FileStorePersistentProperty;
import io.filestore.data.mapping.InvalidEntityException;
import io.filestore.error.TransactionConflictException;
import io.filestore.error.VersionConflictException;
import io.filestore.query.Query;
import io.filestore.row.RowEntry;

/**
 * The entities of one class, as rows.
 *
 * @param <T> the class
 */
final class EntityRows<T> {

    private final FileStorePersistentEntity<T> entity;

    private final FileStorePersistentProperty id;

    private final Store store;

    private final RowCollection<T> rows;

    private final @Nullable EntityVersion<T> version;

    private final boolean versions;

    private final Lifecycle<T> lifecycle;

    private final boolean whole;

    @SuppressWarnings("unchecked")
    EntityRows(FileStorePersistentEntity<T> entity, Store store, Application application) {
        this.entity = entity;
        this.id = entity.getRequiredIdProperty();
        this.store = store;
        this.rows = store.collection(entity.collection(), (Class<T>) entity.root());
        this.version = EntityVersion.of(entity, store);
        this.versions = store.capabilities(entity.collection()).versions();
        requireVersions();
        this.lifecycle = new Lifecycle<>(application, entity.getType(), entity.collection());
        this.whole = entity.root() == entity.getType();
    }

    private void requireVersions() {
        if (this.version != null && !this.versions) {
            throw new InvalidEntityException(
                    "Entity " + this.entity.getName() + " has a @Version, but nobody looks what a"
                            + " row of collection '" + this.rows.name() + "' was before it is written: its writes are"
                            + " last-write-wins. Make them versioned, by filestore.collections." + this.rows.name()
                            + ".writes, or take the annotation away.");
        }
    }

    RowCollection<T> rows() {
        return this.rows;
    }

    /** Null if they have none. */
    @Nullable EntityVersion<T> version() {
        return this.version;
    }

    Lifecycle<T> lifecycle() {
        return this.lifecycle;
    }

    /**
     * The same, if all rows are of this class.
     * @throws InvalidEntityException if they may be of another one
     */
    EntityRows<T> whole() {
        if (!this.whole) {
            throw new InvalidEntityException(
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

    static String rowId(Object id) {
        Assert.notNull(id, "The id must not be null");
        return id.toString();
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

    /**
     * Stores an entity that is new.
     * @param generated whether its id is one that nobody else has
     */
    void insert(String rowId, T value, boolean generated) {
        if (generated && !this.versions) {
            this.rows.put(rowId, value);
            return;
        }
        try {
            this.rows.put(rowId, value, 0);
        }
        catch (VersionConflictException ex) {
            if (this.store.hasConflict()) {
                throw new TransactionConflictException();
            }
            throw new DuplicateKeyException("Row '" + rowId + "' of collection '" + this.rows.name()
                    + "' is there already, and the entity is a new one. Give it another id, or read that row and change it.",
                    ex);
        }
    }

    /**
     * Changes the row of an entity.
     * @param seen the version that the entity was read with, null for none
     */
    void update(String rowId, T value, @Nullable Number seen) {
        if (this.version != null) {
            this.version.change(rowId, seen, (now) -> this.rows.put(rowId, value, now));
        }
        else {
            this.rows.put(rowId, value);
        }
    }

    Optional<T> find(String rowId) {
        Optional<T> found = this.rows.get(rowId);
        return this.lifecycle.watchesReads() ? found.map((value) -> this.lifecycle.afterConvert(value, rowId)) : found;
    }

    List<T> values(List<RowEntry<T>> found) {
        return this.lifecycle.watchesReads() ? found.stream().map(this::converted).toList()
                : found.stream().map(RowEntry::value).toList();
    }

    T converted(RowEntry<T> row) {
        return this.lifecycle.watchesReads() ? this.lifecycle.afterConvert(row.value(), row.id()) : row.value();
    }

    void delete(T value, Deletes deletes) {
        Object known = id(value);
        if (known == null) {
            throw new IllegalArgumentException("The entity has no id, so that it cannot be deleted.");
        }
        String rowId = rowId(known);
        deletes.delete(this, rowId, value, value, () -> deleteSeen(rowId, value));
    }

    private boolean deleteSeen(String rowId, T value) {
        if (this.version == null) {
            return this.rows.delete(rowId);
        }
        this.version.change(rowId, this.version.number(value), (now) -> this.rows.delete(rowId, now));
        return true;
    }

    boolean deleteById(String rowId, Deletes deletes) {
        if (!this.lifecycle.watchesDeletes()) {
            return this.rows.delete(rowId);
        }
        return this.rows.entry(rowId).filter((row) -> delete(row, converted(row), deletes)).isPresent();
    }

    long delete(Query query, Deletes deletes) {
        return this.lifecycle.watchesDeletes() ? delete(this.rows.find(query), deletes).size()
                : this.rows.delete(query);
    }

    /** Those that were still there. */
    List<T> delete(List<RowEntry<T>> found, Deletes deletes) {
        List<T> deleted = new ArrayList<>();
        for (RowEntry<T> row : found) {
            T value = converted(row);
            if (delete(row, value, deletes)) {
                deleted.add(value);
            }
        }
        return deleted;
    }

    private boolean delete(RowEntry<T> row, T value, Deletes deletes) {
        return deletes.delete(this, row.id(), value, row.version(), () -> this.rows.delete(row.id()));
    }

    void clear(Deletes deletes) {
        if (this.lifecycle.watchesDeletes()) {
            delete(this.rows.find(Query.all()), deletes);
        }
        else {
            this.rows.clear();
        }
    }

}
