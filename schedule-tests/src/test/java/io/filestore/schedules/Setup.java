package io.filestore.schedules;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.filestore.config.CollectionOptions;

/**
 * How the collections of a simulation are kept: each strategy, and each kind of field.
 */
final class Setup {

    /** Written in transactions that also write elsewhere, since it is not in the log. */
    static final String MEMORY = "memory";

    static final Map<String, CollectionOptions> COLLECTIONS = new TreeMap<>(Map.of(//
            "records", CollectionOptions.filePerRecord().withIndexed("n").withUnique("key"), //
            "lines", CollectionOptions.singleFile("lines.jsonl").withIndexed("n"), //
            "map",
            CollectionOptions.singleFile("map.json").withIndexed("n").withUnique("key").withTtl(Duration.ofSeconds(60)), //
            "packed", CollectionOptions.compressed("packed.jsonl").withIndexed("n", "key"), //
            MEMORY, CollectionOptions.memoryOnly().withIndexed("n")));

    static final List<String> NAMES = List.copyOf(COLLECTIONS.keySet());

    private Setup() {
    }

    static boolean isLogged(String collection) {
        return !collection.equals(MEMORY);
    }

    /** How long a row of a collection lives in milliseconds, 0 for ever. */
    static long ttl(String collection) {
        Duration ttl = COLLECTIONS.get(collection).ttl();
        return (ttl != null) ? ttl.toMillis() : 0;
    }

    /** By which fields something can be found. */
    static List<String> fields(String collection) {
        CollectionOptions options = COLLECTIONS.get(collection);
        return Stream.concat(options.indexed().stream(), options.unique().stream()).flatMap(List::stream).toList();
    }

}
