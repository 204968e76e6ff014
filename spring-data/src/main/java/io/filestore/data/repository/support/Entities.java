package io.filestore.data.repository.support;

import org.springframework.data.mapping.PersistentPropertyAccessor;
import org.springframework.data.mapping.model.EntityInstantiators;
import org.springframework.data.mapping.model.InstantiationAwarePropertyAccessor;

import org.springframework.util.Assert;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.data.mapping.FileStorePersistentEntity;
import io.filestore.data.mapping.FileStorePersistentProperty;
import io.filestore.data.repository.query.EntityFields;
import io.filestore.data.repository.query.Pages;
import io.filestore.error.VersionConflictException;

/**
 * The entities of one class, as rows.
 *
 * @param <T> the class
 */
final class Entities<T> {

    /** Two ids that are numbers are the same by chance only now and then. */
    private static final int ATTEMPTS = 100;

    private static final EntityInstantiators INSTANTIATORS = new EntityInstantiators();

    private final FileStorePersistentEntity<T> entity;

    private final FileStorePersistentProperty id;

    private final Store store;

    private final RowCollection<T> rows;

    private final Pages<T> pages;

    Entities(FileStorePersistentEntity<T> entity, Store store, RowCollection<T> rows, EntityFields fields) {
        this.entity = entity;
        this.id = entity.getRequiredIdProperty();
        this.store = store;
        this.rows = rows;
        this.pages = new Pages<>(rows, fields);
    }

    Pages<T> pages() {
        return this.pages;
    }

    Store store() {
        return this.store;
    }

    RowCollection<T> rows() {
        return this.rows;
    }

    /** Stores a value under its id; without one it gets one, and comes back with it. */
    T save(T value) {
        Object known = this.entity.getIdentifierAccessor(value).getIdentifier();
        if (known != null && !isUnset(known)) {
            this.rows.put(rowId(known), value);
            return value;
        }
        for (int attempt = 1;; attempt++) {
            Object next = NewIds.of(this.id.getType());
            T named = withId(value, next);
            try {
                this.rows.put(rowId(next), named, 0);
                return named;
            }
            catch (VersionConflictException ex) {
                if (attempt == ATTEMPTS) {
                    throw ex;
                }
            }
        }
    }

    /** A primitive number cannot say that it is not there. */
    private boolean isUnset(Object known) {
        return this.id.getType().isPrimitive() && ((Number) known).longValue() == 0;
    }

    private T withId(T value, Object next) {
        PersistentPropertyAccessor<T> accessor = new InstantiationAwarePropertyAccessor<>(value,
                this.entity::getPropertyAccessor, INSTANTIATORS);
        accessor.setProperty(this.id, next);
        return accessor.getBean();
    }

    /** The id of a value that was stored. */
    String rowId(T value, String what) {
        Object known = this.entity.getIdentifierAccessor(value).getIdentifier();
        if (known == null) {
            throw new IllegalArgumentException("The entity has no id, so that it cannot be " + what + ".");
        }
        return rowId(known);
    }

    static String rowId(Object id) {
        Assert.notNull(id, "The id must not be null");
        return id.toString();
    }

}
