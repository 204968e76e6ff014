package io.filestore;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.filestore.catalog.Catalog;
import io.filestore.catalog.CatalogEntry;
import io.filestore.config.CollectionOptions;
import io.filestore.config.LayoutChanges;
import io.filestore.config.Writes;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.error.RowMigrationException;
import io.filestore.error.StoreException;
import io.filestore.error.StoreUnavailableException;
import io.filestore.io.CrashMode;
import io.filestore.migration.RowMigration;
import io.filestore.remote.InterceptedEngine;
import io.filestore.remote.MemoryEngine;
import io.filestore.remote.RemoteContext;
import io.filestore.remote.RemoteEngine;
import io.filestore.remote.RemoteEngineFactory;

import static io.filestore.Stores.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What would hide, mix or lose rows of an engine stops the start, in words. */
class EngineRefusalTests {

    private static final CollectionOptions FILES = CollectionOptions.filePerRecord();

    private static final CollectionOptions ENGINE = CollectionOptions.of(MemoryEngine.STRATEGY);

    private final MemoryEngine engine = new MemoryEngine();

    private final Stores one = new Stores((builder) -> builder);

    private final Stores two = new Stores((builder) -> builder);

    @AfterEach
    void close() {
        this.one.close();
        this.two.close();
    }

    private Store open(Stores instance, CollectionOptions c) {
        return open(instance, c, (builder) -> builder);
    }

    private Store open(Stores instance, CollectionOptions c, UnaryOperator<StoreBuilder> more) {
        instance.close();
        instance.configure((builder) -> more.apply(builder.engine(this.engine).collection("c", c)));
        return instance.open();
    }

    private void put(Stores instance, CollectionOptions c, String... ids) {
        Store store = open(instance, c);
        for (String id : ids) {
            store.collection("c").put(id, row("{'n':1}"));
        }
        instance.close();
    }

    private void refuses(Stores instance, CollectionOptions c, String... words) {
        refuses(instance, c, (builder) -> builder, words);
    }

