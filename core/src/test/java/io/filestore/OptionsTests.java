package io.filestore;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.filestore.config.CollectionOptions;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.row.RowCodec;
import io.filestore.wal.WalOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class OptionsTests {

    private static Arguments contradiction(String option, UnaryOperator<StoreBuilder> options) {
        return arguments(option, options);
    }

    static Stream<Arguments> contradictions() {
        CollectionOptions files = CollectionOptions.filePerRecord();
        return Stream.of(contradiction("collections.a.strategy", (b) -> b.collection("a", CollectionOptions.of(""))),
                contradiction("collections.a.strategy", (b) -> b.collection("a", CollectionOptions.of("parquet"))),
                contradiction("collections.b.path",
                        (b) -> b.collection("a", files).collection("b", files.withPath("a"))),
                contradiction("collections.b.path",
                        (b) -> b.collection("a", files).collection("b", files.withPath("./c/../a"))),
                contradiction("collections.b.path",
                        (b) -> b.collection("a", files).collection("b", CollectionOptions.singleFile("a/b.json"))),
                contradiction("collections.b.path",
                        (b) -> b.collection("a", files.withPath("x/y")).collection("b", files.withPath("x"))),
                contradiction("collections.b.path",
                        (b) -> b.collection("a", CollectionOptions.singleFile("c.lz4"))
                            .collection("b", CollectionOptions.compressed("c"))),
                contradiction("collections.a.path", (b) -> b.collection("a", files.withPath(""))),
                contradiction("collections.a.path", (b) -> b.collection("a", files.withPath("."))),
                contradiction("collections.a.path", (b) -> b.collection("a", files.withPath("../x"))),
                contradiction("collections.a.path", (b) -> b.collection("a", files.withPath("/"))),
                contradiction("collections.a.path", (b) -> b.collection("a", files.withPath("_quarantine"))),
                contradiction("collections.a.path", (b) -> b.collection("a", files.withPath("x\0y"))),
                contradiction("collections.a.path",
                        (b) -> b.collection("a", CollectionOptions.singleFile("_wal.jsonl"))),
                contradiction("collections.a.wal",
                        (b) -> b.collection("a", CollectionOptions.memoryOnly().withWal(true))),
                contradiction("collections.auditLogs",
                        (b) -> b.collection("audit-logs", files).collection("auditLogs", files)),
                contradiction("collections.a", (b) -> b.collection("A", files).collection("a", files)),
                contradiction("collections._a", (b) -> b.collection("_a", files)),
                contradiction("collections.a/b", (b) -> b.collection("a/b", files)),
                contradiction("unique", (b) -> b.collection("a", files.withUnique("x", "x"))),
                contradiction("indexed", (b) -> b.collection("a", files.withIndexed("x", "y", "x"))),
                contradiction("indexed", (b) -> b.collection("a", files.withIndexed("x..y"))),
                contradiction("indexed", (b) -> b.collection("a", files.withIndexedTogether())),
                contradiction("indexed", (b) -> b.collection("a", files.withIndexedTogether("x", "y", "x"))),
                contradiction("indexed", (b) -> b.collection("a", files.withIndexedTogether("x", ""))),
                contradiction("indexed", (b) -> b.collection("a", files.withIndexed("x").withIndexedTogether("x"))),
                contradiction("unique",
                        (b) -> b.collection("a", files.withUniqueTogether("x", "y").withUniqueTogether("x", "y"))),
                contradiction("unique",
                        (b) -> b.collection("a",
                                files.withUniqueTogether("a", "b", "c", "d", "e", "f", "g", "h", "i"))),
                contradiction("ttl", (b) -> b.collection("a", files.withTtl(Duration.ofSeconds(-1)))),
                contradiction("ttl", (b) -> b.collection("a", files.withTtl(Duration.ZERO))),
                contradiction("ttl", (b) -> b.collection("a", files.withTtl(ChronoUnit.FOREVER.getDuration()))),
                contradiction("flush.interval", (b) -> b.flushInterval(Duration.ZERO)),
                contradiction("unconfigured-collections", (b) -> b.unconfiguredCollections("parquet")),
                contradiction("wal.sync-interval", (b) -> b.wal(WalOptions.defaults().withSyncInterval(Duration.ZERO))),
                contradiction("wal.segment-size", (b) -> b.wal(WalOptions.defaults().withSegmentSizeBytes(1))),
                contradiction("wal.max-size", (b) -> b.wal(WalOptions.defaults().withMaxSizeBytes(5000))));
    }

    @Test
    void whatIsNotConfiguredHasItsDefaults() {
        BiFunction<CollectionOptions, RowCodec, CollectionOptions> indexed = (options, codec) -> options
            .withIndexed("x");
        UnaryOperator<StoreBuilder> defaults = (builder) -> builder.collection("a", CollectionOptions.memoryOnly())
            .collectionDefaults("a", indexed)
            .collectionDefaults("b", indexed);
        Stores refusing = new Stores(defaults);
        assertThat(refusing.open().collectionNames()).containsExactly("a");
        refusing.close();
        Stores stores = new Stores((builder) -> defaults.apply(builder).unconfiguredCollections("memory-only"));
        Store store = stores.open();
        assertThat(store.options("a").indexed()).isEmpty();
        assertThat(store.options("b").indexed()).containsExactly(List.of("x"));
        assertThat(store.options("c").indexed()).isEmpty();
        stores.close();
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void contradictionsAreNamedAndChangeNothing(String option, UnaryOperator<StoreBuilder> options) {
        Stores stores = new Stores(options);
        assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(stores::open).satisfies((ex) -> {
            assertThat(ex.option()).isEqualTo(option);
            assertThat(ex.reason()).isNotBlank();
        });
        assertThat(stores.disk().files()).isEmpty();
        stores.configure((builder) -> builder);
        stores.open().close();
    }

    @Test
    void aCollectionMayLieOutsideTheDirectory(@TempDir Path directory) throws Exception {
        Path outside = directory.resolve("outside/users");
        try (Store store = Store.builder(directory.resolve("data"))
            .collection("users", CollectionOptions.filePerRecord().withPath(outside.toString()))
            .open()) {
            store.collection("users").put("a", Stores.row("{}"));
        }
        assertThat(outside.resolve("a.json")).exists();
        assertThat(directory.resolve("data")).isDirectoryContaining((file) -> file.endsWith("_checkpoint.json"));
    }

    @Test
    void aDirectoryThatCannotBeOneIsNamed(@TempDir Path directory) throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        assertThatExceptionOfType(InvalidConfigurationException.class)
            .isThrownBy(() -> Store.builder(file.resolve("data")).open())
            .satisfies((ex) -> assertThat(ex.option()).isEqualTo("directory"));
        assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> Store.builder(file).open());
    }

    @Test
    void wordsOfOptionsAreKept() {
        CollectionOptions options = CollectionOptions.compressed("x")
            .withIndexed("a")
            .withUnique("b")
            .withTtl(Duration.ofHours(1))
            .withWal(false);
        assertThat(options).isEqualTo(new CollectionOptions("compressed", "x", List.of(List.of("a")),
                List.of(List.of("b")), Duration.ofHours(1), false, null, null));
        assertThat(options.withIndexedTogether("c", "d").withIndexed("e").indexed())
            .isEqualTo(options.withIndexed("e").withIndexedTogether("c", "d").indexed())
            .containsExactly(List.of("e"), List.of("c", "d"));
        assertThat(options.withUniqueTogether("c", "d").withUnique().unique()).containsExactly(List.of("c", "d"));
        assertThat(options.withIndexedTogether("c", "d").withoutIndexes())
            .isEqualTo(options.withIndexed().withUnique());
        Stores stores = new Stores((builder) -> builder.collection("c", options));
        assertThat(stores.open().options("c")).isEqualTo(options);
        stores.close();
    }

}
