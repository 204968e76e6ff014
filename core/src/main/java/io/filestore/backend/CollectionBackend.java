package io.filestore.backend;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.filestore.query.Position;
import io.filestore.query.Query;
import io.filestore.query.QueryPlan;
import io.filestore.row.DecodedValues;
import io.filestore.row.EncodedRow;
import io.filestore.row.PutResult;
import io.filestore.row.StoredRow;

/**
 * The rows of one collection as bytes, as somebody sees and changes them: everybody, or
 * one transaction. All that the API knows of how and where a collection is kept.
 * Thread-safe, but for one of a transaction, which belongs to its thread.
 */
public interface CollectionBackend {

    /** Any version will do. */
    long ANY = -1;

    /** There must be no such row. */
    long ABSENT = 0;

    /** The collection's name. */
    String name();

    /** What it is able to do. */
    Capabilities capabilities();

    /** Where the values of its rows are remembered that were decoded once. */
    DecodedValues decoded();

    /** Whether {@link #find} looks for values of this field. */
    boolean isIndexed(String field);

    /** A row that is there and has not expired. */
    @Nullable StoredRow read(String id);

    /**
     * Stores a row.
     * @param json canonical JSON, not to be modified afterwards
     * @param expectedVersion the version that must be there, {@link #ABSENT} or
     * {@link #ANY}
     * @throws io.filestore.error.VersionConflictException if there is another
     */
    PutResult put(String id, byte[] json, long expectedVersion);

    /**
     * Deletes a row; returns whether it was there.
     * @throws io.filestore.error.VersionConflictException if it has another version than
     * expected
     */
    boolean delete(String id, long expectedVersion);

    /**
     * The rows with a key in an indexed field, in the order of their ids.
     * @param key as {@link io.filestore.row.IndexKey} makes it
     */
    StoredRow[] find(String field, Object key);

    /**
     * The rows of a query, in its order, as they are at one moment where the backend can
     * tell.
     * @param behind where to go on, null for from the beginning
     */
    List<StoredRow> find(Query query, @Nullable Position behind);

    /** The same, one by one, as they are while they are looked for. */
    Stream<StoredRow> stream(Query query);

    /**
     * How many rows fulfil a query's condition; its order and limit are of no account.
     * @param most how many are enough
     */
    long count(Query query, long most);

    /** How a query would be answered. */
    QueryPlan explain(Query query);

    /**
     * Runs work over these rows in a transaction, or within the one that the thread is
     * in.
     * @param work may be run several times
     */
    <R extends @Nullable Object> R transact(Function<CollectionBackend, R> work);

    /** All rows that have not expired, in no order. */
    Stream<StoredRow> rows();

    /** How many rows there are that have not expired. */
    long count();

    /** Deletes all rows that are there now. */
    void clear();

    /** Those that are there of some rows, in the order of the ids. */
    default List<StoredRow> readAll(Collection<String> ids) {
        return ids.stream().map(this::read).filter(Objects::nonNull).toList();
    }

    /** The ids of the rows of a query, in its order where it has one. */
    default List<String> ids(Query query) {
        return find(query, null).stream().map(StoredRow::id).toList();
    }

    /**
     * Stores several rows: all or none if the backend {@linkplain Capabilities can}
     * change several together, or else each for itself.
     */
    default void putAll(List<EncodedRow> rows) {
        transact((within) -> {
            rows.forEach((row) -> within.put(row.id(), row.json(), ANY));
            return null;
        });
    }

    /**
     * Changes those that are there of some rows, in the same way.
     * @param edit says what becomes of a row, null for nothing; may be asked several
     * times
     * @return how many were changed
     */
    default long edit(List<String> ids, Function<StoredRow, @Nullable RowEdit> edit) {
        return transact((within) -> RowEdit.each(within, ids, edit));
    }

    /**
     * Lets others go first who change the same row.
     * @param attempt how often it was tried in vain
     */
    default void giveWay(int attempt) {
        Thread.onSpinWait();
    }

}
