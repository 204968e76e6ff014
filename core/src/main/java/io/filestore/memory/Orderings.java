package io.filestore.memory;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.row.StoredRow;

/**
 * The orders in which the rows of a collection can be walked through: by their ids alone,
 * by each indexed field, and by the fields of each compound index.
 */
public final class Orderings {

    private final List<Ordering> all;

    Orderings(List<List<String>> indexed, RowTable rows) {
        List<Ordering> orderings = new ArrayList<>();
        orderings.add(new Ordering(List.of(), rows));
        indexed.forEach((fields) -> orderings.add(new Ordering(fields, rows)));
        this.all = List.copyOf(orderings);
    }

    public List<Ordering> all() {
        return this.all;
    }

    /** The fields of each index. */
    public List<List<String>> indexed() {
        return this.all.stream().map(Ordering::fields).filter((fields) -> !fields.isEmpty()).toList();
    }

    /** Before a row changes. */
    void beforeChange(String id, @Nullable StoredRow before, @Nullable StoredRow after) {
        for (int i = 0; i < this.all.size(); i++) {
            this.all.get(i).beforeChange(id, before, after);
        }
    }

    /** After the row has changed. */
    void afterChange() {
        for (int i = 0; i < this.all.size(); i++) {
            this.all.get(i).afterChange();
        }
    }

}
