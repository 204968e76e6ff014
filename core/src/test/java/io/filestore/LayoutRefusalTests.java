package io.filestore;

import java.util.function.UnaryOperator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.filestore.config.CollectionOptions;
import io.filestore.config.LayoutChanges;
import io.filestore.error.CorruptStoreException;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.error.UnsupportedFormatException;
import io.filestore.io.CrashMode;
import io.filestore.json.CheckedLine;
import io.filestore.storage.StandardStrategies;
import io.filestore.storage.StorageStrategy;
import io.filestore.storage.StorageStrategyFactory;
import io.filestore.storage.StrategyContext;

import static java.nio.charset.StandardCharsets.UTF_8;
import static io.filestore.Stores.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What would hide rows stops the start, in words. */
class LayoutRefusalTests {

    private static final CollectionOptions MAP = CollectionOptions.singleFile("c.json");

    private final Stores stores = new Stores((builder) -> builder.collection("c", MAP));

    @AfterEach
    void close() {
        this.stores.close();
    }

    private void fill() {
        this.stores.open().collection("c").put("a", row("{'n':1}"));
        this.stores.close();
    }

    private void refuses(UnaryOperator<StoreBuilder> options, String option, Object value, String... words) {
        this.stores.configure(options);
        var before = this.stores.disk().kill();
        assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(this.stores::open).satisfies((ex) -> {
            assertThat(ex.option()).isEqualTo(option);
            assertThat(ex.value()).isEqualTo(value);
            assertThat(ex.reason()).contains(words).endsWith(".");
        });
        for (String file : before.files()) {
            if (!file.startsWith("_wal") && !file.startsWith("_checkpoint")) {
                assertThat(this.stores.disk().text(file)).as(file).isEqualTo(before.text(file));
            }
        }
        this.stores.configure((builder) -> builder.collection("c", MAP));
        assertThat(this.stores.open().collection("c").contains("a")).isTrue();
    }

    @Test
    void layoutChangesRefuse() {
        fill();
        refuses((builder) -> builder.layoutChanges(LayoutChanges.REFUSE)
            .collection("c", CollectionOptions.compressed("c.json")), "collections.c.strategy", "compressed",
                "c.json (single-file, json)", "layout-changes");
    }

    @Test
    void layoutChangesRefuseNamesThePathIfOnlyThatHasChanged() {
        fill();
        refuses((builder) -> builder.layoutChanges(LayoutChanges.REFUSE)
            .collection("c", CollectionOptions.singleFile("c.jsonl")), "collections.c.path", "c.jsonl",
                "c.json (single-file, json)");
    }

    @Test
    void storeThatIsReadOnly() {
        fill();
        refuses((builder) -> builder.readOnly(true).collection("c", CollectionOptions.filePerRecord()),
                "collections.c.strategy", "file-per-record", "c.json (single-file, json)", "read-only");
    }

    @ParameterizedTest
    @ValueSource(strings = { "d.json", "d.json.checksums.jsonl", "d.json.indices/n.jsonl", "d.json/some/thing" })
    void targetThatIsInUse(String file) {
        fill();
        this.stores.disk().plant(file, "{\"x\": {}}");
        refuses((builder) -> builder.collection("c", CollectionOptions.singleFile("d.json")), "collections.c.path",
                "d.json", this.stores.disk().root().resolve(file).toString(), "in the way");
        assertThat(this.stores.disk().text(file)).isEqualTo("{\"x\": {}}");
    }

    @Test
    void otherFilesInADirectoryOnTopOfTheOldFile() {
        this.stores.configure((builder) -> builder.collection("c", CollectionOptions.singleFile("d/c.json")));
        fill();
        this.stores.disk().plant("d/notes.txt", "mine");
        this.stores.configure((builder) -> builder.collection("c", CollectionOptions.filePerRecord().withPath("d")));
        assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(this.stores::open)
            .withMessageContaining("notes.txt");
        assertThat(this.stores.disk().text("d/c.json")).isNotNull();
    }

    @Test
    void rowsInMemoryOnly() {
        fill();
        refuses((builder) -> builder.collection("c", CollectionOptions.memoryOnly()), "collections.c.strategy",
                "memory-only", "1 rows", "c.json");
    }

    @Test
    void rowsInMemoryOnlyWithoutACatalog() {
        this.stores.disk().plant("c.json", "{\"a\": {}}");
        refuses((builder) -> builder.collection("c", CollectionOptions.memoryOnly()), "collections.c.strategy",
                "memory-only", "1 rows", "c.json");
    }

