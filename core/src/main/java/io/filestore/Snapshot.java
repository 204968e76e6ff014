package io.filestore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import io.filestore.record.StoredRow;

/**
 * The rows of a collection as they were at one moment, although the collection goes on
 * changing: whoever changes a row first keeps the old one here, before the new one can be
 * seen. So of each id what is kept counts, and only of an id of which nothing is kept
 * does the live row.
 */
final class Snapshot {

    private final Iterable<StoredRow> live;

    private final Map<String, Optional<StoredRow>> kept = new ConcurrentHashMap<>();

    Snapshot(Iterable<StoredRow> live) {
        this.live = live;
    }

    /** Called before a row changes. */
    void keep(String id, @Nullable StoredRow before) {
        this.kept.putIfAbsent(id, Optional.ofNullable(before));
    }

    /** All rows in the order of their ids, each id once. */
    List<StoredRow> rows() {
        List<StoredRow> rows = new ArrayList<>();
        for (StoredRow row : this.live) {
            rows.add(row);
        }
        // Afterwards, so that it has the old one of every row that was seen too young;
        // and as a copy, so that each id either is in it or is not.
        Map<String, Optional<StoredRow>> known = new HashMap<>(this.kept);
        rows.removeIf((row) -> known.containsKey(row.id()));
        known.values().forEach((old) -> old.ifPresent(rows::add));
        rows.sort(Comparator.comparing(StoredRow::id));
        return rows;
    }

}
