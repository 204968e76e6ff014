package io.filestore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.filestore.config.CollectionOptions;
import io.filestore.error.StoreException;
import io.filestore.io.Fault;
import io.filestore.io.MemoryDirectory;
import io.filestore.report.Finding;

import static org.assertj.core.api.Assertions.assertThat;

/** Files that somebody else changes while the store is open. */
class ConflictTests {

    private static final String FOREIGN = "{\n  \"mine\": \"by hand, ü\"\n}\n";

    @TempDir
    Path directory;

    private StoreBuilder builder() {
        return collections(Store.builder(this.directory).automaticFlush(false));
    }

    private static StoreBuilder collections(StoreBuilder builder) {
        return builder.collection("rows", CollectionOptions.filePerRecord().withIndexed("n"))
            .collection("map", CollectionOptions.singleFile("map.json").withIndexed("n"))
            .collection("lines", CollectionOptions.singleFile("lines.jsonl").withWal(false))
            .collection("packed", CollectionOptions.compressed("packed"))
            .collection("packedLines", CollectionOptions.compressed("packed.jsonl"));
    }

    private static Path file(Store store, String collection) {
        return store.fileOf(collection, "a");
    }

    private List<Path> kept() throws IOException {
        Path conflicts = this.directory.resolve("_conflicts");
        if (!Files.exists(conflicts)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(conflicts)) {
            return files.filter((file) -> !file.toString().endsWith(".reason.txt")).toList();
        }
    }

    private static void put(Store store, String collection, String id, int n) {
        store.collection(collection).put(id, Stores.row("{'n':" + n + "}"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "rows", "map", "lines", "packed", "packedLines" })
    void changedFileIsKeptBeforeItIsReplaced(String collection) throws Exception {
        try (Store store = builder().open()) {
            put(store, collection, "a", 1);
            put(store, collection, "b", 1);
            store.flush();
            Files.writeString(file(store, collection), FOREIGN);
            put(store, collection, "a", 2);
            store.flush();
            assertThat(kept()).hasSize(1);
            assertThat(kept().get(0)).hasContent(FOREIGN);
            assertThat(store.stats().findings()).containsEntry(Finding.Kind.CONFLICT, 1L);
            assertThat(store.stats().firstFindings()).first().satisfies((finding) -> {
                assertThat(finding.collection()).isEqualTo(collection);
                assertThat(finding.path()).isEqualTo(file(store, collection));
                assertThat(finding.message()).contains(kept().get(0).toString());
            });
            assertThat(store.verify().findings()).hasSize(1).first().asString().contains("_conflicts");
            put(store, collection, "a", 3);
            store.flush();
            assertThat(kept()).hasSize(1);
        }
        try (Store store = builder().open()) {
            assertThat(store.collection(collection).get("a")).contains(Stores.row("{'n':3}"));
            assertThat(store.collection(collection).ids()).containsExactlyInAnyOrder("a", "b");
        }
    }

    @Test
    void valuesAreKeptAsWell() throws Exception {
        try (Store store = builder().open()) {
            store.values().put("v", 1);
            store.flush();
            Files.writeString(this.directory.resolve("_values.json"), FOREIGN);
            store.values().put("v", 2);
            store.flush();
            assertThat(kept()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "rows", "map", "lines", "packed", "packedLines" })
    void fileThatAppearsWhereThereWasNoneIsKept(String collection) throws Exception {
        try (Store store = builder().open()) {
            Files.createDirectories(file(store, collection).getParent());
            Files.writeString(file(store, collection), FOREIGN);
            put(store, collection, "a", 1);
            store.flush();
            assertThat(kept()).hasSize(1);
            assertThat(kept().get(0)).hasContent(FOREIGN);
        }
    }

    @Test
    void fileOfADeletedRowThatSomebodyHasChangedIsKept() throws Exception {
        try (Store store = builder().open()) {
            put(store, "rows", "a", 1);
            store.flush();
            Files.writeString(file(store, "rows"), FOREIGN);
            store.collection("rows").delete("a");
            store.flush();
            assertThat(file(store, "rows")).doesNotExist();
            assertThat(kept()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "rows", "map", "lines", "packed", "packedLines" })
    void fileThatSomebodyHasDeletedIsToldAndWrittenAgain(String collection) throws Exception {
        try (Store store = builder().open()) {
            put(store, collection, "a", 1);
            store.flush();
            Files.delete(file(store, collection));
            put(store, collection, "a", 2);
            store.flush();
            assertThat(kept()).isEmpty();
            assertThat(store.stats().firstFindings()).singleElement()
                .extracting(Finding::message)
                .asString()
                .contains("was deleted by another program");
            assertThat(store.verify().findings()).hasSize(1);
            assertThat(file(store, collection)).exists();
        }
    }

    @Test
    void sameRowInAnotherSpellingIsNoConflict() throws Exception {
        try (Store store = builder().open()) {
            put(store, "rows", "a", 1);
            store.flush();
            Files.writeString(file(store, "rows"), "{\"n\":1}");
            put(store, "rows", "a", 2);
            store.flush();
            assertThat(store.stats().findings()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "rows", "map", "lines" })
    void whatWasEditedWhileTheStoreWasClosedIsNoConflict(String collection) throws Exception {
        Path file;
        try (Store store = builder().open()) {
            put(store, collection, "a", 1);
            file = file(store, collection);
        }
        Files.writeString(file, Files.readString(file).replace("1", "7"));
        try (Store store = builder().open()) {
            assertThat(store.collection(collection).get("a")).contains(Stores.row("{'n':7}"));
            put(store, collection, "a", 2);
            put(store, collection, "b", 2);
            store.flush();
            store.collection(collection).delete("a");
            store.compact(collection);
            assertThat(store.stats().findings()).isEmpty();
        }
    }

    /** Times of this disk stand still, and a flush fails at each of its calls in turn. */
    @ParameterizedTest
    @ValueSource(strings = { "rows", "map", "lines", "packed", "packedLines" })
    void whatFilestoreItselfHasWrittenIsNoConflict(String collection) {
        for (int call = 1; call < 40; call++) {
            MemoryDirectory disk = new MemoryDirectory();
            disk.callsPerTick(1_000_000);
            Store store = collections(Store.builder(disk.root()).directory(disk).automaticFlush(false)).open();
            for (int n = 1; n <= 3; n++) {
                put(store, collection, "a", n);
                put(store, collection, "b" + n, n);
                store.flush();
            }
            put(store, collection, "a", 4);
            store.collection(collection).delete("b1");
            disk.failAt(disk.calls() + call, Fault.IO_ERROR_HALFWAY);
            try {
                store.flush();
            }
            catch (StoreException ex) {
                assertThat(ex).hasStackTraceContaining("Input/output error");
            }
            disk.heal();
            if (store.stats().failure() == null) {
                put(store, collection, "c", 5);
                store.flush();
                put(store, collection, "c", 6);
                store.compact(collection);
                assertThat(store.stats().findings()).as("call %d", call).isEmpty();
                assertThat(store.verify().findings()).as("call %d", call).isEmpty();
            }
            store.close();
        }
    }

}