    @Test
    void loggedChangesInMemoryOnly() {
        this.stores.open().collection("c").put("a", row("{}"));
        this.stores.loseDisk(CrashMode.EVERYTHING);
        refuses((builder) -> builder.collection("c", CollectionOptions.memoryOnly()), "collections.c.strategy",
                "memory-only", "1 changes", "start once");
    }

    @Test
    void memoryOnlyIsFineWithoutRows() {
        Store store = this.stores.open();
        store.collection("c").put("a", row("{}"));
        store.flush();
        store.collection("c").delete("a");
        this.stores.configure((builder) -> builder.collection("c", CollectionOptions.memoryOnly()));
        assertThat(this.stores.reopen().collection("c").count()).isZero();
    }

    @Test
    void strategyThatIsNotThereAnyMore() {
        this.stores.configure(
                (builder) -> builder.strategy(new Own()).collection("c", CollectionOptions.of("own").withPath("x")));
        fill();
        this.stores.configure((builder) -> builder.collection("c", MAP));
        assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(this.stores::open)
            .withMessageContaining("collections.c.strategy")
            .withMessageContaining("x (own)")
            .withMessageContaining("StorageStrategyFactory");
        this.stores.configure((builder) -> builder.strategy(new Own()).collection("c", MAP));
        assertThat(this.stores.open().collection("c").contains("a")).isTrue();
    }

    @Test
    void collectionsThatSwapTheirPaths() {
        this.stores.configure(
                (builder) -> builder.collection("c", MAP).collection("d", CollectionOptions.singleFile("d.json")));
        Store store = this.stores.open();
        store.collection("c").put("a", row("{}"));
        store.collection("d").put("b", row("{}"));
        this.stores.close();
        refuses((builder) -> builder.collection("c", CollectionOptions.singleFile("d.json")).collection("d", MAP),
                "collections.c.path", "d.json", "collection 'd'", "start once");
    }

    @Test
    void newCollectionWhereRowsOfAnotherAre() {
        fill();
        refuses((builder) -> builder.collection("other", CollectionOptions.filePerRecord().withPath("c.json")),
                "collections.other.path", "c.json", "collection 'c'");
    }

    @Test
    void filesInTwoPlacesWithoutACatalog() {
        this.stores.disk().plant("c.json", "{\"a\": {}}");
        this.stores.disk().plant("c/b.json", "{}");
        this.stores.configure((builder) -> builder.collection("c", CollectionOptions.filePerRecord()));
        assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(this.stores::open)
            .withMessageContaining("c (file-per-record, json-files)")
            .withMessageContaining("c.json (single-file, json)");
        assertThat(this.stores.disk().files()).contains("c.json", "c/b.json");
    }

    @Test
    void filesThatAreNotWhereTheyWereNorWhereTheyShouldBe() throws Exception {
        fill();
        this.stores.disk().delete(this.stores.disk().root().resolve("c.json"));
        this.stores.disk().delete(this.stores.disk().root().resolve("c.json.checksums.jsonl"));
        this.stores.configure((builder) -> builder.collection("c", CollectionOptions.filePerRecord()));
        assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(this.stores::open)
            .withMessageContaining("nothing is there now");
    }

    @Test
    void damagedCatalog() {
        fill();
        this.stores.disk().plant("_catalog.json", "{}\n");
        assertThatExceptionOfType(CorruptStoreException.class).isThrownBy(this.stores::open)
            .withMessageContaining("_catalog.json");
    }

    @Test
    void catalogOfANewerFilestoreChangesNothing() {
        this.stores.disk().plant("_catalog.json", CheckedLine.of("{\"version\":4".getBytes(UTF_8)));
        assertThatExceptionOfType(UnsupportedFormatException.class).isThrownBy(this.stores::open);
        assertThat(this.stores.disk().files()).containsExactly("_catalog.json");
    }

    /** Writes what single-file writes, under a name of its own. */
    private static final class Own implements StorageStrategyFactory {

        @Override
        public String name() {
            return "own";
        }

        @Override
        public StorageStrategy create(StrategyContext context) {
            StorageStrategy single = StandardStrategies.singleFile().create(context);
            return (StorageStrategy) java.lang.reflect.Proxy.newProxyInstance(getClass().getClassLoader(),
                    new Class<?>[] { StorageStrategy.class }, (proxy, method,
                            arguments) -> method.getName().equals("form") ? "" : method.invoke(single, arguments));
        }

    }

}
