package io.filestore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import io.filestore.index.RowTable;
import io.filestore.record.StoredRow;

/**
 * The rows of a collection as they were at one moment, although the collection goes on
 * changing: whoever changes a row first keeps the old one here.
 */
final class Snapshot {

    private final RowTable live;

    private final Map<String, Optional<StoredRow>> kept = new ConcurrentHashMap<>();

    Snapshot(RowTable live) {
        this.live = live;
    }

    /** Called before a row changes. */
    void keep(String id, @Nullable StoredRow before) {
        this.kept.putIfAbsent(id, Optional.ofNullable(before));
    }

    /** All rows in the order of their ids. */
    List<StoredRow> rows() {
        List<StoredRow> rows = new ArrayList<>((int) this.live.size());
        for (StoredRow row : this.live) {
            // Looked up after the row was read: if the row is younger than the snapshot,
            // the old one is here by now.
            if (!this.kept.containsKey(row.id())) {
                rows.add(row);
            }
        }
        this.kept.values().forEach((old) -> old.ifPresent(rows::add));
        rows.sort(Comparator.comparing(StoredRow::id));
        return withoutRepetition(rows);
    }

    /**
     * A row that changed only after it had been read from the live ones is there twice,
     * the same object.
     */
    private static List<StoredRow> withoutRepetition(List<StoredRow> sorted) {
        List<StoredRow> rows = new ArrayList<>(sorted.size());
        StoredRow previous = null;
        for (StoredRow row : sorted) {
            if (row != previous) {
                rows.add(row);
            }
            previous = row;
        }
        return rows;
    }

}
