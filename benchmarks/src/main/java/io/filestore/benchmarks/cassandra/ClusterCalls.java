package io.filestore.benchmarks.cassandra;

import java.util.List;

import io.filestore.benchmarks.data.Customer;

/**
 * What is asked of a cluster. Several threads ask at the same time, but none writes what
 * another one writes.
 */
public interface ClusterCalls {

    Customer get(String id);

    /** Replaces a row on the condition that nobody has changed it meanwhile. */
    void put(String id, Customer row);

    /** Replaces a row whose last write wins. */
    void putLast(String id, Customer row);

    List<Customer> findByCity(String city);

    /**
     * Reads two rows of a group and changes both, or neither if the group has changed.
     */
    void transact(int group, String first, String second, int change);

    /** A row of a group. */
    Customer account(int group, String id);

}
