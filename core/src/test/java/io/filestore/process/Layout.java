package io.filestore.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.filestore.Store;
import io.filestore.StoreBuilder;
import io.filestore.config.CollectionOptions;
import io.filestore.wal.SyncPolicy;
import io.filestore.wal.WalOptions;

/** The collections of the kill tests: every strategy, with a log and without. */
final class Layout {

    static final String TRANSFERS = "transfers";

    static final String ACCOUNTS = "accounts";

    static final int ACCOUNT_COUNT = 8;

    static final int BALANCE = 1000;

    /** Those that go through the log. */
    static final List<String> LOGGED = List.of("records", "lines", "map", "packedLines", "packedMap");

    /** Those that keep what the last flush has written. */
    static final List<String> UNLOGGED = List.of("freeRecords", "freeLines", "freeMap", "freePackedLines",
            "freePackedMap");

    private static final Map<String, CollectionOptions> COLLECTIONS = collections();

    private Layout() {
    }

    private static Map<String, CollectionOptions> collections() {
        Map<String, CollectionOptions> all = new LinkedHashMap<>();
        all.put("records", CollectionOptions.filePerRecord());
        all.put("lines", CollectionOptions.singleFile("logs/lines.jsonl"));
        all.put("map", CollectionOptions.singleFile("map.json"));
        all.put("packedLines", CollectionOptions.compressed("packed/lines.jsonl"));
        all.put("packedMap", CollectionOptions.compressed("packed/map"));
        all.put("freeRecords", CollectionOptions.filePerRecord().withWal(false));
        all.put("freeLines", CollectionOptions.singleFile("free/lines.jsonl").withWal(false));
        all.put("freeMap", CollectionOptions.singleFile("free/map.json").withWal(false));
        all.put("freePackedLines", CollectionOptions.compressed("free/packed.jsonl").withWal(false));
        all.put("freePackedMap", CollectionOptions.compressed("free/packed").withWal(false));
        all.replaceAll((name, options) -> options.withIndexed("writer")
            .withIndexedTogether("writer", "number")
            .withUnique("tag")
            .withUniqueTogether("number", "tag"));
        all.put(TRANSFERS, CollectionOptions.singleFile("transfers.jsonl").withIndexed("writer").withUnique("tag"));
        all.put(ACCOUNTS, CollectionOptions.filePerRecord());
        return all;
    }

    static StoreBuilder builder(Path directory, SyncPolicy sync) {
        StoreBuilder builder = Store.builder(directory)
            .flushInterval(Duration.ofMillis(15))
            .wal(WalOptions.defaults()
                .withSync(sync)
                .withSyncInterval(Duration.ofMillis(10))
                .withSegmentSizeBytes(8192)
                .withMaxSizeBytes(1L << 30));
        COLLECTIONS.forEach(builder::collection);
        return builder;
    }

    static boolean isLogged(String collection) {
        return !UNLOGGED.contains(collection);
    }

    /**
     * Those whose rows are written by one thread each, so that their history is known.
     */
    static List<String> owned() {
        return COLLECTIONS.keySet().stream().filter((name) -> !name.equals(ACCOUNTS)).toList();
    }

}
