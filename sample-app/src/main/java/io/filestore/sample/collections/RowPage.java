package io.filestore.sample.collections;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.filestore.RowCollection;
import io.filestore.query.Page;
import io.filestore.query.Position;
import io.filestore.query.Query;
import io.filestore.row.Row;
import io.filestore.row.RowEntry;
import io.filestore.sample.web.Problem;

/**
 * Some rows in the order of their ids, or of a query.
 *
 * @param rows the rows
 * @param next what to give as {@code after} for the next page, null if this is the last
 */
record RowPage(List<Item> rows, @Nullable String next) {

    /** So many rows has a page unless it is said. */
    static final int DEFAULT_LIMIT = 50;

    private static final int MAX_LIMIT = 1000;

    /** What a position in no order has of its row. */
    private static final Row NOTHING = Row.parse("{}");

    /**
     * A row.
     *
     * @param id its id
     * @param version its version, which is its ETag
     * @param row the row itself
     */
    record Item(String id, long version, Row row) {
    }

    /** The rows behind an id, of all that a collection has. */
    static RowPage of(RowCollection<Row> collection, @Nullable String after, int limit) {
        TreeSet<String> ids = new TreeSet<>();
        collection.ids().filter((id) -> isBehind(id, after)).forEach((id) -> {
            ids.add(id);
            if (ids.size() > limit + 1) {
                ids.pollLast();
            }
        });
        boolean more = ids.size() > limit;
        if (more) {
            ids.pollLast();
        }
        return new RowPage(ids.stream().map(collection::entry).flatMap(Optional::stream).map(RowPage::item).toList(),
                more ? ids.last() : null);
    }

    /** The rows behind an id, in the order in which they are kept. */
    static RowPage asKept(RowCollection<Row> collection, @Nullable String after, int limit) {
        Query all = Query.all().limit(limit);
        Page<Row> page = collection.page(all, (after != null) ? Position.of(all, after, NOTHING) : null);
        return new RowPage(page.rows().stream().map(RowPage::item).toList(),
                page.next().map(Position::id).orElse(null));
    }

    /** The rows behind an id, of those that have been found and are sorted by id. */
    static RowPage of(List<RowEntry<Row>> found, @Nullable String after, int limit) {
        List<Item> items = found.stream()
            .filter((entry) -> isBehind(entry.id(), after))
            .limit(limit + 1L)
            .map(RowPage::item)
            .toList();
        return (items.size() > limit) ? new RowPage(items.subList(0, limit), items.get(limit - 1).id())
                : new RowPage(items, null);
    }

    /**
     * The rows of a query, in its order.
     * @param after the position that a page before has told; null or empty for the first
     * page
     * @param limit how many rows, if the query does not say it
     */
    static RowPage of(RowCollection<Row> collection, Query query, @Nullable String after, int limit) {
        requireLimit(limit);
        Query limited = query.limit().isPresent() ? query : query.limit(limit);
        limited.limit().ifPresent(RowPage::requireLimit);
        Page<Row> page = collection.page(limited, (after == null || after.isEmpty()) ? null : Position.parse(after));
        return new RowPage(page.rows().stream().map(RowPage::item).toList(),
                page.next().map(Position::toString).orElse(null));
    }

    /** Refuses pages of no rows, and of too many. */
    static void requireLimit(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Problem.INVALID_REQUEST
                .with("The limit is " + limit + "; it must be from 1 to " + MAX_LIMIT + ". Page on with after=.");
        }
    }

    private static boolean isBehind(String id, @Nullable String after) {
        return after == null || id.compareTo(after) > 0;
    }

    private static Item item(RowEntry<Row> entry) {
        return new Item(entry.id(), entry.version(), entry.value());
    }

}
