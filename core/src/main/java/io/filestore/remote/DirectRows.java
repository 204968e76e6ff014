package io.filestore.remote;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;

import io.filestore.error.InvalidQueryException;
import io.filestore.query.Matcher;
import io.filestore.query.Position;
import io.filestore.query.Query;
import io.filestore.query.QueryPlan;
import io.filestore.query.RowOrder;
import io.filestore.row.RowIds;
import io.filestore.row.StoredRow;

/** The committed rows of a collection, as they are where they are kept. */
final class DirectRows {

    /** So many are asked for at once. */
    private static final int PAGE = 500;

    /** So many are looked at for a query that wants them in order. */
    static final int MOST_SORTED = 10_000;

    private final ConnectedCollection collection;

    private final @Nullable RemoteCollection keys;

    private final Gate gate;

    private final QueryWays ways;

    /**
     * @param keys where those of unique fields are, null if there are none
     */
    DirectRows(ConnectedCollection collection, @Nullable RemoteCollection keys, Gate gate) {
        this.collection = collection;
        this.keys = keys;
        this.gate = gate;
        this.ways = new QueryWays(collection);
    }

    @Nullable StoredRow read(String id) {
        this.gate.requireOpen();
        if (!RowIds.isValid(id)) {
            return null;
        }
        StoredRow row = ask(this.collection.counts().reads, () -> this.collection.rows().read(id));
        return this.collection.isThere(row) ? row : null;
    }

    /** Those that are there, in the order of the ids. */
    List<StoredRow> readAll(Collection<String> ids) {
        this.gate.requireOpen();
        List<StoredRow> found = new ArrayList<>();
        List<String> each = ids.stream().filter(RowIds::isValid).toList();
        for (int from = 0; from < each.size(); from += PAGE) {
            List<String> part = each.subList(from, Math.min(from + PAGE, each.size()));
            Map<String, StoredRow> rows = ask(this.collection.counts().reads,
                    () -> this.collection.rows().readAll(part.stream().distinct().toList()));
            for (String id : part) {
                StoredRow row = rows.get(id);
                if (row != null && this.collection.isThere(row)) {
                    found.add(row);
                }
            }
        }
        return found;
    }

    /** The keys of unique fields that some row has, by their names. */
    Map<String, StoredRow> keys(Set<String> names) {
        if (names.isEmpty() || this.keys == null) {
            return Map.of();
        }
        RemoteCollection asked = this.keys;
        Map<String, StoredRow> found = new LinkedHashMap<>(
                ask(this.collection.counts().reads, () -> asked.readAll(names)));
        found.values().removeIf((key) -> !this.collection.isThere(key));
        return found;
    }

    StoredRow[] find(String field, Object key) {
        List<IndexTerm> term = List.of(IndexTerm.of(field, key));
        FoundRows found = new FoundRows(this, this.collection, List.of(lookup(term)), Matcher.of(null), null, PAGE,
                MOST_SORTED);
        List<StoredRow> rows = new ArrayList<>();
        while (found.hasNext()) {
            StoredRow row = found.next();
            if (this.collection.hasKey(row, field, key)) {
                rows.add(row);
            }
        }
        rows.sort(RowOrder.of(List.of()));
        return rows.toArray(StoredRow[]::new);
    }

    /**
     * In the query's order; in the engine's if the query has neither that nor a
     * condition.
     */
    List<StoredRow> find(Query query, @Nullable Position behind) {
        this.gate.requireOpen();
        QueryWay way = this.ways.of(query);
        if (!isUnordered(query)) {
            return sorted(query, way, behind);
        }
        int limit = query.limit().orElse(Integer.MAX_VALUE);
        Iterator<StoredRow> found = found(query, way, (behind != null) ? behind.id() : null, Long.MAX_VALUE);
        List<StoredRow> rows = new ArrayList<>();
        while (rows.size() < limit && found.hasNext()) {
            rows.add(found.next());
        }
        return rows;
    }

    /** In the query's order, in that of the ids if it has none. */
    List<StoredRow> findSorted(Query query, @Nullable Position behind) {
        this.gate.requireOpen();
        return sorted(query, this.ways.of(query), behind);
    }

