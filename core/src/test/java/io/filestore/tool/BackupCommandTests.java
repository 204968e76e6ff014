package io.filestore.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BackupCommandTests {

    @TempDir
    private Path temporary;

    private Path root;

    private final ToolRun tool = new ToolRun();

    @BeforeEach
    void write() {
        this.root = this.temporary.resolve("data");
        try (Store store = open(this.root, this.temporary.resolve("out/audit.jsonl").toString())) {
            for (String name : store.collectionNames()) {
                store.collection(name).put("Row 1", Row.parse("{\"n\":1}"));
            }
            store.values().put("version", "1");
        }
    }

    private static Store open(Path root, String audit) {
        return Store.builder(root)
            .automaticFlush(false)
            .collection("users", CollectionOptions.filePerRecord().withIndexed("n"))
            .collection("map", CollectionOptions.singleFile("map.json"))
            .collection("audit", CollectionOptions.singleFile(audit))
            .open();
    }

    @Test
    void aDirectoryIsCopiedAndTheCopyIsAStore() throws IOException {
        Path target = this.temporary.resolve("backups/monday");
        assertThat(this.tool.run("backup", this.root, target)).as(this.tool.printed()).isZero();
        assertThat(this.tool.printed()).contains("Copied ", "0 findings");
        assertThat(Files.getLastModifiedTime(target.resolve("map.json")))
            .isEqualTo(Files.getLastModifiedTime(this.root.resolve("map.json")));
        assertThat(Files.getPosixFilePermissions(target.resolve("map.json")))
            .isEqualTo(Files.getPosixFilePermissions(this.root.resolve("map.json")));
        try (Store copy = open(target, "outside/audit/audit.jsonl")) {
            assertThat(copy.stats().firstFindings()).isEmpty();
            assertThat(copy.collection("users").ids()).containsExactly("Row 1");
            assertThat(copy.collection("audit").ids()).containsExactly("Row 1");
            assertThat(copy.values().get("version")).isPresent();
            assertThat(copy.verify().findings()).isEmpty();
        }
        try (Stream<Path> left = Files.list(target.getParent())) {
            assertThat(left).containsExactly(target);
        }
    }

    /** A copy that lies in what is copied would be copied, too, without end. */
    @Test
    void aLinkIntoWhatIsToBeCopiedIsRefusedAlsoByAnOpenStore() throws IOException {
        Path target = Files.createSymbolicLink(this.temporary.resolve("link"), this.root).resolve("users/copy");
        assertThat(this.tool.run("backup", this.root, target)).isEqualTo(2);
        assertThat(this.tool.printed()).contains(target.toString(), "which is to be copied");
        try (Store store = open(this.root, this.temporary.resolve("out/audit.jsonl").toString())) {
            assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> store.backup(target))
                .withMessageContaining("which is to be copied");
        }
        assertThat(this.root.resolve("users/copy")).doesNotExist();
    }

    @Test
    void theDirectoryOfBackupsMayBeALink() throws IOException {
        Path real = Files.createDirectory(this.temporary.resolve("disk"));
        Path backups = Files.createSymbolicLink(this.temporary.resolve("backups"), real);
        assertThat(this.tool.run("backup", this.root, backups.resolve("monday"))).as(this.tool.printed()).isZero();
        assertThat(real.resolve("monday/map.json")).exists();
        try (Store store = open(this.root, this.temporary.resolve("out/audit.jsonl").toString())) {
            store.backup(backups.resolve("tuesday"));
        }
        assertThat(real.resolve("tuesday/map.json")).exists();
    }

    @Test
    void anOpenStoreIsLeftAlone() {
        try (Store store = open(this.root, this.temporary.resolve("out/audit.jsonl").toString())) {
            assertThat(this.tool.run("backup", this.root, this.temporary.resolve("copy"))).isEqualTo(2);
            assertThat(store.isClosed()).isFalse();
        }
        assertThat(this.temporary.resolve("copy")).doesNotExist();
    }

    @Test
    void whatIsNoStoreOrNoPlaceIsRefused() throws IOException {
        assertThat(this.tool.run("backup", this.temporary, this.temporary.resolve("../elsewhere"))).isEqualTo(2);
        assertThat(this.tool.printed()).contains("is no directory of a store");
        assertThat(this.tool.run("backup", this.root, this.root.resolve("copy"))).isEqualTo(2);
        assertThat(this.tool.printed()).contains("which is to be copied");
        assertThat(this.tool.run("backup", this.root)).isEqualTo(2);
        assertThat(this.tool.printed()).contains("backup DIRECTORY TARGET");
        Files.createDirectories(this.temporary.resolve("full/x"));
        assertThat(this.tool.run("backup", this.root, this.temporary.resolve("full"))).isEqualTo(2);
        assertThat(this.tool.printed()).contains("There is something already");
    }

}
