package io.filestore.benchmarks.contestant;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.benchmarks.data.Customer;
import io.filestore.config.CollectionOptions;
import io.filestore.row.RowEntry;
import io.filestore.wal.SyncPolicy;
import io.filestore.wal.WalOptions;

/**
 * filestore with its defaults, but for {@code filestore.wal.sync}, which is
 * {@code always} or {@code never}.
 */
final class FilestoreContestant implements Contestant {

    static final String NAME = "customers";

    private final Store store;

    private final RowCollection<Customer> customers;

    FilestoreContestant(Setup setup, CollectionOptions options) {
        SyncPolicy sync = setup.forced() ? SyncPolicy.ALWAYS : SyncPolicy.NEVER;
        this.store = Store.builder(setup.path())
            .wal(WalOptions.defaults().withSync(sync))
            .automaticFlush(setup.background())
            .collection(NAME, options.withUnique("email").withIndexed("city"))
            .open();
        this.customers = this.store.collection(NAME, Customer.class);
    }

    @Override
    public void load(int count) {
        for (int i = 0; i < count; i++) {
            this.customers.put(Customer.id(i), Customer.number(i));
        }
        this.store.flush();
    }

    @Override
    public void put(String id, Customer row) {
        this.customers.put(id, row);
    }

    @Override
    public @Nullable Customer get(String id) {
        return this.customers.get(id).orElse(null);
    }

    @Override
    public @Nullable Customer findByEmail(String email) {
        List<RowEntry<Customer>> found = this.customers.find("email", email);
        return found.isEmpty() ? null : found.get(0).value();
    }

    @Override
    public List<Customer> findByCity(String city) {
        return this.customers.find("city", city).stream().map(RowEntry::value).toList();
    }

    @Override
    public void flush() {
        this.store.flush();
    }

    @Override
    public void settle() {
        this.store.flush();
    }

    @Override
    public void close() {
        this.store.close();
    }

}
