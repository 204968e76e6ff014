package io.filestore.sample;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.filestore.RowCollection;
import io.filestore.row.Row;
import io.filestore.row.RowEntry;

/**
 * Some rows in the order of their ids.
 *
 * @param rows the rows
 * @param next what to give as {@code after} for the next page, null if this is the last
 */
record RowPage(List<Item> rows, @Nullable String next) {

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

    private static boolean isBehind(String id, @Nullable String after) {
        return after == null || id.compareTo(after) > 0;
    }

    private static Item item(RowEntry<Row> entry) {
        return new Item(entry.id(), entry.version(), entry.value());
    }

}
