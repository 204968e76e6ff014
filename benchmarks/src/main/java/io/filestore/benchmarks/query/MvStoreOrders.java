package io.filestore.benchmarks.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * Cursors through the maps of an {@link MvStoreOrderStore}; a count is a difference of
 * two places.
 */
final class MvStoreOrders implements Orders {

    private static final char END = MvStoreOrderStore.END;

    /** Behind everything that begins with the same text before the {@link #END}. */
    private static final char BEHIND = END + 1;

    private final MvStoreOrderStore store;

    private final RowForm form;

    private String behind = "";

    private int pagesBefore;

    MvStoreOrders(MvStoreOrderStore store, RowForm form) {
        this.store = store;
        this.form = form;
    }

    private List<Found<?>> rows(MVMap<String, String> index, @Nullable String from, @Nullable String to,
            boolean backwards, int limit) {
        List<Found<?>> found = new ArrayList<>();
        Cursor<String, String> entries = index.cursor(from, to, backwards);
        while (found.size() < limit && entries.hasNext()) {
            entries.next();
            String id = entries.getValue();
            found.add(OrderJson.found(this.form, id, Objects.requireNonNull(this.store.rows.get(id))));
        }
        return found;
    }

    @Override
    public List<?> fromTotal(int least) {
        return rows(this.store.byTotal, MvStoreOrderStore.total(least), null, false, LIMIT);
    }

    @Override
    public List<?> betweenTotals(int least, int most) {
        return between(least, most);
    }

    private List<Found<?>> between(int least, int most) {
        return rows(this.store.byTotal, MvStoreOrderStore.total(least), MvStoreOrderStore.total(most) + BEHIND, false,
                Integer.MAX_VALUE);
    }

    @Override
    public List<?> betweenTotalsById(int least, int most) {
        List<Found<?>> found = between(least, most);
        found.sort(Comparator.comparing(Found::id));
        return found;
    }

    @Override
    public List<?> firstPage() {
        return rows(this.store.byTime, null, null, true, LIMIT);
    }

    @Override
    public List<?> pageBehind(int pages) {
        if (this.pagesBefore != pages) {
            this.behind = this.store.byTime.getKey(this.store.byTime.sizeAsLong() - pages * (long) LIMIT - 1);
            this.pagesBefore = pages;
        }
        return rows(this.store.byTime, this.behind, null, true, LIMIT);
    }

    @Override
    public List<?> newestOfUser(String user) {
        return rows(this.store.byUser, user + BEHIND, user + END, true, LIMIT);
    }

    @Override
    public List<?> newestOfStatus(String status) {
        return rows(this.store.byStatus, status + BEHIND, status + END, true, LIMIT);
    }

    @Override
    public long countOfUser(String user) {
        return count(this.store.byUser, user + END, user + BEHIND);
    }

    @Override
    public long countOfStatus(String status) {
        return count(this.store.byStatus, status + END, status + BEHIND);
    }

    @Override
    public long countBetweenTotals(int least, int most) {
        return count(this.store.byTotal, MvStoreOrderStore.total(least), MvStoreOrderStore.total(most) + BEHIND);
    }

    /** Neither of the two is a key. */
    private static long count(MVMap<String, String> index, String from, String to) {
        return ~index.getKeyIndex(to) - ~index.getKeyIndex(from);
    }

    @Override
    public String id(Object row) {
        return ((Found<?>) row).id();
    }

}
