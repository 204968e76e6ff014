package io.filestore.benchmarks.query;

import java.util.LinkedHashMap;
import java.util.Map;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.benchmarks.data.Order;
import io.filestore.config.CollectionOptions;
import io.filestore.wal.SyncPolicy;
import io.filestore.wal.WalOptions;

/**
 * filestore with its defaults, but for {@code filestore.wal.sync: never}, and flushes
 * only between turns.
 */
final class FilestoreOrderStore implements OrderStore {

    private static final String NAME = "orders";

    private static final int LOADED_AT_ONCE = 10_000;

    private final Store store;

    private final RowCollection<Order> orders;

    FilestoreOrderStore(OrderSetup setup) {
        CollectionOptions options = CollectionOptions.singleFile("orders.jsonl");
        this.store = Store.builder(setup.path())
            .wal(WalOptions.defaults().withSync(SyncPolicy.NEVER))
            .automaticFlush(false)
            .collection(NAME, setup.two() ? options.withIndexed(OrderSetup.TWO) : indexed(options))
            .open();
        this.orders = this.store.collection(NAME, Order.class);
    }

    /** As queries need it. */
    private static CollectionOptions indexed(CollectionOptions options) {
        return options.withIndexed("userId", "status", "createdAt", "total")
            .withIndexedTogether("userId", "createdAt")
            .withIndexedTogether("status", "createdAt");
    }

    @Override
    public void load(int count) {
        Map<String, Order> some = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            some.put(Order.id(i), Order.number(i, count));
            if (some.size() == LOADED_AT_ONCE || i + 1 == count) {
                this.orders.putAll(some);
                some.clear();
            }
        }
        this.store.flush();
    }

    @Override
    public Orders orders(RowForm form) {
        return (form == RowForm.RECORDS) ? new FilestoreOrders<>(this.orders)
                : new FilestoreOrders<>(this.store.collection(NAME));
    }

    @Override
    public void put(String id, Order row) {
        this.orders.put(id, row);
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
