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

    private boolean isNew;

    private T value;

    private String rowId = "";

    /** What got an id that it had not; null if nothing did. */
    private @Nullable T named;

    /** What got another version; null if nothing did. */
    private @Nullable T counted;

    private @Nullable Number seen;

    Save(EntityRows<T> rows, T entity, boolean isNew) {
        this.rows = rows;
        this.value = entity;
        this.isNew = isNew;
    }

    void prepare() {
        this.value = this.rows.lifecycle().beforeConvert(this.value);
        Object id = this.rows.id(this.value);
        if (id == null) {
            id = this.rows.nextId();
            this.value = this.rows.withId(this.value, id);
            this.named = this.value;
            this.isNew = true;
        }
        this.rowId = EntityRows.rowId(id);
        EntityVersion<T> version = this.rows.version();
        if (version != null) {
            this.seen = version.number(this.value);
            this.value = version.with(this.value, this.isNew ? version.first() : version.after(this.seen));
            this.counted = this.value;
        }
        this.value = this.rows.lifecycle().beforeSave(this.value, this.rowId);
    }

    void write() {
        if (this.isNew) {
            this.rows.insert(this.rowId, this.value, this.named != null);
        }
        else {
            this.rows.update(this.rowId, this.value, this.seen);
        }
    }

    /** Tells that it was written, and returns what was. */
    T end() {
        this.value = this.rows.lifecycle().afterSave(this.value, this.rowId);
        return this.value;
    }

    /** What it stores now. */
    T value() {
        return this.value;
    }

    /** It was not written: an object that was changed for it is as before. */
    void undo() {
        EntityVersion<T> version = this.rows.version();
        if (this.counted != null && version != null) {
            version.with(this.counted, this.seen);
        }
        if (this.named != null) {
            this.rows.withoutId(this.named);
        }
    }

}
