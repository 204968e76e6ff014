package io.filestore.crash;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a store has promised, kept outside of it. Logged rows: the states that the
 * acknowledged writes have gone through, one a write or transaction, and which of them a
 * power loss must not go behind. Rows without a log: what each was at the last flush that
 * succeeded, and at those tried since.
 */
final class Oracle {

    /** What a row is, and when it expires; 0 for never. */
    record Value(String json, long expiresAt) {
    }

    private final List<Map<String, Value>> states = new ArrayList<>();

    private final List<Long> lsns = new ArrayList<>();

    private int durable;

    /**
     * How many of the newest states have been seen after a kill, but not acknowledged.
     */
    private int seenOnly;

    private @Nullable Map<String, Value> unknown;

    private Map<String, Value> begun = Map.of();

    private Map<String, Value> plain = new TreeMap<>();

    private Map<String, Value> plainBegun = Map.of();

    private List<Map<String, Value>> plainFlushed = new ArrayList<>();

    private int flushing;

    Oracle() {
        this(Map.of(), 0);
    }

    /** Begins with a store that has been found like this, all of it durable. */
    Oracle(Map<String, Value> found, long lsn) {
        Map<String, Value> logged = new TreeMap<>(found);
        logged.keySet().removeIf(Rows::isPlain);
        this.plain.putAll(found);
        this.plain.keySet().removeIf((name) -> !Rows.isPlain(name));
        this.states.add(logged);
        this.lsns.add(lsn);
        this.plainFlushed.add(this.plain);
    }

    /**
     * Until something is durable, a power loss may bring back what a killed store had.
     */
    void mayFallBackTo(Oracle killed) {
        List<Map<String, Value>> older = new ArrayList<>(killed.states.subList(killed.durable, killed.states.size()));
        this.states.addAll(0, older);
        this.lsns.addAll(0, killed.lsns.subList(killed.durable, killed.lsns.size()));
        this.plainFlushed.addAll(0, killed.plainFlushed);
        this.seenOnly = 1;
    }

    /** A write begins: rows with their new values, null for a deletion. */
    void begin(Map<String, @Nullable Value> changes) {
        this.begun = new TreeMap<>(acknowledged());
        this.plainBegun = new TreeMap<>(this.plain);
        changes.forEach((name, value) -> {
            Map<String, Value> target = Rows.isPlain(name) ? this.plainBegun : this.begun;
            if (value != null) {
                target.put(name, value);
            }
            else {
                target.remove(name);
            }
        });
    }

    void wasAcknowledged(long lsn) {
        this.states.add(this.begun);
        this.lsns.add(lsn);
        this.plain = this.plainBegun;
        this.seenOnly = 0;
    }

    void isUnknown() {
        this.unknown = this.begun;
    }

    void flushBegins() {
        this.flushing = this.states.size() - 1;
        this.plainFlushed.add(this.plain);
    }

    void flushEnded() {
        this.durable = this.flushing;
        this.plainFlushed = new ArrayList<>(List.of(this.plainFlushed.get(this.plainFlushed.size() - 1)));
    }

    /** The log says that it has forced everything up to here. */
    void durableTo(long lsn) {
        for (int i = this.durable; i < this.lsns.size(); i++) {
            if (this.lsns.get(i) <= lsn) {
                this.durable = i;
            }
        }
    }

    /** What every write has been told that it has done so far. */
    Map<String, Value> acknowledged() {
        return this.states.get(this.states.size() - 1);
    }

    /** The value with this JSON that the row has had at some time. */
    @Nullable Value known(String name, String json) {
        List<Map<String, Value>> all = new ArrayList<>(this.states);
        if (this.unknown != null) {
            all.add(this.unknown);
        }
        Value found = null;
        for (Map<String, Value> state : all) {
            Value value = state.get(name);
            found = (value != null && value.json().equals(json)) ? value : found;
        }
        return found;
    }

    long lastLsn() {
        return this.lsns.get(this.lsns.size() - 1);
    }

    /** What readers must see now. */
    Map<String, String> visible(long now) {
        Map<String, Value> all = new TreeMap<>(acknowledged());
        all.putAll(this.plain);
        return visible(all, now);
    }

    /**
     * Checks what a later process finds.
     * @param everything whether all that was acknowledged must be there: after a kill, or
     * when each write was forced
     * @return the LSN that the log cannot be behind of
     */
    long requirePossible(Map<String, String> found, long now, boolean everything) {
        Map<String, String> logged = new TreeMap<>(found);
        logged.keySet().removeIf(Rows::isPlain);
        List<Map<String, String>> possible = new ArrayList<>();
        int first = everything ? Math.max(this.durable, this.states.size() - 1 - this.seenOnly) : this.durable;
        for (Map<String, Value> state : this.states.subList(first, this.states.size())) {
            possible.add(visible(state, now));
        }
        if (this.unknown != null) {
            possible.add(visible(this.unknown, now));
        }
        assertThat(logged).as("logged rows, as one of the states that they had, whole").isIn(possible);
        requirePlain(found, now);
        return this.lsns.get(first);
    }

    private void requirePlain(Map<String, String> found, long now) {
        Set<String> names = new HashSet<>(found.keySet());
        this.plainFlushed.forEach((state) -> names.addAll(state.keySet()));
        for (String name : names) {
            if (Rows.isPlain(name)) {
                Set<Optional<String>> possible = new HashSet<>();
                this.plainFlushed.forEach((state) -> possible.add(Optional.ofNullable(visible(state, now).get(name))));
                assertThat(Optional.ofNullable(found.get(name))).as("%s, as it was at a flush", name).isIn(possible);
            }
        }
    }

    private static Map<String, String> visible(Map<String, Value> state, long now) {
        Map<String, String> visible = new TreeMap<>();
        state.forEach((name, value) -> {
            if (value.expiresAt() == 0 || value.expiresAt() > now) {
                visible.put(name, value.json());
            }
        });
        return visible;
    }

}
