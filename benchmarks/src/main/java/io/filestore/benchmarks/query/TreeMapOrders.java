package io.filestore.benchmarks.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;

import io.filestore.benchmarks.data.Order;
import io.filestore.benchmarks.query.TreeMapOrderStore.TotalKey;

/**
 * Views of the maps of a {@link TreeMapOrderStore}.
 */
final class TreeMapOrders implements Orders {

    private final TreeMapOrderStore store;

    private String behind = "";

    private int pagesBefore;

    TreeMapOrders(TreeMapOrderStore store) {
        this.store = store;
    }

    private static List<?> first(Collection<Found<Order>> rows) {
        List<Found<Order>> first = new ArrayList<>(LIMIT);
        for (Found<Order> row : rows) {
            first.add(row);
            if (first.size() == LIMIT) {
                break;
            }
        }
        return first;
    }

    @Override
    public List<?> fromTotal(int least) {
        return first(this.store.byTotal.tailMap(new TotalKey(least, ""), true).values());
    }

    @Override
    public List<?> betweenTotals(int least, int most) {
        return between(least, most);
    }

    /** Copied one by one, since a copy at once counts them first. */
    private List<Found<Order>> between(int least, int most) {
        List<Found<Order>> found = new ArrayList<>();
        for (Found<Order> row : view(least, most).values()) {
            found.add(row);
        }
        return found;
    }

    private NavigableMap<TotalKey, Found<Order>> view(int least, int most) {
        return this.store.byTotal.subMap(new TotalKey(least, ""), true, new TotalKey(most + 1, ""), false);
    }

    @Override
    public List<?> betweenTotalsById(int least, int most) {
        List<Found<Order>> found = between(least, most);
        found.sort(Comparator.comparing(Found::id));
        return found;
    }

    @Override
    public List<?> firstPage() {
        return first(this.store.byTime.descendingMap().values());
    }

    @Override
    public List<?> pageBehind(int pages) {
        if (this.pagesBefore != pages) {
            this.behind = this.store.byTime.descendingKeySet()
                .stream()
                .skip(pages * (long) LIMIT - 1)
                .findFirst()
                .orElseThrow();
            this.pagesBefore = pages;
        }
        return first(this.store.byTime.headMap(this.behind, false).descendingMap().values());
    }

    @Override
    public List<?> newestOfUser(String user) {
        return first(this.store.byUser.getOrDefault(user, none()).descendingMap().values());
    }

    @Override
    public List<?> newestOfStatus(String status) {
        return first(this.store.byStatus.getOrDefault(status, none()).descendingMap().values());
    }

    private static NavigableMap<String, Found<Order>> none() {
        return Collections.emptyNavigableMap();
    }

    @Override
    public long countOfUser(String user) {
        return this.store.byUser.getOrDefault(user, none()).size();
    }

    @Override
    public long countOfStatus(String status) {
        return this.store.byStatus.getOrDefault(status, none()).size();
    }

    /** Goes through all of them: a tree of the JDK does not know its ranks. */
    @Override
    public long countBetweenTotals(int least, int most) {
        return view(least, most).size();
    }

    @Override
    public String id(Object row) {
        return ((Found<?>) row).id();
    }

}
