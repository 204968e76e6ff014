package io.filestore.schedules;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a search or a count may answer that others write under: what stays must be in it,
 * and nothing may be that never was.
 *
 * @param possible the states from its begin to its end
 * @param from what the clock said then
 * @param to what it said at its end
 */
record Loosely(List<State> possible, long from, long to) {

    boolean holds(Seen seen) {
        if (seen instanceof Seen.Found found) {
            return holds(found);
        }
        if (seen instanceof Seen.Counted counted) {
            return holds(counted);
        }
        return this.possible.stream().anyMatch((state) -> seen.holds(state, this.from, this.to));
    }

    private boolean holds(Seen.Found found) {
        boolean known = found.rows()
            .entrySet()
            .stream()
            .allMatch((row) -> Item.of(row.getValue()).has(found.field(), found.value()) && this.possible.stream()
                .anyMatch((state) -> row.getValue()
                    .equals(state.json(new RowName(found.collection(), row.getKey()), this.from))));
        Set<String> stay = new TreeSet<>(Seen.ids(this.possible.get(0), found.collection(), this.to));
        for (State state : this.possible) {
            stay.removeIf((id) -> {
                String json = state.json(new RowName(found.collection(), id), this.to);
                return json == null || !Item.of(json).has(found.field(), found.value());
            });
        }
        return known && found.rows().keySet().containsAll(stay);
    }

    private boolean holds(Seen.Counted counted) {
        Set<String> stay = new TreeSet<>(Seen.ids(this.possible.get(0), counted.collection(), this.to));
        Set<String> all = new TreeSet<>();
        for (State state : this.possible) {
            stay.retainAll(Seen.ids(state, counted.collection(), this.to));
            all.addAll(Seen.ids(state, counted.collection(), this.from));
        }
        return counted.rows() >= stay.size() && counted.rows() <= all.size();
    }

}
