package io.filestore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import io.filestore.record.StoredRow;

/**
 * The rows of a collection as they were at one moment, although the collection goes on changing: whoever changes a row
 * first keeps the old one here.
 */
final class Snapshot {

    private final ConcurrentHashMap<String, StoredRow> live;

    private final Map<String, Optional<StoredRow>> kept = new ConcurrentHashMap<>();

    Snapshot(ConcurrentHashMap<String, StoredRow> live) {
        this.live = live;
    }

    /** Called before a row changes. */
    void keep(String id, @Nullable StoredRow before) {
        this.kept.putIfAbsent(id, Optional.ofNullable(before));
    }

    /** All rows in the order of their ids. */
    List<StoredRow> rows() {
        List<StoredRow> rows = new ArrayList<>(this.live.size());
        Set<String> changed = new HashSet<>();
        for (StoredRow row : this.live.values()) {
            // Looked up after the row was read: if the row is younger than the snapshot, the old one is here by now.
            Optional<StoredRow> old = this.kept.get(row.id());
            if (old == null) {
                rows.add(row);
            }
            else if (changed.add(row.id())) {
                old.ifPresent(rows::add);
            }
        }
        this.kept.forEach((id, old) -> {
            if (old.isPresent() && changed.add(id)) {
                rows.add(old.get());
            }
        });
        rows.sort(Comparator.comparing(StoredRow::id));
        return rows;
    }

}
