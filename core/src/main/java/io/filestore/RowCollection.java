package io.filestore;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.filestore.backend.CollectionBackend;
import io.filestore.error.InvalidQueryException;
import io.filestore.error.InvalidRowException;
import io.filestore.error.VersionConflictException;
import io.filestore.query.Page;
import io.filestore.query.Position;
import io.filestore.query.Query;
import io.filestore.query.QueryPlan;
import io.filestore.row.EncodedRow;
import io.filestore.row.IndexKey;
import io.filestore.row.PutResult;
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
 * closed, and every change {@link io.filestore.error.OutcomeUnknownException},
 * {@link io.filestore.error.StoreFailedException},
 * {@link io.filestore.error.StoreFullException},
 * {@link io.filestore.error.ReadOnlyStoreException}, or
 * {@link io.filestore.error.InvalidRowException} for an id or value that cannot be
 * stored. Of a collection that an engine keeps, every method throws
 * {@link io.filestore.error.StoreUnavailableException} if that cannot be reached, and a
 * query {@link InvalidQueryException} if it has no equality on an indexed field where
 * {@linkplain io.filestore.backend.Capabilities#ranges that is needed}. A row id has 1 to
 * 512 bytes of UTF-8 and no control characters; a row is a JSON object of at most 16 MB.
 *
 * <p>
 * One long file, since it is what applications call: each method is its contract and a
 * line or two.
 *
 * @param <T> what rows are read and written as: a record, a class, or
 * {@link io.filestore.row.Row} for free-form JSON
 */
public final class RowCollection<T> {

    private final CollectionBackend rows;

    private final RowConversion<T> values;

    private final RowCodec codec;

    RowCollection(CollectionBackend rows, RowType<T> type, RowCodec codec) {
        this.rows = rows;
        this.values = new RowConversion<>(rows.name(), type, rows.decoded());
        this.codec = codec;
    }

    public String name() {
        return this.rows.name();
    }

    /** The value of a row, empty if there is none. */
    public Optional<T> get(String id) {
        StoredRow row = this.rows.read(id);
        return (row != null) ? Optional.of(this.values.decode(row)) : Optional.empty();
    }

    /** A row with its version, empty if there is none. */
    public Optional<RowEntry<T>> entry(String id) {
        StoredRow row = this.rows.read(id);
        return (row != null) ? Optional.of(this.values.entry(row)) : Optional.empty();
    }

    public boolean contains(String id) {
        return this.rows.read(id) != null;
    }

    /**
     * Stores a row, new or in place of the one of this id.
     * @throws io.filestore.error.UniqueViolationException if a unique field has a value
     * that another row has
     */
    public PutResult put(String id, T value) {
        return this.rows.put(id, this.values.encode(id, value), CollectionBackend.ANY);
    }

    /**
     * Stores a row under the id that its value has in its
     * {@link io.filestore.row.RowId @RowId}, new or in place of the one of this id.
     * @throws io.filestore.error.InvalidRowException if it has none, or its type has no
     * such property
     * @throws io.filestore.error.UniqueViolationException as {@link #put(String, Object)}
     */
    public PutResult put(T value) {
        EncodedRow row = this.values.encode(value, false);
        return this.rows.put(row.id(), row.json(), CollectionBackend.ANY);
    }

    /**
     * Stores a row if it has the version that the caller has seen.
     * @param expectedVersion the version, 0 for "there is no such row"
     * @throws io.filestore.error.VersionConflictException if it has another
     */
    public PutResult put(String id, T value, long expectedVersion) {
        return this.rows.put(id, this.values.encode(id, value), require(expectedVersion));
    }

    /** Stores a row unless there is one of this id; returns whether it did. */
    public boolean putIfAbsent(String id, T value) {
        try {
            this.rows.put(id, this.values.encode(id, value), CollectionBackend.ABSENT);
            return true;
        }
        catch (VersionConflictException ex) {
            return false;
        }
    }

    /**
     * Stores a new row and returns its id: a generated one, which grows with time, or the
     * one that the value has in its {@link io.filestore.row.RowId @RowId}.
     * @throws io.filestore.error.VersionConflictException if there is a row of that id
     */
    public String add(T value) {
        EncodedRow row = this.values.encode(value, true);
        this.rows.put(row.id(), row.json(), CollectionBackend.ABSENT);
        return row.id();
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
        for (int attempt = 1;; attempt++) {
            StoredRow row = this.rows.read(id);
            if (row == null) {
                return Optional.empty();
            }
            T value = change.apply(this.values.decode(row));
            try {
                this.rows.put(id, this.values.encodeChanged(row, value), row.version());
                return Optional.of(value);
            }
            catch (VersionConflictException ex) {
                this.rows.giveWay(attempt);
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
     * Deletes all rows that are there when it is called; in parts, as
     * {@link #putAll(Map)} stores them.
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
        String named = this.values.requireField(field);
        if (!this.rows.isIndexed(named)) {
            if (field.equals(Query.ID)) {
                throw new InvalidRowException("No index has the ids of rows. They are had by their ids with get and"
                        + " getAll, and by queries: find(where(Query.ID).is(...)).");
            }
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
        return this.values.entries(this.rows.find(named, key));
    }

    /**
     * The rows of a query, in its order, as they are at one moment, unless others write
     * so much meanwhile that only each of them is. Of a collection that an engine keeps
     * each of them is, outside of a transaction; and all rows without an order come in
     * the engine's.
     */
    public List<RowEntry<T>> find(Query query) {
        return this.values.entries(this.rows.find(this.values.require(query), null));
    }

    /** The first row of a query, empty if there is none. */
    public Optional<RowEntry<T>> first(Query query) {
        return find(query.limit(1)).stream().findFirst();
    }

    /**
     * The rows of a query, in its order, read one by one as they are asked for where an
     * index has that order; weakly consistent. Nothing need be closed.
     */
    public Stream<RowEntry<T>> stream(Query query) {
        return this.rows.stream(this.values.require(query)).map(this.values::entry);
    }

    /**
     * One page of a query, as long as its limit.
     * @param behind where the page before has ended, null for the first page
     * @throws io.filestore.error.InvalidQueryException if the query has no limit, or the
     * position is one in another order
     */
    public Page<T> page(Query query, @Nullable Position behind) {
        int limit = query.limit()
            .orElseThrow(() -> new InvalidQueryException(
                    "A query without a limit has no pages: " + query + ". Say how long they are: limit(20)."));
        Query asked = this.values.require(query);
        Position from = (behind != null) ? behind.requireOrderOf(asked) : null;
        int most = (int) Math.min(limit + 1L, Integer.MAX_VALUE);
        List<StoredRow> found = this.rows.find(asked.withLimit(most), from);
        boolean more = found.size() > limit;
        List<StoredRow> rows = more ? found.subList(0, limit) : found;
        return new Page<>(this.values.entries(rows), more, (row) -> Position.of(asked, rows.get(row)));
    }

    /** How many rows fulfil the condition of a query; its limit is of no account. */
    public long count(Query query) {
        return this.rows.count(this.values.require(query), Long.MAX_VALUE);
    }

    /** Whether a row fulfils the condition of a query. */
    public boolean exists(Query query) {
        return this.rows.count(this.values.require(query), 1) > 0;
    }

    /** How a query is answered: by which index, and what is filtered and sorted. */
    public QueryPlan explain(Query query) {
        return this.rows.explain(this.values.require(query));
    }

    /**
     * The values of a field, those of the elements of arrays, each once, ascending; of a
     * number one of its spellings.
     * @param field the path of the field, or {@link Query#ID}
     * @param query which rows count
     * @return JSON values: strings, numbers, booleans, and objects as maps
     */
    public List<Object> distinct(String field, Query query) {
        return new DistinctValues(this.values.requireField(field), this.codec)
            .of(this.rows.stream(this.values.require(query)));
    }

    /** The rows of these ids that there are, in the order of the ids. */
    public List<RowEntry<T>> getAll(Collection<String> ids) {
        return this.values.entries(this.rows.readAll(ids));
    }

    /**
     * Stores many rows, in parts of {@value BulkChange#PART} rows, each of which is all
     * or nothing; within a transaction all of it is. Where the collection
     * {@linkplain io.filestore.backend.Capabilities#transactions has no transactions}
     * over several rows, each row is for itself, and those that were stored stay if
     * others fail.
     */
    public void putAll(Map<String, T> rows) {
        new BulkChange<>(this.rows, this.values).putAll(rows);
    }

    /**
     * Stores many rows, each under the id that its value has, as {@link #put(Object)}
     * does, in parts as {@link #putAll(Map)} does.
     * @param values of which the later one counts if two have the same id
     */
    public void putAll(Collection<? extends T> values) {
        new BulkChange<>(this.rows, this.values).putAll(values);
    }

    /**
     * Deletes the rows of a query, in parts, as {@link #putAll(Map)} stores them. A row
     * that does not fulfil the condition any more when its turn has come stays.
     * @return how many were deleted
     */
    public long delete(Query query) {
        return new BulkChange<>(this.rows, this.values).delete(this.values.require(query));
    }

    /**
     * Changes the rows of a query as {@link #update(String, UnaryOperator)} does, in
     * parts, as {@link #putAll(Map)} stores them. A row that does not fulfil the
     * condition any more when its turn has come stays as it is.
     * @param change makes the new value; may be called several times
     * @return how many were changed
     */
    public long update(Query query, UnaryOperator<T> change) {
        return new BulkChange<>(this.rows, this.values).update(this.values.require(query), change);
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
        return this.rows.rows().map(this.values::entry);
    }

    /**
     * How many rows there are, while others write about; {@link #count(Query)} counts all
     * at one moment. May cost in proportion to them.
     */
    public long count() {
        return this.rows.count();
    }

    private static long require(long version) {
        if (version < 0) {
            throw new InvalidRowException("A row's version is not negative; " + version + " cannot be expected.");
        }
        return version;
    }

}
