package io.filestore;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.filestore.record.StoredRow;

/**
 * The rows of one collection as bytes, as somebody sees and changes them: everybody, or
 * one transaction.
 */
interface RowAccess {

    CollectionState collection();

    /** A row that is there and has not expired. */
    @Nullable StoredRow read(String id);

    PutResult put(String id, byte[] json, long expectedVersion);

    boolean delete(String id, long expectedVersion);

    /** The rows with a key in the index at this position, in the order of their ids. */
    StoredRow[] find(int index, Object key);

    /** All rows that have not expired, in no order. */
    Stream<StoredRow> rows();

    /** How many rows there are that have not expired. */
    long count();

    void clear();

}
