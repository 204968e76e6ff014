package io.filestore.data;

import org.jspecify.annotations.Nullable;

/**
 * An entity on its way into its row. It is made ready once, and written in a transaction
 * that may run several times.
 *
 * @param <T> the class of the entity
 */
final class Save<T> {

    private final EntityRows<T> rows;

    private final boolean isNew;

    private final @Nullable Object idBefore;

    private final String rowId;

    private final T value;

    Save(EntityRows<T> rows, T entity, boolean isNew) {
        this.rows = rows;
        this.idBefore = rows.id(entity);
        this.isNew = isNew || this.idBefore == null;
        Object id = (this.idBefore != null) ? this.idBefore : rows.nextId();
        this.rowId = EntityRows.rowId(id);
        this.value = (this.idBefore != null) ? entity : rows.withId(entity, id);
    }

    void write() {
        if (this.isNew) {
            this.rows.insert(this.rowId, this.value);
        }
        else {
            this.rows.put(this.rowId, this.value);
        }
    }

    /** What was written. */
    T end() {
        return this.value;
    }

    /** It was not written: an object that was changed for it is as before. */
    void undo() {
        if (this.idBefore == null) {
            this.rows.withoutId(this.value);
        }
    }

}
