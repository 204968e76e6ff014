package io.filestore.concurrent;

import java.util.HashMap;
import java.util.Map;

/** What {@link LinearizableRows} must look like to somebody who is alone with it. */
public final class SequentialRows {

    private final Map<Integer, Integer> rows = new HashMap<>();

    public boolean put(int row, int value) {
        return this.rows.put(row, value) == null;
    }

    public int get(int row) {
        return this.rows.getOrDefault(row, 0);
    }

    public boolean delete(int row) {
        return this.rows.remove(row) != null;
    }

    public boolean putIfAbsent(int row, int value) {
        return this.rows.putIfAbsent(row, value) == null;
    }

    public boolean replace(int row, int expected, int value) {
        return this.rows.replace(row, expected, value);
    }

    public int increment(int row) {
        Integer value = this.rows.computeIfPresent(row, (key, old) -> old + 1);
        return (value != null) ? value : 0;
    }

    public boolean transfer() {
        boolean both = this.rows.size() == 2;
        if (both) {
            this.rows.merge(1, -1, Integer::sum);
            this.rows.merge(2, 1, Integer::sum);
        }
        return both;
    }

    public boolean deleteBoth() {
        boolean both = this.rows.size() == 2;
        if (both) {
            this.rows.clear();
        }
        return both;
    }

    public String readBoth() {
        return get(1) + "," + get(2);
    }

}
