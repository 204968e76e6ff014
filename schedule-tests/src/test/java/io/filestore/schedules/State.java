package io.filestore.schedules;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All rows at one moment. */
final class State {

    static final State EMPTY = new State(new TreeMap<>());

    private final Map<RowName, Kept> rows;

    private State(Map<RowName, Kept> rows) {
        this.rows = rows;
    }

    /**
     * A row, seen by whoever looks before it expires.
     *
     * @param item what it has
     * @param expiresAt when it expires, 0 for never
     */
    record Kept(Item item, long expiresAt) {

        boolean isSeenAt(long time) {
            return this.expiresAt == 0 || this.expiresAt > time;
        }

    }

    /** After these changes; null is for a row that goes. */
    State with(Map<RowName, Kept> changes) {
        Map<RowName, Kept> after = new TreeMap<>(this.rows);
        changes.forEach((name, kept) -> {
            if (kept != null) {
                after.put(name, kept);
            }
            else {
                after.remove(name);
            }
        });
        return new State(after);
    }

    /** After a restart. */
    State without(String collection) {
        Map<RowName, Kept> after = new TreeMap<>(this.rows);
        after.keySet().removeIf((name) -> name.collection().equals(collection));
        return new State(after);
    }

    /** A row, also if it has expired; null if there is none. */
    Kept get(RowName name) {
        return this.rows.get(name);
    }

    /**
     * What is written in a row that is there and has not expired, null if there is none.
     */
    String json(RowName name, long time) {
        Kept kept = this.rows.get(name);
        return (kept != null && kept.isSeenAt(time)) ? kept.item().json() : null;
    }

    /**
     * Whether a row may look like this to somebody who looks at that time or later, up to
     * another.
     */
    boolean mayLook(RowName name, String json, long from, long to) {
        return Objects.equals(json(name, from), json) || Objects.equals(json(name, to), json);
    }

    Stream<Map.Entry<RowName, Kept>> of(String collection) {
        return this.rows.entrySet().stream().filter((row) -> row.getKey().collection().equals(collection));
    }

    /** All that can be seen. */
    Map<RowName, String> visible(long time) {
        Map<RowName, String> visible = new TreeMap<>();
        this.rows.forEach((name, kept) -> {
            if (kept.isSeenAt(time)) {
                visible.put(name, kept.item().json());
            }
        });
        return visible;
    }

}
