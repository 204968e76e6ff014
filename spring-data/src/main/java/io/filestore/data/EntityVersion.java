package io.filestore.data;

import java.util.Set;
import java.util.function.LongConsumer;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.mapping.PersistentPropertyAccessor;
import org.springframework.util.ClassUtils;
import org.springframework.util.NumberUtils;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.data.mapping.FileStorePersistentEntity;
import io.filestore.data.mapping.FileStorePersistentProperty;
import io.filestore.data.mapping.InvalidEntityException;
import io.filestore.error.TransactionConflictException;
import io.filestore.error.VersionConflictException;
import io.filestore.row.Row;
import io.filestore.row.RowEntry;
import tools.jackson.databind.JsonNode;

/**
 * The property of entities that counts their changes. It is a field of their rows, so
 * that it is the same after a restart.
 *
 * @param <T> the class of the entities
 */
final class EntityVersion<T> {

    private static final Set<Class<?>> TYPES = Set.of(Long.class, Integer.class, Short.class);

    private final FileStorePersistentEntity<T> entity;

    private final FileStorePersistentProperty property;

    private final Class<? extends Number> type;

    private final Store store;

    private final RowCollection<Row> rows;

    private EntityVersion(FileStorePersistentEntity<T> entity, FileStorePersistentProperty property, Store store) {
        this.entity = entity;
        this.property = property;
        this.type = ClassUtils.resolvePrimitiveIfNecessary(property.getType()).asSubclass(Number.class);
        this.store = store;
        this.rows = store.collection(entity.collection());
    }

    /** Null for entities that have none. */
    static <T> @Nullable EntityVersion<T> of(FileStorePersistentEntity<T> entity, Store store) {
        FileStorePersistentProperty property = entity.getVersionProperty();
        if (property == null) {
            return null;
        }
        if (!TYPES.contains(ClassUtils.resolvePrimitiveIfNecessary(property.getType()))) {
            throw new InvalidEntityException("The @Version '" + property.getName() + "' of entity " + entity.getName()
                    + " is a " + property.getType().getName()
                    + ", which does not count. Make it a Long, Integer or Short, or one of their primitives.");
        }
        return new EntityVersion<>(entity, property, store);
    }

    /** Null if the entity was never stored. */
    @Nullable Number number(T value) {
        return (Number) this.entity.getPropertyAccessor(value).getProperty(this.property);
    }

    /** The same entity with another version: the same object if that can be set. */
    T with(T value, @Nullable Number number) {
        PersistentPropertyAccessor<T> accessor = this.entity.getPropertyAccessor(value);
        accessor.setProperty(this.property, number);
        return accessor.getBean();
    }

    /** Of a new entity; a primitive that is 0 says that there is none. */
    Number first() {
        return number(this.property.getType().isPrimitive() ? 1 : 0);
    }

    Number after(@Nullable Number known) {
        return number((known != null) ? known.longValue() + 1 : 1);
    }

    private Number number(long value) {
        return NumberUtils.convertNumberToTargetClass(value, this.type);
    }

    /**
     * Changes a row that has the version that the entity was read with.
     * @param known null for none
     * @param change is told which version of the store's own the row has
     * @throws OptimisticLockingFailureException if it has another, or is not there
     * @throws TransactionConflictException if so, and others have changed what the
     * transaction has read
     */
    void change(String rowId, @Nullable Number known, LongConsumer change) {
        while (true) {
            long now = require(rowId, known);
            try {
                change.accept(now);
                return;
            }
            catch (VersionConflictException ex) {
                Thread.onSpinWait();
            }
        }
    }

    private long require(String rowId, @Nullable Number known) {
        RowEntry<Row> row = this.rows.entry(rowId).orElse(null);
        JsonNode found = (row != null) ? row.value().get(this.property.field()) : null;
        if (row != null && isSame(found, known)) {
            return row.version();
        }
        // What is read anew has the version of now: only one from elsewhere has not.
        if (this.store.hasConflict()) {
            throw new TransactionConflictException();
        }
        throw new OptimisticLockingFailureException("Row '" + rowId + "' of collection '" + this.rows.name() + "' "
                + ((row != null) ? "has " + ((found != null) ? "the @Version " + found : "no @Version")
                        : "is not there any more")
                + ", and the entity was read with " + ((known != null) ? known : "none")
                + ". Read it again and repeat the change.");
    }

    /**
     * No version counts as 0; but an entity without one was not read from a row with 0.
     */
    private static boolean isSame(@Nullable JsonNode found, @Nullable Number known) {
        if (found == null || found.isNull()) {
            return known == null || known.longValue() == 0;
        }
        return known != null && found.isIntegralNumber() && found.longValue() == known.longValue();
    }

}
