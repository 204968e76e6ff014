package io.filestore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import ch.qos.logback.classic.Level;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.filestore.catalog.Catalog;
import io.filestore.config.CollectionOptions;
import io.filestore.config.OpeningListener;
import io.filestore.config.Writes;
import io.filestore.error.StoreUnavailableException;
import io.filestore.error.UniqueViolationException;
import io.filestore.io.CrashMode;
import io.filestore.io.MemoryDirectory;
import io.filestore.migration.RowMigration;
import io.filestore.query.Query;
import io.filestore.remote.MemoryEngine;
import io.filestore.row.Row;
import io.filestore.row.RowEntry;

import static io.filestore.Stores.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A collection moves between files and an engine when its strategy changes. */
class EngineMoveTests {

    /**
     * The common pool may have one thread, and one of two instances waits for the other.
     */
    private static final Executor THREADS = (task) -> new Thread(task).start();

    private static final CollectionOptions FILES = CollectionOptions.filePerRecord().withIndexed("n");

    private static final CollectionOptions LINES = CollectionOptions.singleFile("logs/c.jsonl").withIndexed("n");

    private static final CollectionOptions ENGINE = CollectionOptions.of(MemoryEngine.STRATEGY).withIndexed("n");

    private final MemoryEngine engine = new MemoryEngine();

    private final Stores stores = new Stores((builder) -> builder);

    private final LoggedLines log = new LoggedLines();

    private Store current;

    @AfterEach
    void close() {
        this.stores.close();
        this.log.close();
    }

    private Store open(CollectionOptions c) {
        return open(this.stores, c);
    }

    private Store open(Stores instance, CollectionOptions c) {
        instance.configure((builder) -> builder.engine(this.engine)
            .collection("c", c)
            .collection("still", CollectionOptions.singleFile("still.json")));
        this.current = instance.open();
        return this.current;
    }

    private static void fill(Store store) {
        store.collection("c").put("a", row("{'n':100.00,'nested':{'x':[1,null,'ü']}}"));
        store.collection("c").put("B/2 \u00dc", row("{'_id':7,'id':'own','_expiresAt':1}"));
        store.collection("c").put("gone", row("{}"));
        store.collection("still").put("s", row("{}"));
        store.flush();
        store.collection("c").put("a", row("{'n':101.00}"));
        store.collection("c").put("late", row("{}"));
        store.collection("c").delete("gone");
    }

