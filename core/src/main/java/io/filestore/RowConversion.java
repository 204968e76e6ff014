package io.filestore;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.error.InvalidQueryException;
import io.filestore.error.InvalidRowException;
import io.filestore.query.Query;
import io.filestore.row.DecodedValues;
import io.filestore.row.EncodedRow;
import io.filestore.row.Row;
import io.filestore.row.RowEntry;
import io.filestore.row.RowType;
import io.filestore.row.StoredRow;

/** Rows of one collection from and to values of one type. */
final class RowConversion<T> {

    private final String collection;

    private final RowType<T> form;

    private final Class<T> type;

    private final DecodedValues decoded;

    private final boolean shareable;

    RowConversion(String collection, RowType<T> form, DecodedValues decoded) {
        this.collection = collection;
        this.form = form;
        this.type = form.rawClass();
        this.decoded = decoded;
        // A Row is no more than the bytes, and not worth another one's place.
        this.shareable = form.isImmutable() && this.type != Row.class;
    }

    /**
     * The query with properties as they are called in JSON. Refuses one that asks for the
     * property that holds the id as if it were a field.
     */
    Query require(Query query) {
        Query named = this.form.hasOwnNames() ? query.withFields(this.form::path) : query;
        String name = this.form.rowIdName();
        if (name != null && named.asks(name)) {
            throw isNoField(name);
        }
        return named;
    }

    /** The same for a single field. */
    String requireField(String property) {
        String field = this.form.path(property);
        String name = this.form.rowIdName();
        if (name != null && field.equals(name)) {
            throw isNoField(name);
        }
        return field;
    }

    private InvalidQueryException isNoField(String name) {
        return new InvalidQueryException("'" + name + "' holds the id of a row in " + this.type.getSimpleName()
                + " and is no field of its JSON. Ask for '" + Query.ID + "', which is Query.ID in Java, or by a method"
                + " reference such as " + this.type.getSimpleName() + "::" + name + ".");
    }

    byte[] encode(String id, T value) {
        return this.form.encode(this.collection, id, value);
    }

    /** Under the id that the value has; with a new one if it has none, if that may be. */
    EncodedRow encode(T value, boolean generated) {
        return this.form.encode(this.collection, value, generated);
    }

    /** With the fields of the row that the type does not know. */
    byte[] encodeChanged(StoredRow row, @Nullable T value) {
        if (value == null) {
            throw new InvalidRowException("Row '" + row.id() + "' of collection '" + this.collection
                    + "' is not updated, since the function has returned null. Return the value to store, the same one"
                    + " to leave the row as it is; to take rows away there is delete.");
        }
        return this.form.encodeChanged(this.collection, row, value);
    }

    T decode(StoredRow row) {
        T known = this.shareable ? this.decoded.get(row, this.type) : null;
        if (known != null) {
            return known;
        }
        T value = this.form.decode(this.collection, row);
        if (this.shareable && value.getClass() == this.type) {
            this.decoded.remember(row, value);
        }
        return value;
    }

    RowEntry<T> entry(StoredRow row) {
        return new RowEntry<>(row.id(), row.version(), decode(row));
    }

    List<RowEntry<T>> entries(StoredRow[] rows) {
        return entries(Arrays.asList(rows));
    }

    List<RowEntry<T>> entries(List<StoredRow> rows) {
        if (rows.size() == 1) {
            return Collections.singletonList(entry(rows.get(0)));
        }
        RowEntry<T>[] entries = newEntries(rows.size());
        for (int i = 0; i < entries.length; i++) {
            entries[i] = entry(rows.get(i));
        }
        return Collections.unmodifiableList(Arrays.asList(entries));
    }

    @SuppressWarnings("unchecked")
    private static <T> RowEntry<T>[] newEntries(int count) {
        return (RowEntry<T>[]) new RowEntry<?>[count];
    }

}
