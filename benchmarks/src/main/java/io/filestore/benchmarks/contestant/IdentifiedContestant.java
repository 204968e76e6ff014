package io.filestore.benchmarks.contestant;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.benchmarks.data.Customer;
import io.filestore.benchmarks.data.IdentifiedCustomer;
import io.filestore.config.CollectionOptions;
import io.filestore.row.RowEntry;
import io.filestore.wal.SyncPolicy;
import io.filestore.wal.WalOptions;

/**
 * filestore with rows that have their id among their fields, as classes that come from
 * elsewhere often do. On disk the row id then has another name.
 */
final class IdentifiedContestant implements Contestant {

    private final Store store;

    private final RowCollection<IdentifiedCustomer> customers;

    IdentifiedContestant(Setup setup) {
        this.store = Store.builder(setup.path())
            .wal(WalOptions.defaults().withSync(setup.forced() ? SyncPolicy.ALWAYS : SyncPolicy.NEVER))
            .automaticFlush(setup.background())
            .collection(FilestoreContestant.NAME,
                    CollectionOptions.singleFile("customers.jsonl").withUnique("email").withIndexed("city"))
            .open();
        this.customers = this.store.collection(FilestoreContestant.NAME, IdentifiedCustomer.class);
    }

    @Override
    public void load(int count) {
        for (int i = 0; i < count; i++) {
            put(Customer.id(i), Customer.number(i));
        }
        flush();
    }

    @Override
    public void put(String id, Customer row) {
        this.customers.put(id, IdentifiedCustomer.of(id, row));
    }

    @Override
    public @Nullable Customer get(String id) {
        return this.customers.get(id).map(IdentifiedCustomer::customer).orElse(null);
    }

    @Override
    public @Nullable Customer findByEmail(String email) {
        List<RowEntry<IdentifiedCustomer>> found = this.customers.find("email", email);
        return found.isEmpty() ? null : found.get(0).value().customer();
    }

    @Override
    public List<Customer> findByCity(String city) {
        return this.customers.find("city", city).stream().map((entry) -> entry.value().customer()).toList();
    }

    @Override
    public void flush() {
        this.store.flush();
    }

    @Override
    public void settle() {
        flush();
    }

    @Override
    public void close() {
        this.store.close();
    }

}
