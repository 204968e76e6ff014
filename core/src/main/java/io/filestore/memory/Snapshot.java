package io.filestore.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import io.filestore.row.StoredRow;

/**
 * The rows of a collection as they were at one moment, although the collection goes on
 * changing: whoever changes a row first keeps the old one here, before the new one can be
 * seen. So of each id what is kept counts, and only of an id of which nothing is kept
 * does the live row.
 *
 * <p>
 * What holds, and why:
 * <ol>
 * <li>No change after that moment is missed: a snapshot begins under the commit lock, and
 * rows change under it, after a call of {@link #keep}.</li>
 * <li>The first one kept of an id is the row of that moment, or its absence; later ones
 * are not kept.</li>
 * <li>The live rows are walked through before what is kept is copied. A walk that has
 * seen a row, or a gap, from after that moment has seen what was done before (release and
 * acquire, {@link KeyTable}), so that the copy has the old row.</li>
 * <li>An id of which the copy has nothing has not changed until the walk was over, so
 * that the walk has shown its row, once ({@link RowTable}).</li>
 * <li>It goes by ids, never by which object a row is.</li>
 * </ol>
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
