package io.filestore;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.filestore.backend.CollectionBackend;
import io.filestore.error.InvalidRowException;
import io.filestore.error.VersionConflictException;
import io.filestore.row.DecodedValues;
import io.filestore.row.IndexKey;
import io.filestore.row.PutResult;
import io.filestore.row.Row;
import io.filestore.row.RowCodec;
import io.filestore.row.RowEntry;
import io.filestore.row.RowIds;
import io.filestore.row.RowType;
import io.filestore.row.StoredRow;

/**
 * A named set of rows, each with an id, a version and a value. Thread-safe. A change
 * returns once it is as durable as the collection promises, and is visible to nobody
 * before. Inside {@link Store#transact} the same methods read and change the transaction,
 * and nothing happens until it commits.
 *
 * <p>
 * Every method throws {@link io.filestore.error.StoreClosedException} once the store is
 * closed, and every change {@link io.filestore.error.StoreFailedException},
 * {@link io.filestore.error.StoreFullException},
 * {@link io.filestore.error.ReadOnlyStoreException}, or
 * {@link io.filestore.error.InvalidRowException} for an id or value that cannot be
 * stored. A row id has 1 to 512 bytes of UTF-8 and no control characters; a row is a JSON
 * object of at most 16 MB.
 *
 * @param <T> what rows are read and written as: a record, a class, or
 * {@link io.filestore.row.Row} for free-form JSON
 */
public final class RowCollection<T> {

    private final CollectionBackend rows;

    private final RowType<T> form;

    private final Class<T> type;

    private final RowCodec codec;

    private final DecodedValues decoded;

    private final boolean shareable;

    RowCollection(CollectionBackend rows, RowType<T> form, RowCodec codec) {
        this.rows = rows;
        this.form = form;
        this.type = form.rawClass();
        this.codec = codec;
        this.decoded = rows.decoded();
        // A Row is no more than the bytes, and not worth another one's place.
        this.shareable = form.isImmutable() && this.type != Row.class;
    }

    public String name() {
        return this.rows.name();
    }

    /** The value of a row, empty if there is none. */
    public Optional<T> get(String id) {
        StoredRow row = this.rows.read(id);
        return (row != null) ? Optional.of(decode(row)) : Optional.empty();
    }

    /** A row with its version, empty if there is none. */
    public Optional<RowEntry<T>> entry(String id) {
        StoredRow row = this.rows.read(id);
        return (row != null) ? Optional.of(toEntry(row)) : Optional.empty();
    }

    public boolean contains(String id) {
        return this.rows.read(id) != null;
    }

    /**
     * Stores a row, new or in place of the one of this id.
     * @throws io.filestore.error.DuplicateKeyException if a unique field has a value that
     * another row has
     */
    public PutResult put(String id, T value) {
        return this.rows.put(id, encode(id, value), CollectionBackend.ANY);
    }

    /**
     * Stores a row if it has the version that the caller has seen.
     * @param expectedVersion the version, 0 for "there is no such row"
     * @throws io.filestore.error.VersionConflictException if it has another
     */
    public PutResult put(String id, T value, long expectedVersion) {
        return this.rows.put(id, encode(id, value), require(expectedVersion));
    }

    /** Stores a row unless there is one of this id; returns whether it did. */
    public boolean putIfAbsent(String id, T value) {
        try {
            this.rows.put(id, encode(id, value), CollectionBackend.ABSENT);
            return true;
        }
        catch (VersionConflictException ex) {
            return false;
        }
    }

    /** Stores a row under a new id, which grows with time, and returns the id. */
    public String add(T value) {
        String id = RowIds.next();
        this.rows.put(id, encode(id, value), CollectionBackend.ABSENT);
        return id;
    }

