package io.filestore.benchmarks.query;

import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

import io.filestore.benchmarks.data.Order;

/**
 * H2's MVStore: a map for the rows and one for each index, whose keys are what it is
 * ordered by and the row id. Each put makes its own commit. So that all of it is in
 * memory, as with the others, it has a cache of a gigabyte; by default it has one of 16
 * MB.
 */
final class MvStoreOrderStore implements OrderStore {

    /** Between the parts of a key, before all other characters. */
    static final char END = '\0';

    private static final int CACHE_MEGABYTES = 1024;

    final MVMap<String, byte[]> rows;

    final MVMap<String, String> byTime;

    final MVMap<String, String> byTotal;

    final MVMap<String, String> byUser;

    final MVMap<String, String> byStatus;

    private final MVStore store;

    private final boolean two;

    MvStoreOrderStore(OrderSetup setup) {
        this.store = new MVStore.Builder().fileName(setup.path().resolve("orders.mv").toString())
            .autoCommitDisabled()
            .cacheSize(CACHE_MEGABYTES)
            .open();
        this.two = setup.two();
        this.rows = this.store.openMap("rows");
        this.byTime = this.store.openMap("time");
        this.byTotal = this.store.openMap("total");
        this.byUser = this.store.openMap("user");
        this.byStatus = this.store.openMap("status");
    }

    @Override
    public void load(int count) {
        for (int i = 0; i < count; i++) {
            write(Order.id(i), Order.number(i, count));
            if (i % 10_000 == 0) {
                this.store.commit();
            }
        }
        settle();
    }

    private void write(String id, Order row) {
        byte[] json = this.rows.put(id, OrderJson.encode(row));
        Order before = (json != null) ? OrderJson.decode(json) : null;
        if (before == null || before.total() != row.total()) {
            if (before != null) {
                this.byTotal.remove(total(before.total()) + END + id);
            }
            this.byTotal.put(total(row.total()) + END + id, id);
        }
        // Nobody changes the others.
        if (before == null) {
            this.byTime.put(row.createdAt(), id);
            if (!this.two) {
                this.byUser.put(row.userId() + END + row.createdAt(), id);
                this.byStatus.put(row.status() + END + row.createdAt(), id);
            }
        }
    }

    /** With zeros in front, so that it has its place among texts. */
    static String total(int total) {
        String digits = Integer.toString(total);
        return "0".repeat(8 - digits.length()) + digits;
    }

    @Override
    public Orders orders(RowForm form) {
        return new MvStoreOrders(this, form);
    }

    @Override
    public void put(String id, Order row) {
        write(id, row);
        this.store.commit();
    }

    @Override
    public void settle() {
        this.store.commit();
        this.store.sync();
    }

    @Override
    public void close() {
        this.store.close();
    }

}
