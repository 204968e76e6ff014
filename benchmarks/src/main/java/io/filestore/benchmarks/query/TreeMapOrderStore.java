package io.filestore.benchmarks.query;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import io.filestore.benchmarks.data.Order;

/**
 * What one writes oneself for a single thread: a {@code HashMap} of live objects and a
 * {@code TreeMap} for each index. Nothing of it is in a file.
 */
final class TreeMapOrderStore implements OrderStore {

    final NavigableMap<String, Found<Order>> byTime = new TreeMap<>();

    final NavigableMap<TotalKey, Found<Order>> byTotal = new TreeMap<>();

    final Map<String, NavigableMap<String, Found<Order>>> byUser = new HashMap<>();

    final Map<String, NavigableMap<String, Found<Order>>> byStatus = new HashMap<>();

    private final Map<String, Found<Order>> rows = new HashMap<>();

    @Override
    public void load(int count) {
        for (int i = 0; i < count; i++) {
            put(Order.id(i), Order.number(i, count));
        }
    }

    @Override
    public Orders orders(RowForm form) {
        return new TreeMapOrders(this);
    }

    @Override
    public void put(String id, Order row) {
        Found<Order> entry = new Found<>(id, row);
        Found<Order> before = this.rows.put(id, entry);
        if (before != null) {
            this.byTotal.remove(new TotalKey(before.value().total(), id));
        }
        this.byTotal.put(new TotalKey(row.total(), id), entry);
        this.byTime.put(row.createdAt(), entry);
        this.byUser.computeIfAbsent(row.userId(), (user) -> new TreeMap<>()).put(row.createdAt(), entry);
        this.byStatus.computeIfAbsent(row.status(), (status) -> new TreeMap<>()).put(row.createdAt(), entry);
    }

    @Override
    public void settle() {
    }

    @Override
    public void close() {
    }

    record TotalKey(int total, String id) implements Comparable<TotalKey> {

        private static final Comparator<TotalKey> ORDER = Comparator.comparingInt(TotalKey::total)
            .thenComparing(TotalKey::id);

        @Override
        public int compareTo(TotalKey other) {
            return ORDER.compare(this, other);
        }

    }

}
