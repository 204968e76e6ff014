package io.filestore.memory;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.row.DirtyRows;
import io.filestore.row.StoredRow;

/**
 * The rows of a collection at one moment, and which of them were dirty then: what a flush
 * writes, or a verification compares.
 */
public final class DirtySnapshot implements DirtyRows {

    private final DirtySet.Taken dirty;

    private final Snapshot snapshot;

    private @Nullable List<DirtyRow> changed;

    private @Nullable List<StoredRow> all;

    DirtySnapshot(DirtySet.Taken dirty, Snapshot snapshot) {
        this.dirty = dirty;
        this.snapshot = snapshot;
    }

    DirtySet.Taken dirty() {
        return this.dirty;
    }

    @Override
    public List<DirtyRow> changed() {
        List<DirtyRow> rows = this.changed;
        if (rows == null) {
            rows = this.dirty.rows();
            this.changed = rows;
        }
        return rows;
    }

    @Override
    public Iterable<StoredRow> all() {
        List<StoredRow> rows = this.all;
        if (rows == null) {
            rows = this.snapshot.rows();
            this.all = rows;
        }
        return rows;
    }

    @Override
    public boolean isUnsure() {
        return this.dirty.unsure();
    }

    /** The same in parts, at least one, of at most so many changed rows. */
    public List<? extends DirtyRows> parts(int atOnce) {
        List<DirtyRow> rows = changed();
        if (rows.size() <= atOnce) {
            return List.of(this);
        }
        List<Part> parts = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += atOnce) {
            parts.add(new Part(this, rows.subList(from, from + Math.min(atOnce, rows.size() - from))));
        }
        return parts;
    }

    private record Part(DirtySnapshot whole, List<DirtyRow> changed) implements DirtyRows {

        @Override
        public Iterable<StoredRow> all() {
            return this.whole.all();
        }

        @Override
        public boolean isUnsure() {
            return this.whole.isUnsure();
        }

    }

}