    private void refuses(Stores instance, CollectionOptions c, UnaryOperator<StoreBuilder> more, String... words) {
        assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> open(instance, c, more))
            .satisfies((ex) -> {
                assertThat(ex.option()).startsWith("collections.c");
                assertThat(ex.reason()).contains(words).endsWith(".");
            });
    }

    @Test
    void rowsDoNotMoveWhereThatIsToBeRefused() {
        put(this.one, FILES, "a");
        refuses(this.one, ENGINE, (builder) -> builder.layoutChanges(LayoutChanges.REFUSE), "are in c (file-per-record",
                "layout-changes is refuse");
        refuses(this.one, ENGINE, (builder) -> builder.readOnly(true), "open for reading only");
        assertThat(open(this.one, ENGINE).collection("c").ids()).containsExactly("a");
        refuses(this.one, FILES, (builder) -> builder.layoutChanges(LayoutChanges.REFUSE),
                "are in memory.c (memory-engine)", "layout-changes is refuse");
        refuses(this.one, FILES, (builder) -> builder.readOnly(true), "open for reading only");
        refuses(this.one, CollectionOptions.memoryOnly(), "a collection without files would hide them");
        assertThat(open(this.one, FILES).collection("c").ids()).containsExactly("a");
    }

    @Test
    void changesThatOnlyTheLogHasDoNotMoveEither() {
        open(this.one, FILES).collection("c").put("a", row("{}"));
        this.one.loseDisk(CrashMode.EVERYTHING);
        refuses(this.one, ENGINE, (builder) -> builder.layoutChanges(LayoutChanges.REFUSE), "The write-ahead log has");
        refuses(this.one, ENGINE, (builder) -> builder.readOnly(true), "The write-ahead log has");
        assertThat(open(this.one, ENGINE).collection("c").ids()).containsExactly("a");
    }

    @Test
    void rowsOfAnEngineThatIsNotThereAnyMoreAreNotForgotten() {
        put(this.one, FILES, "a");
        open(this.one, ENGINE);
        this.one.close();
        this.one.configure((builder) -> builder.collection("c", FILES));
        assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(this.one::open)
            .withMessageContaining("there is no such engine any more");
        this.one.configure((builder) -> builder.engine(this.engine).unconfiguredCollections("single-file"));
        Store store = this.one.open();
        assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> store.collection("c"))
            .withMessageContaining("only a start can bring them back");
    }

    @Test
    void filesOfASecondInstanceAreNeitherMixedInNorHidden() {
        put(this.one, FILES, "a");
        put(this.two, FILES, "b");
        open(this.one, ENGINE);
        refuses(this.two, ENGINE, "has 1 rows in c (file-per-record", "its rows are in memory.c", "as store ",
                "'filestore/memory.c/c'", "take their files out of it");
        assertThat(open(this.one, ENGINE).collection("c").ids()).containsExactly("a");
        assertThat(open(this.two, FILES).collection("c").ids()).containsExactly("b");
        open(this.two, FILES).collection("c").clear();
        assertThat(open(this.two, ENGINE).collection("c").ids()).containsExactly("a");
    }

    @Test
    void rowsThatAreThereAlreadyAreNotMixedWithThoseThatWouldMove() {
        put(this.two, ENGINE, "there");
        put(this.one, FILES, "a");
        refuses(this.one, ENGINE, "its rows are in memory.c");
        open(this.two, ENGINE).collection("c").clear();
        assertThat(open(this.one, ENGINE).collection("c").ids()).containsExactly("a");
        assertThat(open(this.two, ENGINE).collection("c").ids()).containsExactly("a");
    }

    @Test
    void anInstanceLearnsThatTheRowsHaveGone() {
        put(this.one, FILES, "a");
        open(this.one, ENGINE);
        open(this.two, ENGINE);
        this.two.close();
        assertThat(open(this.one, FILES).collection("c").ids()).containsExactly("a");
        refuses(this.two, ENGINE, "not in memory.c (memory-engine) any more", "in the files of store ",
                "they move back");
        refuses(this.two, FILES, "not in memory.c (memory-engine) any more");
        open(this.one, ENGINE).collection("c").put("b", row("{}"));
        assertThat(open(this.two, ENGINE).collection("c").ids()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void rowsDoNotMoveFromOnePlaceOfTheEngineToAnother() {
        put(this.one, ENGINE, "a");
        refuses(this.one, ENGINE.withGroup("g"), "are in memory.c (memory-engine), and would have to move to",
                "by way of a local strategy");
        put(this.one, FILES, "b");
        assertThat(open(this.one, FILES).collection("c").ids()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void anInstanceWithoutFilesDoesNotBeginInAnotherPlaceOfTheEngine() {
        put(this.one, ENGINE, "a");
        CollectionOptions group = ENGINE.withGroup("g");
        refuses(this.two, group, "in another place than memory.c (memory-engine, g)", "'filestore/memory.c/c'",
                "by way of a local strategy");
        refuses(this.two, group, (builder) -> builder.readOnly(true), "in another place");
        open(this.two, ENGINE).collection("c").delete("a");
        this.two.close();
        put(this.one, FILES, "b");
        put(this.one, group, "c");
        assertThat(open(this.two, group).collection("c").ids()).containsExactlyInAnyOrder("b", "c");
        Stores three = new Stores((builder) -> builder);
        refuses(three, ENGINE, "in another place than memory.c (memory-engine)", "'filestore/memory.c/g/c'");
        three.close();
    }

    @Test
    void aMoveThatNobodyGoesOnWithIsTold() throws Exception {
        put(this.one, FILES, "a");
        this.engine.fail(MemoryEngine.Fault.UNAVAILABLE, MemoryEngine.Fault.UNAVAILABLE);
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> open(this.one, ENGINE));
        CompletableFuture<Store> waiting = CompletableFuture.supplyAsync(() -> open(this.two, ENGINE));
        Stores.await(() -> {
            this.two.clock().advance(Duration.ofSeconds(1));
            return waiting.isDone();
        });
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> waiting.get(1, TimeUnit.SECONDS))
            .havingCause()
            .isInstanceOf(InvalidConfigurationException.class)
            .withMessageContaining("nobody goes on with that. Start that store, which does.");
        assertThat(open(this.one, ENGINE).collection("c").ids()).containsExactly("a");
        assertThat(open(this.two, ENGINE).collection("c").ids()).containsExactly("a");
    }

    @Test
    void rowsThatNobodyGoesOnToBringBackAreServedAgain() throws Exception {
        CollectionOptions unique = ENGINE.withGroup("g").withUnique("n");
        put(this.one, unique, "a");
        AtomicBoolean down = new AtomicBoolean();
        RemoteEngineFactory failing = new InterceptedEngine(this.engine, (call, work) -> {
            if (call.equals("scan") || down.get()) {
                down.set(true);
                throw new StoreUnavailableException("Too few of the machines are up.", null);
            }
            return work.call();
        });
        assertThatExceptionOfType(StoreUnavailableException.class)
            .isThrownBy(() -> open(this.one, FILES, (builder) -> builder.engine(failing)));
        assertThatExceptionOfType(ExecutionException.class)
            .isThrownBy(() -> openInTime(unique, (builder) -> builder.readOnly(true)))
            .havingCause()
            .withMessageContaining("all of them, and on their way to the files of")
            .withMessageContaining("an instance that may write");
        Store store = openInTime(unique, (builder) -> builder);
        assertThat(store.collection("c").ids()).containsExactly("a");
        store.collection("c").put("b", row("{'n':2}"));
        refuses(this.two, ENGINE.withGroup("g"), "with 'n' unique");
        assertThat(open(this.one, FILES).collection("c").ids()).containsExactlyInAnyOrder("a", "b");
        refuses(this.two, unique, "not in memory.c (memory-engine, g) any more");
    }

    @Test
    void whoSeemedNotToBeAliveDoesNotTakeRowsAwayThatAreServedAgain() {
        put(this.one, ENGINE, "a");
        AtomicInteger scans = new AtomicInteger();
        RemoteEngineFactory slow = new InterceptedEngine(this.engine, (call, work) -> {
            if (call.equals("scan") && scans.incrementAndGet() == 2) {
                // The lease is not renewed in time.
                this.two.clock().advance(Duration.ofMinutes(1));
                openInTime(ENGINE, (builder) -> builder);
            }
            return work.call();
        });
        refuses(this.one, FILES, (builder) -> builder.engine(slow), "was changed while the rows of this store moved");
        open(this.two, ENGINE).collection("c").put("b", row("{}"));
        this.two.close();
        assertThat(open(this.one, FILES).collection("c").ids()).containsExactlyInAnyOrder("a", "b");
    }

    /** The second instance, for which time goes by. */
    private Store openInTime(CollectionOptions c, UnaryOperator<StoreBuilder> more) throws Exception {
        CompletableFuture<Store> waiting = CompletableFuture.supplyAsync(() -> open(this.two, c, more));
        Stores.await(() -> {
            this.two.clock().advance(Duration.ofSeconds(1));
            return waiting.isDone();
        });
        return waiting.get(1, TimeUnit.SECONDS);
    }

    @Test
    void whatAnotherInstanceWritesMeanwhileIsNotOverwritten() {
        put(this.one, FILES, "a", "b");
        Store other = open(this.two, ENGINE);
        AtomicBoolean first = new AtomicBoolean(true);
        this.engine.beforeCommit(() -> {
            if (first.getAndSet(false)) {
                other.collection("c").put("a", row("{'n':2}"));
            }
        });
        refuses(this.one, ENGINE, "Row 'a' has been written at the engine while it moved");
        refuses(this.one, ENGINE, "Rows that moved to memory.c", "('a')");
        assertThat(other.collection("c").get("a")).contains(row("{'n':2}"));
        assertThat(open(this.one, FILES).collection("c").get("a")).contains(row("{'n':1}"));
        other.collection("c").delete("a");
        assertThat(open(this.one, ENGINE).collection("c").get("a")).contains(row("{'n':1}"));
    }

    @Test
    void whatAnotherInstanceAddsMeanwhileIsTold() {
        put(this.one, FILES, "a", "b");
        Store other = open(this.two, ENGINE);
        AtomicBoolean first = new AtomicBoolean(true);
        this.engine.beforeCommit(() -> {
            if (first.getAndSet(false)) {
                other.collection("c").put("added", row("{}"));
            }
        });
        refuses(this.one, ENGINE, "1 rows there are others ('added')", "They are not overwritten");
        assertThat(other.collection("c").contains("added")).isTrue();
    }

    @Test
    void rowsThatChangeWhileTheyComeBackStay() {
        put(this.one, ENGINE, "a");
        Store other = open(this.two, ENGINE);
        this.one.close();
        AtomicInteger scans = new AtomicInteger();
        RemoteEngineFactory disturbed = new InterceptedEngine(this.engine, (call, work) -> {
            if (call.equals("scan") && scans.incrementAndGet() == 2) {
                other.collection("c").put("b", row("{}"));
            }
            return work.call();
        });
        refuses(this.one, FILES, (builder) -> builder.engine(disturbed), "Rows have changed in memory.c", "('b')",
                "Stop the other instances");
        assertThat(open(this.one, ENGINE).collection("c").ids()).containsExactlyInAnyOrder("a", "b");
        assertThat(open(this.one, FILES).collection("c").ids()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void rowsThatShareAUniqueValueDoNotMove() {
        put(this.one, FILES, "a", "b");
        CollectionOptions unique = ENGINE.withGroup("g").withUnique("n");
        refuses(this.one, unique, "'a'", "'b'", "share a value that is unique");
        open(this.one, FILES).collection("c").put("b", row("{'n':2}"));
        assertThat(open(this.one, unique).collection("c").ids()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void rowsThatAreUniqueByOtherFieldsAreNotServed() {
        CollectionOptions plain = ENGINE.withGroup("g");
        put(this.one, plain, "a");
        for (Stores each : List.of(this.one, this.two)) {
            refuses(each, plain.withUnique("n"), "with nothing unique", "to be with 'n',", "start one of them");
        }
        open(this.one, FILES);
        open(this.one, plain.withUnique("n"));
        refuses(this.two, plain, "with 'n' unique");
        refuses(this.two, plain.withUniqueTogether("n", "m"), "to be with 'n' with 'm',");
        assertThat(open(this.two, plain.withIndexed("m").withUnique("n")).collection("c").ids()).containsExactly("a");
    }

    @Test
    void aNewCollectionIsUniqueByTheFieldsOfItsFirstInstance() {
        CollectionOptions plain = ENGINE.withGroup("g");
        open(this.one, plain.withUnique("n"));
        refuses(this.two, plain, "with 'n' unique");
        put(this.two, FILES, "a");
        refuses(this.two, plain, "with 'n' unique");
        assertThat(open(this.two, plain.withUnique("n")).collection("c").ids()).containsExactly("a");
    }

    @Test
    void rowsDoNotMoveWhereOthersMayWriteAndTheLastWriteWins() {
        CollectionOptions last = ENGINE.withWrites(Writes.LAST_WRITE_WINS);
        open(this.two, last);
        put(this.one, FILES, "a");
        refuses(this.one, last, "would be overwritten", "leave writes out");
        this.two.close();
        open(this.one, ENGINE);
        assertThat(open(this.one, last).collection("c").ids()).containsExactly("a");
    }

    @Test
    void rowsOfAnotherShapeAreNotServed() {
        put(this.one, ENGINE, "a");
        RowMigration migration = RowMigration.of("c", 1, 2, (row) -> row.with("m", 1));
        assertThatExceptionOfType(RowMigrationException.class)
            .isThrownBy(() -> open(this.one, ENGINE, (builder) -> builder.withMigrations(migration)))
            .withMessageContaining("of shape 1, and the application works with shape 2")
            .withMessageContaining("give the collection a local strategy");
        open(this.one, FILES, (builder) -> builder.withMigrations(migration));
        open(this.one, ENGINE, (builder) -> builder.withMigrations(migration));
        assertThatExceptionOfType(RowMigrationException.class).isThrownBy(() -> open(this.one, ENGINE))
            .withMessageContaining("rows do not go back");
    }

    @Test
    void aClusterThatKnowsNothingOfTheRowsIsNotTheRightOne() {
        put(this.one, FILES, "a");
        open(this.one, ENGINE);
        this.one.close();
        MemoryEngine another = new MemoryEngine();
        for (CollectionOptions c : new CollectionOptions[] { ENGINE, FILES }) {
            this.one.configure((builder) -> builder.engine(another).collection("c", c));
            assertThatExceptionOfType(StoreException.class).isThrownBy(this.one::open)
                .withMessageContaining("nothing is there now, and no note");
        }
        assertThat(open(this.one, FILES).collection("c").ids()).containsExactly("a");
    }

    @Test
    void filesThatAreGoneAreNotTakenForNone() throws Exception {
        put(this.one, FILES, "a");
        for (String file : this.one.disk().files()) {
            if (file.startsWith("c/")) {
                this.one.disk().delete(this.one.disk().root().resolve(file));
            }
        }
        refuses(this.one, ENGINE, "nothing is there now");
    }

    @Test
    void aDirectoryThatHasForgottenItsRowsIsTold() throws Exception {
        put(this.one, FILES, "a");
        this.engine.fail(MemoryEngine.Fault.UNAVAILABLE, MemoryEngine.Fault.UNAVAILABLE);
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> open(this.one, ENGINE));
        this.one.close();
        Catalog catalog = Catalog.read(this.one.disk());
        for (String file : this.one.disk().files()) {
            if (file.startsWith("c/")) {
                this.one.disk().delete(this.one.disk().root().resolve(file));
            }
        }
        Map<String, CatalogEntry> none = new HashMap<>();
        none.put("c", null);
        catalog.with(none).write(this.one.disk());
        refuses(this.one, ENGINE, "were in this directory since", "Restore the directory from a backup");
    }

    @Test
    void valuesStayWhereTheyAre() {
        UnaryOperator<StoreBuilder> there = (builder) -> builder.values(ENGINE);
        open(this.one, FILES).values().put("v", 1);
        assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> open(this.one, FILES, there))
            .satisfies((ex) -> {
                assertThat(ex.option()).isEqualTo("values.strategy");
                assertThat(ex.reason()).contains("There are 1 values in _values.json").endsWith(".");
            });
        open(this.one, FILES).values().delete("v");
        open(this.one, FILES, there).values().put("v", 2);
        assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> open(this.one, FILES))
            .satisfies((ex) -> {
                assertThat(ex.option()).isEqualTo("values.strategy");
                assertThat(ex.reason()).contains("The values are in memory._values (memory-engine)").endsWith(".");
            });
        assertThat(open(this.one, FILES, there).values().get("v", Integer.class)).contains(2);
    }

    @Test
    void twoStartsOfOneStoreDoNotBothEndAMove() {
        put(this.one, FILES, "a");
        RemoteEngine other = this.engine
            .open(new RemoteContext(Map.of("c", ENGINE), this.two.clock(), false, (told) -> {
            }));
        String note = "filestore/memory.c/c";
        AtomicBoolean first = new AtomicBoolean(true);
        this.engine.beforeCommit(() -> {
            if (first.getAndSet(false)) {
                String said = String.valueOf(other.note(note));
                assertThat(said).contains("moving-in");
                assertThat(other.note(note, said, said.replace("\"attempt\":\"", "\"attempt\":\"another-"), null))
                    .isTrue();
            }
        });
        refuses(this.one, ENGINE, "was changed while the rows of this store moved");
        other.close();
        assertThat(open(this.one, ENGINE).collection("c").ids()).containsExactly("a");
    }

}