    private Map<String, String> rows() {
        Map<String, String> rows = new TreeMap<>();
        this.current.collection("c").stream().forEach((row) -> rows.put(row.id(), row.value().toString()));
        return rows;
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void rowsMoveToAnEngineAndBackAndThereAgain(boolean group) throws Exception {
        CollectionOptions there = group ? ENGINE.withGroup("g").withUnique("n") : ENGINE;
        fill(open(FILES));
        Map<String, String> before = rows();
        for (CollectionOptions next : List.of(there, LINES, there, FILES)) {
            // Killed, with changes that only the log has.
            this.stores.loseDisk(CrashMode.EVERYTHING);
            Store store = open(next);
            assertThat(rows()).isEqualTo(before);
            assertThat(store.verify().findings()).isEmpty();
            assertThat(store.stats().findings()).isEmpty();
            Catalog catalog = Catalog.read(this.stores.disk());
            assertThat(catalog.entry("c").rows().strategy()).isEqualTo(next.strategy());
            assertThat(catalog.entry("c").next()).isNull();
            assertThat(catalog.entry("c").former()).isNull();
            assertThat(this.stores.disk().text("_catalog.json")).contains("\"version\":" + ((next == there) ? 3 : 1));
            assertThat(store.collection("c").find("n", 101)).hasSize(1);
            store.collection("c").put("z" + before.size(), row("{'n':" + before.size() + "}"));
            store.collection("c").delete("late");
            before = rows();
        }
        assertThat(this.log.at(Level.WARN)).isEmpty();
        assertThat(this.log.at(Level.INFO).stream().filter((line) -> line.contains("has moved")))
            .satisfiesExactly((line) -> assertThat(line).matches("Collection 'c' has moved from c \\(file-per-record, "
                    + "json-files\\) to memory.c \\(memory-engine.*\\): 3 rows in \\d+ ms; its old files are kept in _replaced/.*/c"),
                    (line) -> assertThat(line).contains("to logs/c.jsonl (single-file, jsonl): 3 rows in",
                            "stay there, and count no more"),
                    (line) -> assertThat(line).contains("to memory.c"), (line) -> assertThat(line).contains("to c ("));
        assertThat(this.stores.disk().files()).anyMatch((file) -> file.matches("_replaced/.*/c/a.json"));
    }

    @Test
    void whatTheEngineHasBesideWhatMovesIsOldAndDeletedWithItsKeys() {
        CollectionOptions there = ENGINE.withGroup("g").withUnique("n");
        Store store = open(there);
        store.collection("c").put("old", row("{'n':1}"));
        store.collection("c").put("same", row("{'n':2}"));
        store.collection("c").put("swapped", row("{'n':3}"));
        this.stores.close();
        store = open(FILES.withUnique("n"));
        store.collection("c").delete("old");
        store.collection("c").put("swapped", row("{'n':1}"));
        store.collection("c").put("new", row("{'n':3}"));
        Map<String, String> before = rows();
        this.stores.close();
        store = open(there);
        assertThat(rows()).isEqualTo(before);
        assertThat(this.engine.idsOf("c")).containsExactlyInAnyOrder("same", "swapped", "new");
        assertThat(this.engine.idsOf("!unique!c")).hasSize(3);
        assertThat(store.collection("c").find("n", 1)).extracting(RowEntry::id).containsExactly("swapped");
    }

    @Test
    void aValueThatHasMovedIsUniqueThere() {
        CollectionOptions there = ENGINE.withGroup("g").withUnique("n");
        open(FILES).collection("c").put("a", row("{'n':1}"));
        this.stores.close();
        RowCollection<Row> rows = open(there).collection("c");
        assertThatExceptionOfType(UniqueViolationException.class).isThrownBy(() -> rows.put("b", row("{'n':1}")));
        rows.put("a", row("{'n':2}"));
        rows.put("b", row("{'n':1}"));
    }

    @Test
    void rowsThatMoveThereAgainAreUniqueByFieldsThatHaveBecomeSo() {
        CollectionOptions before = ENGINE.withGroup("g");
        open(before).collection("c").put("a", row("{'n':1}"));
        this.stores.close();
        open(FILES.withUnique("n"));
        this.stores.close();
        RowCollection<Row> rows = open(before.withUnique("n")).collection("c");
        assertThatExceptionOfType(UniqueViolationException.class).isThrownBy(() -> rows.put("b", row("{'n':1}")));
    }

    @Test
    void keysFromBeforeFieldsWereNotUniqueForAWhileCountNoMore() {
        CollectionOptions unique = ENGINE.withGroup("g").withUnique("n");
        open(unique).collection("c").put("a", row("{'n':1}"));
        this.stores.close();
        open(FILES);
        this.stores.close();
        open(ENGINE.withGroup("g")).collection("c").put("a", row("{'n':2}"));
        this.stores.close();
        open(FILES);
        this.stores.close();
        RowCollection<Row> rows = open(unique).collection("c");
        rows.put("b", row("{'n':1}"));
        assertThat(this.engine.idsOf("!unique!c")).hasSize(2);
    }

    @Test
    void rowsThatMoveThereAgainAreFoundByFieldsThatHaveBecomeIndexed() {
        open(ENGINE).collection("c").put("a", row("{'m':1}"));
        this.stores.close();
        open(FILES);
        this.stores.close();
        assertThat(open(ENGINE.withIndexed("n", "m")).collection("c").find("m", 1)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({ "1, 0", "2, 1", "2, 2", "2, 3", "2, 4" })
    void aMoveThatIsBegunAgainWithOtherFieldsWritesAllRowsByThem(int first, int second) {
        CollectionOptions there = ENGINE.withGroup("g");
        Store files = open(FILES);
        for (int i = 0; i < 70; i++) {
            files.collection("c").put("row-" + i, row("{'n':" + i + ",'m':" + i + "}"));
        }
        this.stores.close();
        failAfter(first);
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> open(there));
        failAfter(second);
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> open(there.withUnique("m")));
        failAfter(Integer.MAX_VALUE);
        RowCollection<Row> rows = open(there.withUnique("m")).collection("c");
        assertThat(rows.count()).isEqualTo(70);
        for (int i = 0; i < 70; i++) {
            String same = "{'m':" + i + "}";
            assertThat(rows.find("m", i)).hasSize(1);
            assertThatExceptionOfType(UniqueViolationException.class).isThrownBy(() -> rows.put("other", row(same)));
        }
    }

    /** The engine is not there any more after some commits. */
    private void failAfter(int commits) {
        AtomicInteger left = new AtomicInteger(commits);
        this.engine.beforeCommit(() -> {
            if (left.getAndDecrement() <= 0) {
                throw new StoreUnavailableException("Too few of the machines are up.", null);
            }
        });
    }

    @Test
    void rowsOfAnInterruptedMoveThatAreThereNoMoreAreDeleted() {
        Store files = open(LINES);
        for (int i = 0; i < 300; i++) {
            files.collection("c").put("row-" + i, row("{'n':" + i + "}"));
        }
        this.stores.close();
        failAfter(290);
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> open(ENGINE));
        failAfter(Integer.MAX_VALUE);
        open(LINES).collection("c").delete(Query.where("n").lessThan(250));
        this.stores.close();
        open(ENGINE);
        assertThat(rows()).hasSize(50);
    }