    /**
     * Reads a row, changes it and stores it, again from the start if somebody else has
     * changed it meanwhile. Fields of the row that the type does not know stay in it, as
     * they do in objects in it. Within an array nobody can say where they belong after a
     * change of it, so that this is refused.
     * @param change makes the new value; may be called several times
     * @return the new value, empty if there is no such row
     */
    public Optional<T> update(String id, UnaryOperator<T> change) {
        while (true) {
            StoredRow row = this.rows.read(id);
            if (row == null) {
                return Optional.empty();
            }
            T value = change.apply(decode(row));
            try {
                this.rows.put(id, this.form.encodeChanged(name(), row, value), row.version());
                return Optional.of(value);
            }
            catch (VersionConflictException ex) {
                Thread.onSpinWait();
            }
        }
    }

    /** Deletes a row; returns whether there was one. */
    public boolean delete(String id) {
        return this.rows.delete(id, CollectionBackend.ANY);
    }

    /**
     * Deletes a row if it has the version that the caller has seen.
     * @throws io.filestore.error.VersionConflictException if it has another, or is not
     * there
     */
    public void delete(String id, long expectedVersion) {
        this.rows.delete(id, require(expectedVersion));
    }

    /**
     * Deletes all rows that are there when it is called; in parts, each of which is all
     * or nothing.
     */
    public void clear() {
        this.rows.clear();
    }

    /**
     * The rows whose field has this value, or has it as an element of an array, in the
     * order of their ids.
     * @param field an indexed field
     * @param value a string, number, boolean, null, or what is written as one; numbers
     * count by their value
     * @throws io.filestore.error.InvalidRowException if the field is not indexed, or the
     * value cannot be a key
     */
    public List<RowEntry<T>> find(String field, @Nullable Object value) {
        if (!this.rows.isIndexed(field)) {
            throw new InvalidRowException("The field '" + field + "' of collection '" + name()
                    + "' is not indexed, so that nothing can be found by it. Add it to the indexed fields of the"
                    + " collection: withIndexed(\"" + field + "\") in Java, filestore.collections." + name()
                    + ".indexed in a configuration file.");
        }
        Object key = this.codec.isPlainText(value) ? value : IndexKey.of(this.codec.encodeValue(value));
        if (key == null || key instanceof Object[]) {
            throw new InvalidRowException("Nothing is found by an object or an array; look for a string, a number,"
                    + " a boolean or null in field '" + field + "'.");
        }
        return entries(this.rows.find(field, key));
    }

    private List<RowEntry<T>> entries(StoredRow[] rows) {
        if (rows.length == 1) {
            return java.util.Collections.singletonList(toEntry(rows[0]));
        }
        RowEntry<T>[] entries = newEntries(rows.length);
        for (int i = 0; i < rows.length; i++) {
            entries[i] = toEntry(rows[i]);
        }
        return java.util.Collections.unmodifiableList(Arrays.asList(entries));
    }

    @SuppressWarnings("unchecked")
    private static <T> RowEntry<T>[] newEntries(int count) {
        return (RowEntry<T>[]) new RowEntry<?>[count];
    }

    /**
     * The ids of all rows, in no order; weakly consistent: changes made meanwhile may or
     * may not be seen.
     */
    public Stream<String> ids() {
        return this.rows.rows().map(StoredRow::id);
    }

    /**
     * All rows, in no order; weakly consistent: changes made meanwhile may or may not be
     * seen.
     * @throws io.filestore.error.InvalidRowException from the stream, if a row does not
     * fit the type; the message names it
     */
    public Stream<RowEntry<T>> stream() {
        return this.rows.rows().map(this::toEntry);
    }

    /** How many rows there are. May cost in proportion to them. */
    public long count() {
        return this.rows.count();
    }

    private byte[] encode(String id, T value) {
        return this.form.encode(name(), id, value);
    }

    private T decode(StoredRow row) {
        T known = this.shareable ? this.decoded.get(row, this.type) : null;
        if (known != null) {
            return known;
        }
        T value = this.form.decode(name(), row);
        if (this.shareable && value.getClass() == this.type) {
            this.decoded.remember(row, value);
        }
        return value;
    }

    private RowEntry<T> toEntry(StoredRow row) {
        return new RowEntry<>(row.id(), row.version(), decode(row));
    }

    private static long require(long version) {
        if (version < 0) {
            throw new InvalidRowException("A row's version is not negative; " + version + " cannot be expected.");
        }
        return version;
    }

}
