package io.filestore;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.filestore.config.CollectionOptions;
import io.filestore.config.Writes;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.error.ReadOnlyStoreException;
import io.filestore.error.StoreClosedException;
import io.filestore.error.StoreUnavailableException;
import io.filestore.remote.MemoryEngine;
import io.filestore.report.RemoteStats;
import io.filestore.row.Row;
import io.filestore.row.RowEntry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** How collections are configured that an engine keeps, and what a store says of them. */
class RemoteConfigurationTests {

    private static final CollectionOptions ROWS = CollectionOptions.of(MemoryEngine.STRATEGY);

    private final MemoryEngine engine = new MemoryEngine();

    private Stores stores;

    @AfterEach
    void close() {
        if (this.stores != null) {
            this.stores.close();
        }
    }

    private Store open(UnaryOperator<StoreBuilder> options) {
        this.stores = new Stores((builder) -> options.apply(builder.engine(this.engine)));
        return this.stores.open();
    }

    private void refused(UnaryOperator<StoreBuilder> options, String... parts) {
        assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> open(options))
            .withMessageContainingAll(parts);
        assertThat(this.engine.isOpen()).isFalse();
        this.stores.configure((builder) -> builder);
        this.stores.open().close();
    }

    @Test
    void optionsThatAnEngineCannotKeepAreRefusedWithTheWayOut() {
        refused((builder) -> builder.collection("orders", ROWS.withPath("there")), "collections.orders.path",
                "Leave path out");
        refused((builder) -> builder.collection("orders", ROWS.withWal(true)), "collections.orders.wal",
                "Leave wal out");
        refused((builder) -> builder.collection("orders", ROWS.withUnique("a").withUniqueTogether("b", "c")),
                "collections.orders.unique", "a, b with c", "Give it a group");
    }

    @Test
    void aStrategyThatNobodyHasIsRefusedWithThoseOfEnginesToo() {
        refused((builder) -> builder.collection("orders", CollectionOptions.of("memory-engin")),
                "Give one of compressed, file-per-record, memory-engine, memory-only, single-file.");
    }

    @Test
    void uniqueFieldsAreAmongTheIndexesAsTheyAreInMemory() {
        Store store = open((builder) -> builder
            .collection("local", CollectionOptions.memoryOnly().withIndexed("a").withUnique("b"))
            .collection("remote", ROWS.withGroup("g").withIndexed("a").withUnique("b")));
        assertThat(store.stats().remote().get("remote").indexed())
            .isEqualTo(store.stats().collections().get("local").indexed());
    }

    @Test
    void whatDependsOnARowIsRefusedWhereTheLastWriteWins() {
        Store store = open((builder) -> builder.collection("visits", ROWS.withWrites(Writes.LAST_WRITE_WINS)));
        assertThatExceptionOfType(InvalidConfigurationException.class)
            .isThrownBy(() -> store.collection("visits").add(Row.of("n", 1)))
            .withMessageContainingAll("'last-write-wins' for collections.visits.writes", "add, putIfAbsent",
                    "put the row without looking");
        assertThatExceptionOfType(InvalidConfigurationException.class)
            .isThrownBy(() -> store.transact((tx) -> tx.collection("visits").put("a", Row.of("n", 1))))
            .withMessageContaining("'last-write-wins' for collections.visits.writes");
    }

    @Test
    void collectionsThatAreNotConfiguredAreNoEngines() {
        refused((builder) -> builder.unconfiguredCollections(MemoryEngine.STRATEGY), "unconfigured-collections",
                "must be configured");
    }

    @Test
    void namesThatLookAlikeAreRefusedWhereverTheyAre() {
        refused((builder) -> builder.collection("user-names", ROWS)
            .collection("userNames", CollectionOptions.filePerRecord()), "differs from", "user-names");
        refused((builder) -> builder.collection("user names", ROWS), "A collection's name");
        Store store = open((builder) -> builder.collection("orders", ROWS).unconfiguredCollections("file-per-record"));
        assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> store.collection("Orders"));
        store.collection("more").put("a", Row.of("n", 1));
        assertThat(store.collectionNames()).containsExactly("more", "orders");
    }

    @Test
    void anEngineAndAStorageStrategyCannotHaveOneName() {
        refused((builder) -> builder.engine(new MemoryEngine() {

            @Override
            public String strategy() {
                return "single-file";
            }

        }), "single-file");
    }

    @Test
    void globalValuesMayBeKeptByAnEngine() {
        Store store = open((builder) -> builder.values(ROWS));
        store.values().put("version", 3);
        store.values().put("name", "x");
        assertThat(store.values().get("version", Integer.class)).contains(3);
        assertThat(store.values().keys()).containsExactly("name", "version");
        assertThat(this.engine.idsOf("_values")).containsExactlyInAnyOrder("name", "version");
        assertThat(store.stats().remote()).containsOnlyKeys("_values");
        assertThat(store.collectionNames()).isEmpty();
        store.flush();
        assertThat(store.transact((transaction) -> transaction.values().put("version", 4)).inserted()).isFalse();
        assertThat(this.stores.reopen().values().get("version", Integer.class)).contains(4);
        this.stores.close();
        refused((builder) -> builder.values(CollectionOptions.filePerRecord()), "values.strategy",
                MemoryEngine.STRATEGY);
    }

    @Test
    void whatIsAskedOfFilesIsAnsweredForCollectionsThatHaveNone() {
        CollectionOptions options = ROWS.withIndexed("n").withGroup("g").withUnique("u");
        Store store = open((builder) -> builder.collection("orders", options)
            .collection("notes", CollectionOptions.filePerRecord()));
        store.collection("orders").put("a", Row.of("n", 1));
        assertThat(store.collectionNames()).containsExactly("notes", "orders");
        assertThat(store.options("orders")).isEqualTo(options);
        assertThat(store.capabilities("orders").transactions()).isTrue();
        assertThat(store.capabilities("notes").ranges()).isTrue();
        assertThat(store.fileOf("orders", "a")).isNull();
        assertThat(store.fileOf("notes", "a")).isNotNull();
        assertThat(store.bytesOnDisk("orders")).isZero();
        store.compact("orders");
        assertThat(store.verify().isClean()).isTrue();
        assertThat(store.stats().collections()).containsOnlyKeys("notes");
        RemoteStats stats = store.stats().remote().get("orders");
        assertThat(stats.strategy()).isEqualTo(MemoryEngine.STRATEGY);
        assertThat(stats.group()).isEqualTo("g");
        assertThat(stats.indexed()).containsExactly(List.of("n"), List.of("u"));
        assertThat(stats.unique()).isEqualTo(options.unique());
        assertThat(stats.writes()).isNull();
    }

    @Test
    void rowsAreThereForTheNextStoreAndNotInItsDirectory() {
        Store store = open((builder) -> builder.collection("orders", ROWS));
        store.collection("orders").put("a", Row.of("n", 1));
        store.flush();
        assertThat(this.stores.reopen().collection("orders").stream()).extracting(RowEntry::id).containsExactly("a");
        assertThat(this.stores.disk().files().toString()).doesNotContain("orders");
    }

    @Test
    void closingEndsTheEngineAndEverythingIsRefusedThen() {
        Store store = open((builder) -> builder.collection("orders", ROWS));
        RowCollection<Row> orders = store.collection("orders");
        assertThat(this.engine.isOpen()).isTrue();
        store.close();
        assertThat(this.engine.isOpen()).isFalse();
        assertThatExceptionOfType(StoreClosedException.class).isThrownBy(() -> orders.get("a"));
        assertThatExceptionOfType(StoreClosedException.class).isThrownBy(() -> orders.put("a", Row.of("n", 1)));
        assertThatExceptionOfType(StoreClosedException.class).isThrownBy(() -> store.collection("orders"));
        assertThatExceptionOfType(StoreClosedException.class).isThrownBy(() -> store.options("orders"));
    }

    @Test
    void aStoreThatIsReadOnlyReadsAlone() {
        open((builder) -> builder.collection("orders", ROWS)).collection("orders").put("a", Row.of("n", 1));
        this.stores.close();
        this.stores.configure((builder) -> builder.engine(this.engine).collection("orders", ROWS).readOnly(true));
        Store store = this.stores.open();
        RowCollection<Row> orders = store.collection("orders");
        assertThat(orders.contains("a")).isTrue();
        assertThatExceptionOfType(ReadOnlyStoreException.class).isThrownBy(() -> orders.put("a", Row.of("n", 2)));
        assertThatExceptionOfType(ReadOnlyStoreException.class).isThrownBy(() -> orders.delete("a"));
        assertThatExceptionOfType(ReadOnlyStoreException.class)
            .isThrownBy(() -> orders.putAll(Map.of("b", Row.of("n", 2))));
        assertThatExceptionOfType(ReadOnlyStoreException.class).isThrownBy(orders::clear);
        assertThatExceptionOfType(ReadOnlyStoreException.class)
            .isThrownBy(() -> store.transact((transaction) -> orders.put("a", Row.of("n", 2))));
        assertThat(orders.get("a")).contains(Row.of("n", 1));
    }

    @Test
    void aStoreWhoseEngineCannotBeReachedDoesNotOpenAndLeavesItsDirectoryFree() {
        this.engine.unavailable(true);
        assertThatExceptionOfType(StoreUnavailableException.class)
            .isThrownBy(() -> open((builder) -> builder.collection("orders", ROWS)));
        this.engine.unavailable(false);
        assertThat(this.stores.open().collection("orders").count()).isZero();
    }

}