    @Test
    void aRowThatIsWrittenAgainIsFoundByAFieldThatHasBecomeIndexed() {
        for (String group : new String[] { null, "g" }) {
            CollectionOptions there = ENGINE.withGroup(group);
            open(there).collection("c").put("a", row("{'m':1}"));
            this.stores.close();
            RowCollection<Row> rows = open(there.withIndexed("m")).collection("c");
            assertThat(rows.find("m", 1)).isEmpty();
            rows.update("a", (row) -> row);
            assertThat(rows.find("m", 1)).hasSize(1);
            rows.delete("a");
            this.stores.close();
            open(FILES);
            this.stores.close();
        }
    }

    @Test
    void rowsThatOnlyTheLogHasMoveToo() {
        Store store = open(FILES);
        store.collection("c").put("a", row("{'n':1}"));
        this.stores.loseDisk(CrashMode.EVERYTHING);
        open(ENGINE);
        assertThat(rows()).containsOnlyKeys("a");
        assertThat(this.stores.reopen().collection("c").ids()).containsExactly("a");
    }

    @Test
    void aDirectoryWithoutACatalogMoves() throws Exception {
        fill(open(LINES.withPath("c.jsonl")));
        Map<String, String> before = rows();
        this.stores.close();
        this.stores.disk().delete(this.stores.disk().root().resolve("_catalog.json"));
        open(ENGINE);
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void rowsKeepTheRestOfTheirTimeToLive() {
        Duration ttl = Duration.ofMinutes(10);
        open(FILES.withTtl(ttl)).collection("c").put("a", row("{}"));
        this.stores.clock().advance(Duration.ofMinutes(4));
        this.current.collection("c").put("b", row("{}"));
        for (CollectionOptions next : List.of(ENGINE, LINES)) {
            this.stores.close();
            open(next.withTtl(ttl));
            assertThat(rows()).containsOnlyKeys("a", "b");
        }
        this.stores.clock().advance(Duration.ofMinutes(7));
        assertThat(rows()).containsOnlyKeys("b");
        this.stores.close();
        open(ENGINE.withTtl(ttl));
        assertThat(rows()).containsOnlyKeys("b");
        this.stores.clock().advance(Duration.ofMinutes(7));
        assertThat(rows()).isEmpty();
    }

    @Test
    void rowsMoveWhereTheLastWriteWins() {
        fill(open(FILES));
        Map<String, String> before = rows();
        this.stores.close();
        open(ENGINE.withWrites(Writes.LAST_WRITE_WINS));
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void anEmptyCollectionMovesWithoutAWord() {
        open(FILES);
        for (CollectionOptions next : List.of(ENGINE, LINES, ENGINE, FILES)) {
            this.stores.close();
            open(next);
            assertThat(rows()).isEmpty();
        }
        assertThat(this.log.at(Level.WARN)).isEmpty();
    }

    @Test
    void manyRowsMoveInPages() {
        Store store = open(LINES);
        for (int i = 0; i < 1200; i++) {
            store.collection("c").put("row-" + i, row("{'n':" + i + "}"));
        }
        this.stores.close();
        open(ENGINE);
        assertThat(rows()).hasSize(1200);
        this.stores.close();
        open(FILES);
        assertThat(rows()).hasSize(1200);
    }

    @ParameterizedTest
    @ValueSource(strings = { "UNKNOWN_AND_DONE", "UNKNOWN_AND_NOT_DONE", "STALE" })
    void whatTheEngineDoesNotSayIsLookedUp(String fault) {
        for (String group : new String[] { null, "g" }) {
            MemoryEngine.Fault each = MemoryEngine.Fault.valueOf(fault);
            fill(open(FILES));
            Map<String, String> before = rows();
            this.stores.close();
            this.engine.fail(each, each);
            open(ENGINE.withGroup(group));
            assertThat(rows()).isEqualTo(before);
            this.stores.close();
            open(FILES).collection("c").clear();
            this.stores.close();
            open(ENGINE.withGroup(group));
            this.stores.close();
            open(FILES);
            this.stores.close();
        }
    }

    @Test
    void openingSaysThatRowsMove() {
        fill(open(FILES));
        this.stores.close();
        List<String> told = new ArrayList<>();
        this.stores.configure((builder) -> builder.engine(this.engine).openingListener(new OpeningListener() {

            @Override
            public void onBegin(Phase phase) {
                told.add(phase.toString());
            }

            @Override
            public void onEnd(Phase phase, long done) {
                told.add(phase + " " + done);
            }

        }).collection("c", ENGINE).collection("still", CollectionOptions.singleFile("still.json")));
        this.stores.open();
        assertThat(told).endsWith("MOVE", "MOVE 3");
        told.clear();
        this.stores.reopen();
        assertThat(told).doesNotContain("MOVE");
    }

    @Test
    void anInstanceWithoutRowsOfItsOwnFindsThoseThatHaveMoved() {
        fill(open(FILES));
        Map<String, String> before = rows();
        this.stores.close();
        open(ENGINE);
        try (Stores other = new Stores((builder) -> builder)) {
            open(other, ENGINE);
            assertThat(rows()).isEqualTo(before);
        }
    }

    @Test
    void anInstanceWaitsForAnotherThatMovesTheRows() throws Exception {
        fill(open(FILES));
        Map<String, String> before = rows();
        this.stores.close();
        CountDownLatch moving = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        this.engine.beforeCommit(() -> {
            moving.countDown();
            awaitUninterrupted(goOn);
        });
        CompletableFuture<Void> mover = CompletableFuture.runAsync(() -> open(ENGINE), THREADS);
        assertThat(moving.await(10, TimeUnit.SECONDS)).isTrue();
        try (Stores other = new Stores((builder) -> builder)) {
            CompletableFuture<Store> waiting = CompletableFuture.supplyAsync(() -> open(other, ENGINE), THREADS);
            Stores.await(() -> this.log.at(Level.INFO).stream().anyMatch((line) -> line.contains("waiting for it")));
            // However long it takes.
            other.clock().advance(Duration.ofSeconds(25));
            Awaitility.await().during(Duration.ofMillis(300)).until(() -> !waiting.isDone());
            goOn.countDown();
            mover.get(10, TimeUnit.SECONDS);
            this.current = waiting.get(10, TimeUnit.SECONDS);
            assertThat(rows()).isEqualTo(before);
        }
        assertThat(this.log.at(Level.INFO)).anyMatch(
                (line) -> line.matches("Collection 'c' is being moved by store .* in .* since .*; waiting for it"));
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        }
        catch (InterruptedException ex) {
            throw new IllegalStateException(ex);
        }
    }

    @Test
    void rowsAreMigratedBeforeTheyMoveAndTheirShapeIsKnownThere() {
        fill(open(FILES));
        this.stores.close();
        RowMigration second = RowMigration.of("c", 1, 2, (row) -> row.with("m", 1));
        this.stores.configure((builder) -> builder.engine(this.engine)
            .collection("c", ENGINE)
            .withMigrations(second)
            .collection("still", CollectionOptions.singleFile("still.json")));
        this.current = this.stores.open();
        assertThat(rows()).hasSize(3).allSatisfy((id, json) -> assertThat(json).contains("\"m\":1"));
        this.current = this.stores.reopen();
        assertThat(rows()).hasSize(3);
        this.stores.close();
        // What comes back is migrated, too.
        RowMigration third = RowMigration.of("c", 2, 3, (row) -> row.with("o", 1));
        this.stores.configure((builder) -> builder.engine(this.engine)
            .collection("c", FILES)
            .withMigrations(second, third)
            .collection("still", CollectionOptions.singleFile("still.json")));
        this.current = this.stores.open();
        assertThat(rows()).hasSize(3).allSatisfy((id, json) -> assertThat(json).contains("\"o\":1"));
    }

    @Test
    void aReaderSeesWhatTheEngineHas() {
        fill(open(FILES));
        this.stores.close();
        open(ENGINE);
        Map<String, String> before = rows();
        this.stores.close();
        this.stores.configure((builder) -> builder.engine(this.engine)
            .readOnly(true)
            .collection("c", ENGINE)
            .collection("still", CollectionOptions.singleFile("still.json")));
        this.current = this.stores.open();
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void aStoreGoesOnWhenTheCollectionIsTakenOutOfTheConfiguration() {
        fill(open(FILES));
        this.stores.close();
        open(ENGINE);
        Map<String, String> before = rows();
        this.stores.close();
        this.stores.configure((builder) -> builder.collection("still", CollectionOptions.singleFile("still.json")));
        assertThatCode(this.stores::open).doesNotThrowAnyException();
        assertThat(this.log.at(Level.WARN)).anyMatch((line) -> line.contains("'c' in memory.c (memory-engine)"));
        this.stores.close();
        open(FILES);
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void anOldLogBringsNothingBackThatAnEngineHas() {
        fill(open(FILES));
        MemoryDirectory before = this.stores.disk().kill();
        this.stores.close();
        for (CollectionOptions next : List.of(ENGINE, LINES)) {
            open(next);
            this.current.collection("c").put("a", row("{'n':102}"));
            Map<String, String> rows = rows();
            this.stores.close();
            if (next == ENGINE) {
                for (String file : before.files()) {
                    if (file.startsWith("_wal") || file.startsWith("_checkpoint")) {
                        this.stores.disk().plant(file, before.text(file));
                    }
                }
            }
            open(next);
            assertThat(rows()).isEqualTo(rows);
            this.stores.close();
        }
    }

}
