package io.filestore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.filestore.config.CollectionOptions;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What a store leaves behind that was never written to. */
class UnusedDirectoryTests {

    @TempDir
    private Path temporary;

    private Path root() {
        return this.temporary.resolve("app/data");
    }

    private StoreBuilder builder() {
        return Store.builder(root())
            .automaticFlush(false)
            .collection("users", CollectionOptions.filePerRecord())
            .collection("notes", CollectionOptions.singleFile("notes.json").withWal(false))
            .collection("sessions", CollectionOptions.memoryOnly());
    }

    @Test
    void storeThatWasNeverWrittenToLeavesNothingBehind() {
        try (Store store = builder().open()) {
            store.collection("sessions").put("1", Row.parse("{}"));
            assertThat(root().resolve("_checkpoint.json")).exists();
        }
        assertThat(this.temporary.resolve("app")).doesNotExist();
    }

    @Test
    void startThatIsRefusedLeavesNothingBehind() {
        StoreBuilder builder = builder().collection("broken", CollectionOptions.of("no-such-strategy"));
        assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(builder::open);
        assertThat(this.temporary.resolve("app")).doesNotExist();
    }

    @Test
    void directoryThatWasThereStays() throws IOException {
        Files.createDirectories(root());
        builder().open().close();
        assertThat(root().resolve("_checkpoint.json")).exists();
        builder().open().close();
        assertThat(root().resolve("_checkpoint.json")).exists();
    }

    @Test
    void directoryAboveThatWasThereStays() throws IOException {
        Files.createDirectories(root().getParent());
        builder().open().close();
        assertThat(root()).doesNotExist();
        assertThat(root().getParent()).exists();
    }

    @Test
    void everyWriteKeepsTheDirectory() {
        try (Store store = builder().open()) {
            store.collection("users").put("1", Row.parse("{}"));
            store.collection("users").delete("1");
        }
        assertThat(root().resolve("_wal.jsonl")).exists();
    }

    @Test
    void writeThatIsInNoLogKeepsTheDirectory() {
        try (Store store = builder().open()) {
            store.collection("notes").put("1", Row.parse("{}"));
        }
        try (Store store = builder().open()) {
            assertThat(store.collection("notes").get("1")).isPresent();
        }
    }

    @Test
    void fileOfSomebodyElseKeepsEverything() throws IOException {
        try (Store store = builder().open()) {
            assertThat(store.isClosed()).isFalse();
            Files.createDirectory(root().resolve("users"));
            Files.writeString(root().resolve("users/later.json"), "{}");
        }
        assertThat(root().resolve("users/later.json")).exists();
        assertThat(root().resolve("_checkpoint.json")).exists();
    }

    @Test
    void readerLeavesEverything() throws IOException {
        Files.createDirectories(root());
        builder().readOnly(true).open().close();
        assertThat(root()).isEmptyDirectory();
    }

}
