package io.filestore.concurrent;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import net.jpountz.lz4.LZ4FrameInputStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.wal.SyncPolicy;
import io.filestore.wal.WalOptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reading must leave alone what a flush writes: a row that is read as a record remembers
 * its value, and that changes nothing else.
 */
@Timeout(120)
class TypedReadsDuringFlushTests {

    private static final int ROWS = 4000;

    private static final int ROUNDS = 3;

    private static final int CALLS = 4000;

    private static final Pattern ROW = Pattern.compile("\"row-\\d+\"");

    @TempDir
    Path directory;

    record Counter(String name, int count) {

        Counter next() {
            return new Counter(this.name, this.count + 1);
        }

    }

    /** A strategy, and the file that has each row once when it is written anew. */
    record Form(CollectionOptions options, String file) {

        @Override
        public String toString() {
            return this.options.strategy() + " " + this.file;
        }

    }

    static List<Form> forms() {
        return List.of(new Form(CollectionOptions.filePerRecord(), "rows/indices/name.jsonl"),
                new Form(CollectionOptions.singleFile("rows.json"), "rows.json"),
                new Form(CollectionOptions.singleFile("rows.jsonl"), "rows.jsonl"),
                new Form(CollectionOptions.compressed("rows"), "rows.lz4"),
                new Form(CollectionOptions.compressed("rows.jsonl"), "rows.jsonl.lz4"));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void eachRowIsWrittenOnceHoweverRowsAreReadAndUpdatedAsRecordsMeanwhile(Form form) throws IOException {
        long seed = System.nanoTime();
        try (Store store = open(form)) {
            RowCollection<Counter> rows = store.collection("rows", Counter.class);
            for (int round = 0; round < ROUNDS; round++) {
                CompletableFuture<?> users = use(rows, seed + round);
                while (!users.isDone()) {
                    store.compact("rows");
                    assertThat(rowsInFile(form).distinct()).as("seed %d", seed).hasSize(ROWS);
                    assertThat(rowsInFile(form)).as("seed %d", seed).hasSize(ROWS);
                }
                users.join();
                users = use(rows, ~seed + round);
                assertThat(store.verify().findings()).as("seed %d", seed).isEmpty();
                users.join();
            }
        }
        try (Store store = open(form)) {
            assertThat(store.collection("rows").count()).isEqualTo(ROWS);
            assertThat(store.verify().findings()).as("seed %d", seed).isEmpty();
        }
    }

    private Store open(Form form) {
        Store store = Store.builder(this.directory)
            .automaticFlush(false)
            .flushSync(false)
            .wal(WalOptions.defaults().withSync(SyncPolicy.NEVER))
            .collection("rows", form.options().withIndexed("name"))
            .open();
        if (store.collection("rows").count() == 0) {
            store.transact((tx) -> {
                for (int i = 0; i < ROWS; i++) {
                    tx.collection("rows", Counter.class).put("row-" + i, new Counter("name-" + i, 0));
                }
                return null;
            });
        }
        return store;
    }

    /** A writer and a reader at work for a while. */
    private static CompletableFuture<?> use(RowCollection<Counter> rows, long seed) {
        return CompletableFuture.allOf(CompletableFuture.runAsync(() -> update(rows, new SplittableRandom(seed))),
                CompletableFuture.runAsync(() -> read(rows, new SplittableRandom(~seed))));
    }

    private static void update(RowCollection<Counter> rows, SplittableRandom random) {
        for (int i = 0; i < CALLS; i++) {
            String id = "row-" + random.nextInt(ROWS);
            int before = rows.get(id).orElseThrow().count();
            // Nobody else updates, so that none may be lost.
            assertThat(rows.update(id, Counter::next).orElseThrow().count()).isEqualTo(before + 1);
            assertThat(rows.get(id).orElseThrow().count()).isEqualTo(before + 1);
        }
    }

    private static void read(RowCollection<Counter> rows, SplittableRandom random) {
        for (int i = 0; i < CALLS; i++) {
            int number = random.nextInt(ROWS);
            assertThat(rows.get("row-" + number).orElseThrow().name()).isEqualTo("name-" + number);
            assertThat(rows.find("name", "name-" + number)).hasSize(1);
        }
    }

    private Stream<String> rowsInFile(Form form) throws IOException {
        String text = text(form.file());
        return ROW.matcher(text).results().map((found) -> found.group());
    }

    private String text(String file) throws IOException {
        byte[] bytes = Files.readAllBytes(this.directory.resolve(file));
        if (!file.endsWith(".lz4")) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        try (InputStream in = new LZ4FrameInputStream(new ByteArrayInputStream(bytes))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

}
