package io.filestore;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.filestore.record.RowEntry;

/**
 * A named set of rows, each with an id, a version and a value. Thread-safe. A change returns once it is as durable as
 * the collection promises, and is visible to nobody before. Inside {@link Store#transact} the same methods read and
 * change the transaction, and nothing happens until it commits.
 *
 * <p>
 * Every method throws {@link io.filestore.error.StoreClosedException} once the store is closed, and every change
 * {@link io.filestore.error.StoreFailedException}, {@link io.filestore.error.StoreFullException},
 * {@link io.filestore.error.ReadOnlyStoreException}, or {@link io.filestore.error.InvalidRowException} for an id or value
 * that cannot be stored. A row id has 1 to 512 bytes of UTF-8 and no control characters; a row is a JSON object of at
 * most 16 MB.
 *
 * @param <T> what rows are read and written as: a record, a class, or {@link io.filestore.record.Row} for free-form JSON
 */
public interface RowCollection<T> {

    String name();

    /** The value of a row, empty if there is none. */
    Optional<T> get(String id);

    /** A row with its version, empty if there is none. */
    Optional<RowEntry<T>> entry(String id);

    boolean contains(String id);

    /**
     * Stores a row, new or in place of the one of this id.
     * @throws io.filestore.error.DuplicateKeyException if a unique field has a value that another row has
     */
    PutResult put(String id, T value);

    /**
     * Stores a row if it has the version that the caller has seen.
     * @param expectedVersion the version, 0 for "there is no such row"
     * @throws io.filestore.error.VersionConflictException if it has another
     */
    PutResult put(String id, T value, long expectedVersion);

    /** Stores a row unless there is one of this id; returns whether it did. */
    boolean putIfAbsent(String id, T value);

    /** Stores a row under a new id, which grows with time, and returns the id. */
    String add(T value);

    /**
     * Reads a row, changes it and stores it, again from the start if somebody else has changed it meanwhile.
     * @param change makes the new value; may be called several times
     * @return the new value, empty if there is no such row
     */
    Optional<T> update(String id, UnaryOperator<T> change);

    /** Deletes a row; returns whether there was one. */
    boolean delete(String id);

    /**
     * Deletes a row if it has the version that the caller has seen.
     * @throws io.filestore.error.VersionConflictException if it has another, or is not there
     */
    void delete(String id, long expectedVersion);

    /** Deletes all rows that are there when it is called; in parts, each of which is all or nothing. */
    void clear();

    /**
     * The rows whose field has this value, or has it as an element of an array, in the order of their ids.
     * @param field an indexed field
     * @param value a string, number, boolean, null, or what is written as one; numbers count by their value
     * @throws io.filestore.error.InvalidRowException if the field is not indexed, or the value cannot be a key
     */
    List<RowEntry<T>> find(String field, @Nullable Object value);

    /** The ids of all rows, in no order; weakly consistent: changes made meanwhile may or may not be seen. */
    Stream<String> ids();

    /** All rows, in no order; weakly consistent: changes made meanwhile may or may not be seen. */
    Stream<RowEntry<T>> stream();

    /** How many rows there are. May cost in proportion to them. */
    long count();

}