    private List<StoredRow> sorted(Query query, QueryWay way, @Nullable Position behind) {
        RowOrder order = RowOrder.of(query.order());
        Comparator<StoredRow> last = order.reversed();
        int limit = query.limit().orElse(Integer.MAX_VALUE);
        PriorityQueue<StoredRow> kept = new PriorityQueue<>(last);
        FoundRows found = found(query, way, null, (way instanceof QueryWay.Ids) ? Long.MAX_VALUE : MOST_SORTED);
        while (found.hasNext()) {
            StoredRow row = found.next();
            if (behind == null || behind.isBefore(row)) {
                kept.add(row);
                if (kept.size() > limit) {
                    kept.remove();
                }
            }
        }
        StoredRow[] rows = kept.toArray(StoredRow[]::new);
        Arrays.sort(rows, order);
        return Arrays.asList(rows);
    }

    InvalidQueryException tooMany() {
        return new InvalidQueryException("More than " + MOST_SORTED + " rows of collection '" + this.collection.name()
                + "' would have to be fetched, to be filtered and put in order here. Ask for an equality that leaves"
                + " fewer, on fields that are indexed; or stream them without an order.");
    }

    /** Whether it wants all rows as they come. */
    static boolean isUnordered(Query query) {
        return query.condition() == null && query.order().isEmpty();
    }

    /** One by one where no order is wanted. */
    Stream<StoredRow> stream(Query query) {
        this.gate.requireOpen();
        if (!query.order().isEmpty()) {
            return find(query, null).stream();
        }
        return stream(found(query, this.ways.of(query), null, Long.MAX_VALUE))
            .limit(query.limit().orElse(Integer.MAX_VALUE));
    }

    private static Stream<StoredRow> stream(FoundRows found) {
        return StreamSupport
            .stream(Spliterators.spliteratorUnknownSize(found, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    long count(Query query, long most) {
        this.gate.requireOpen();
        if (query.condition() == null && most == Long.MAX_VALUE) {
            return count();
        }
        Query unordered = query.withoutOrder();
        FoundRows found = found(unordered.withLimit((int) Math.min(most, PAGE)), this.ways.of(unordered), null,
                Long.MAX_VALUE);
        long count = 0;
        while (count < most && found.hasNext()) {
            found.next();
            count++;
        }
        return count;
    }

    Stream<StoredRow> rows() {
        return stream(Query.all());
    }

    long count() {
        this.gate.requireOpen();
        return ask(this.collection.counts().finds, this.collection.rows()::count);
    }

    QueryPlan explain(Query query) {
        this.gate.requireOpen();
        return RemotePlan.of(this.collection, query, this.ways.of(query));
    }

    private FoundRows found(Query query, QueryWay way, @Nullable String behind, long most) {
        List<FoundRows.Pages> pages = new ArrayList<>();
        addPages(way, pages);
        int page = isUnordered(query) ? Math.min(PAGE, query.limit().orElse(PAGE)) : PAGE;
        return new FoundRows(this, this.collection, pages, Matcher.of(query.condition()), behind, page, most);
    }

    private void addPages(QueryWay way, List<FoundRows.Pages> pages) {
        if (way instanceof QueryWay.Ids ids) {
            pages.add((behind, most) -> new RemotePage(readAll(ids.ids()), null));
        }
        else if (way instanceof QueryWay.Terms terms) {
            terms.lookups().forEach((lookup) -> pages.add(lookup(lookup)));
        }
        else if (way instanceof QueryWay.Union union) {
            union.parts().forEach((part) -> addPages(part, pages));
        }
        else {
            pages.add(this.collection.rows()::scan);
        }
    }

    private FoundRows.Pages lookup(List<IndexTerm> terms) {
        return (behind, most) -> this.collection.rows().find(terms, behind, most);
    }

    RemotePage page(Supplier<RemotePage> question) {
        this.gate.requireOpen();
        return ask(this.collection.counts().finds, question);
    }

    /** What fails while the store closes fails because of that. */
    private <T extends @Nullable Object> T ask(RemoteCounts.Calls calls, Supplier<T> question) {
        try {
            return this.collection.counts().time(calls, question);
        }
        catch (RuntimeException ex) {
            this.gate.requireOpen();
            throw ex;
        }
    }

}
