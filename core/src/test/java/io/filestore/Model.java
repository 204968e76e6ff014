package io.filestore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import io.filestore.config.CollectionOptions;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;

/** What a store should hold: plain maps, and what a crash may leave of them. */
final class Model {

    /** The global values, as if they were a collection. */
    static final String VALUES = "_values";

    static final Map<String, CollectionOptions> COLLECTIONS = new TreeMap<>(Map.of(//
            "users",
            CollectionOptions.filePerRecord()
                .withIndexed("tag", "deep.n")
                .withIndexedTogether("tag", "n")
                .withUnique("key"), //
            "plain", CollectionOptions.filePerRecord().withIndexed("tag").withWal(false), //
            "lines", CollectionOptions.singleFile("logs/lines.jsonl").withIndexed("tag"), //
            "tickets", CollectionOptions.singleFile("tickets.jsonl").withUnique("key").withTtl(Duration.ofSeconds(60)), //
            "map", CollectionOptions.singleFile("map.json").withUnique("key").withUniqueTogether("n", "key"), //
            "packed", CollectionOptions.compressed("cache/packed.jsonl").withIndexed("tag").withWal(false), //
            "squeezed", CollectionOptions.compressed("squeezed").withIndexed("tag"), //
            "sessions", CollectionOptions.memoryOnly().withUnique("key").withTtl(Duration.ofSeconds(30))));

    record Entry(Row row, long expiresAt) {
    }

    /** A change that is asked for; without a row it deletes. */
    record Change(String collection, String id, Row row) {
    }

    private final SettableClock clock;

    private final Map<String, Map<String, Entry>> now = new TreeMap<>();

    /** What the files may hold of the rows that are not logged. */
    private final Map<String, Map<String, Set<Optional<Entry>>>> onDisk = new HashMap<>();

    private List<Change> unknown = List.of();

    Model(SettableClock clock) {
        this.clock = clock;
        COLLECTIONS.keySet().forEach((name) -> this.now.put(name, new TreeMap<>()));
        this.now.put(VALUES, new TreeMap<>());
    }

    static boolean logged(String collection) {
        return collection.equals(VALUES)
                || (persistent(collection) && !Boolean.FALSE.equals(COLLECTIONS.get(collection).wal()));
    }

    static boolean persistent(String collection) {
        return !collection.equals("sessions");
    }

    /** The rows that can be seen. */
    Map<String, Row> rows(String collection) {
        return visible(this.now.get(collection));
    }

    private Map<String, Row> visible(Map<String, Entry> entries) {
        Map<String, Row> rows = new TreeMap<>();
        entries.forEach((id, entry) -> {
            if (entry.expiresAt() == 0 || entry.expiresAt() > this.clock.millis()) {
                rows.put(id, entry.row());
            }
        });
        return rows;
    }

    void apply(List<Change> changes) {
        changes.forEach((change) -> apply(this.now, change));
    }

    private void apply(Map<String, Map<String, Entry>> state, Change change) {
        if (change.row() == null) {
            state.get(change.collection()).remove(change.id());
            return;
        }
        CollectionOptions options = COLLECTIONS.get(change.collection());
        Duration ttl = (options != null) ? options.ttl() : null;
        state.get(change.collection())
            .put(change.id(), new Entry(change.row(), (ttl != null) ? this.clock.millis() + ttl.toMillis() : 0));
    }

    /** Whether rows would share a unique key after these changes. */
    boolean duplicates(List<Change> changes) {
        Map<String, Map<String, Entry>> after = copy();
        changes.forEach((change) -> apply(after, change));
        return COLLECTIONS.keySet().stream().anyMatch((name) -> {
            List<String> keys = new ArrayList<>();
            if (!COLLECTIONS.get(name).unique().isEmpty()) {
                visible(after.get(name)).values()
                    .forEach(
                            (row) -> keys.addAll(row.has("key") ? List.of(String.valueOf(row.get("key"))) : List.of()));
            }
            return new HashSet<>(keys).size() < keys.size();
        });
    }

    private Map<String, Map<String, Entry>> copy() {
        Map<String, Map<String, Entry>> copy = new TreeMap<>();
        this.now.forEach((name, entries) -> copy.put(name, new TreeMap<>(entries)));
        return copy;
    }

    /** The store does not know whether it has made these changes. */
    void unknown(List<Change> changes) {
        this.unknown = changes;
    }

    /** The files hold everything. */
    void flushed() {
        this.onDisk.clear();
        unlogged().forEach((name) -> {
            Map<String, Set<Optional<Entry>>> files = new HashMap<>();
            this.now.get(name).forEach((id, entry) -> files.put(id, new HashSet<>(Set.of(Optional.of(entry)))));
            this.onDisk.put(name, files);
        });
    }

    /** The files may hold any of it. */
    void mayBeFlushed() {
        unlogged().forEach((name) -> {
            Map<String, Set<Optional<Entry>>> files = this.onDisk.computeIfAbsent(name, (key) -> new HashMap<>());
            Set<String> ids = new HashSet<>(files.keySet());
            ids.addAll(this.now.get(name).keySet());
            ids.forEach((id) -> files.computeIfAbsent(id, (key) -> new HashSet<>(Set.of(Optional.empty())))
                .add(Optional.ofNullable(this.now.get(name).get(id))));
        });
    }

    private static List<String> unlogged() {
        return COLLECTIONS.keySet().stream().filter((name) -> !logged(name) && persistent(name)).toList();
    }

    /** Takes over what the store holds after a crash, if it may hold that. */
    void crashed(Map<String, Map<String, Row>> actual) {
        Map<String, Map<String, Entry>> after = copy();
        this.unknown.forEach((change) -> apply(after, change));
        this.unknown = List.of();
        boolean done = this.now.keySet()
            .stream()
            .filter(Model::logged)
            .allMatch((name) -> actual.get(name).equals(visible(after.get(name))));
        this.now.keySet().stream().filter(Model::logged).forEach((name) -> {
            if (done) {
                this.now.put(name, after.get(name));
            }
            assertThat(actual.get(name)).as("logged rows of " + name).isEqualTo(rows(name));
        });
        this.now.get("sessions").clear();
        unlogged().forEach((name) -> {
            Map<String, Set<Optional<Entry>>> files = this.onDisk.getOrDefault(name, Map.of());
            assertThat(files.keySet()).as("rows of " + name).containsAll(actual.get(name).keySet());
            files.forEach((id, possible) -> assertThat(possible).as(name + "/" + id)
                .contains(Optional.ofNullable(actual.get(name).get(id)).map((row) -> new Entry(row, 0))));
            this.now.get(name).clear();
            actual.get(name).forEach((id, row) -> this.now.get(name).put(id, new Entry(row, 0)));
        });
        flushed();
    }

    /** The store was closed well. */
    void reopened() {
        this.now.get("sessions").clear();
    }

}
