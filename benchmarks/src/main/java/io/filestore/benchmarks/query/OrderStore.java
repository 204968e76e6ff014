package io.filestore.benchmarks.query;

import io.filestore.benchmarks.data.Order;

/**
 * A store of orders with indexes. One thread uses it.
 */
public interface OrderStore {

    /** Fills the empty store with rows 0 to count. */
    void load(int count) throws Exception;

    /** Answers with rows in this form. */
    Orders orders(RowForm form);

    /**
     * Stores a row in place of the one of this id; it survives the end of the process,
     * but in the tree of live objects.
     */
    void put(String id, Order row) throws Exception;

    /** Ends what goes on in the background, or would go on later. */
    void settle() throws Exception;

    void close() throws Exception;

}
