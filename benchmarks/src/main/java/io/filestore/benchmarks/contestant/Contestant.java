package io.filestore.benchmarks.contestant;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.benchmarks.data.Customer;

/**
 * A store of rows by id, with an index by email and one by city.
 */
public interface Contestant extends Writer {

    /** Fills the empty store with rows 0 to count, in the fastest way that it has. */
    void load(int count) throws Exception;

    @Nullable Customer get(String id) throws Exception;

    @Nullable Customer findByEmail(String email) throws Exception;

    List<Customer> findByCity(String city) throws Exception;

}
