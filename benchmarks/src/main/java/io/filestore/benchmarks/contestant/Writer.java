package io.filestore.benchmarks.contestant;

import io.filestore.benchmarks.data.Customer;

/**
 * Something rows are written to. Puts come from several threads.
 */
public interface Writer {

    /**
     * Stores a row in place of the one of this id; durable as promised when it returns.
     */
    void put(String id, Customer row) throws Exception;

    /** Writes what is only in the log or in memory to where it stays, forced to disk. */
    void flush() throws Exception;

    /**
     * Ends what goes on in the background, so that the next contestant has the machine.
     */
    void settle() throws Exception;

    void close() throws Exception;

}
