package io.filestore.schedules;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.filestore.schedules.State.Kept;

/**
 * Something that was read, or that an answer says; it holds in some states and not in
 * others.
 */
sealed interface Seen {

    /**
     * Whether it is so in a state, for somebody who looks at that time or later, up to
     * another.
     */
    boolean holds(State state, long from, long to);

    /**
     * A row was this.
     *
     * @param name which
     * @param json what was in it, null if it was not there
     */
    record Was(RowName name, String json) implements Seen {

        @Override
        public boolean holds(State state, long from, long to) {
            return state.mayLook(this.name, this.json, from, to);
        }

    }

    /**
     * A row was something else.
     *
     * @param name which
     * @param json what was not in it, null if it was there
     */
    record WasNot(RowName name, String json) implements Seen {

        @Override
        public boolean holds(State state, long from, long to) {
            return !state.mayLook(this.name, this.json, from, from) || !state.mayLook(this.name, this.json, to, to);
        }

    }

    /**
     * Another row had a key.
     *
     * @param name the one that did not get it
     * @param key the key
     */
    record WasTaken(RowName name, String key) implements Seen {

        @Override
        public boolean holds(State state, long from, long to) {
            return state.of(this.name.collection())
                .anyMatch((row) -> !row.getKey().equals(this.name) && this.key.equals(row.getValue().item().key())
                        && row.getValue().isSeenAt(from));
        }

    }

    /**
     * These were the rows with a value.
     *
     * @param collection where
     * @param field the field
     * @param value the value
     * @param rows what was found, by id
     * @param own what the transaction had written itself until then
     */
    record Found(String collection, String field, Object value, Map<String, String> rows,
            Map<RowName, Kept> own) implements Seen {

        @Override
        public boolean holds(State state, long from, long to) {
            State before = state.with(this.own);
            return this.rows.entrySet().stream().allMatch((row) -> isOne(before, row, from))
                    && before.of(this.collection)
                        .filter((row) -> row.getValue().isSeenAt(to))
                        .filter((row) -> row.getValue().item().has(this.field, this.value))
                        .allMatch((row) -> this.rows.containsKey(row.getKey().id()));
        }

        private boolean isOne(State state, Map.Entry<String, String> row, long from) {
            return Item.of(row.getValue()).has(this.field, this.value)
                    && row.getValue().equals(state.json(new RowName(this.collection, row.getKey()), from));
        }

    }

    /**
     * These were the first rows of a range of n, in its order.
     *
     * @param collection where
     * @param least the least n
     * @param most the greatest
     * @param limit how many were wanted
     * @param rows what was found, by id, in order
     * @param own what the transaction had written itself until then
     */
    record Ranged(String collection, int least, int most, int limit, Map<String, String> rows,
            Map<RowName, Kept> own) implements Seen {

        @Override
        public boolean holds(State state, long from, long to) {
            State before = state.with(this.own);
            List<String> places = this.rows.entrySet()
                .stream()
                .map((row) -> place(row.getKey(), row.getValue()))
                .toList();
            boolean full = this.rows.size() == this.limit;
            return places.equals(places.stream().sorted().toList())
                    && this.rows.entrySet().stream().allMatch((row) -> isOne(before, row, from))
                    && before.of(this.collection)
                        .filter((row) -> row.getValue().isSeenAt(to) && isWithin(row.getValue().item()))
                        .allMatch((row) -> this.rows.containsKey(row.getKey().id())
                                || (full && place(row.getKey().id(), row.getValue().item().json())
                                    .compareTo(places.get(places.size() - 1)) > 0));
        }

        private boolean isOne(State state, Map.Entry<String, String> row, long from) {
            return isWithin(Item.of(row.getValue()))
                    && row.getValue().equals(state.json(new RowName(this.collection, row.getKey()), from));
        }

        private boolean isWithin(Item item) {
            return item.n() >= this.least && item.n() <= this.most;
        }

        private static String place(String id, String json) {
            return "%09d %s".formatted(Item.of(json).n(), id);
        }

    }

    /**
     * There were so many rows.
     *
     * @param collection where
     * @param rows how many
     * @param own what the transaction had written itself until then
     */
    record Counted(String collection, long rows, Map<RowName, Kept> own) implements Seen {

        @Override
        public boolean holds(State state, long from, long to) {
            State before = state.with(this.own);
            return this.rows <= count(before, from) && this.rows >= count(before, to);
        }

        private long count(State state, long time) {
            return state.of(this.collection).filter((row) -> row.getValue().isSeenAt(time)).count();
        }

    }

    /** Ids that were there in a state. */
    static Set<String> ids(State state, String collection, long time) {
        Set<String> ids = new TreeSet<>();
        state.of(collection)
            .filter((row) -> row.getValue().isSeenAt(time))
            .forEach((row) -> ids.add(row.getKey().id()));
        return ids;
    }

}
