package io.filestore.benchmarks.cassandra;

import java.util.List;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.benchmarks.data.Customer;
import io.filestore.row.RowEntry;

/**
 * Calls of a store's collections.
 */
final class StoreCalls implements ClusterCalls {

    private final Store store;

    private final RowCollection<Customer> versioned;

    private final RowCollection<Customer> lastWriteWins;

    StoreCalls(Store store) {
        this.store = store;
        this.versioned = store.collection(ClusterRows.VERSIONED, Customer.class);
        this.lastWriteWins = store.collection(ClusterRows.LAST_WRITE_WINS, Customer.class);
    }

    @Override
    public Customer get(String id) {
        return this.versioned.get(id).orElseThrow();
    }

    @Override
    public void put(String id, Customer row) {
        this.versioned.put(id, row);
    }

    @Override
    public void putLast(String id, Customer row) {
        this.lastWriteWins.put(id, row);
    }

    @Override
    public List<Customer> findByCity(String city) {
        return this.versioned.find("city", city).stream().map(RowEntry::value).toList();
    }

    @Override
    public void transact(int group, String first, String second, int change) {
        this.store.transact((transaction) -> {
            RowCollection<Customer> accounts = transaction.collection(ClusterRows.accounts(group), Customer.class);
            Customer one = accounts.get(first).orElseThrow();
            Customer other = accounts.get(second).orElseThrow();
            accounts.put(first, one.changed(change));
            accounts.put(second, other.changed(change + 1));
            return true;
        });
    }

    @Override
    public Customer account(int group, String id) {
        return this.store.collection(ClusterRows.accounts(group), Customer.class).get(id).orElseThrow();
    }

}
