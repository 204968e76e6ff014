package io.filestore;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.filestore.config.CollectionOptions;
import io.filestore.config.OnCorruption;
import io.filestore.error.CorruptStoreException;
import io.filestore.io.CrashMode;
import io.filestore.io.MemoryDirectory;
import io.filestore.report.Finding;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ChecksumTests {

    private static final String RECORD = "users/user-1.json";

    @TempDir
    private Path root;

    private StoreBuilder builder() {
        return Store.builder(this.root)
            .automaticFlush(false)
            .collection("users", CollectionOptions.filePerRecord())
            .collection("map", CollectionOptions.singleFile("map.json"))
            .collection("lines", CollectionOptions.singleFile("lines.jsonl"));
    }

    private void write() {
        try (Store store = builder().open()) {
            for (String name : store.collectionNames()) {
                store.collection(name).put("user-1", Row.parse("{\"email\":\"alice@example.com\"}"));
                store.collection(name).put("user-2", Row.parse("{\"email\":\"bob@example.com\"}"));
            }
        }
    }

    /** As a disk does it: size and modification time stay. */
    private void rot(String file, String from, String to) throws IOException {
        Path path = this.root.resolve(file);
        FileTime time = Files.getLastModifiedTime(path);
        edit(file, from, to);
        Files.setLastModifiedTime(path, time);
    }

    private void edit(String file, String from, String to) throws IOException {
        Path path = this.root.resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(from);
        Files.writeString(path, text.replace(from, to));
    }

    private List<Path> quarantine() throws IOException {
        try (var files = Files.list(this.root.resolve("_quarantine"))) {
            return files.sorted().toList();
        }
    }

    @Test
    void rottenRecordFileGoesIntoQuarantineWithWhatWasExpected() throws IOException {
        write();
        rot(RECORD, "alice", "alibe");
        try (Store store = builder().open()) {
            assertThat(store.collection("users").contains("user-1")).isFalse();
            assertThat(store.collection("users").contains("user-2")).isTrue();
            assertThat(store.stats().quarantined()).isEqualTo(1);
            assertThat(store.stats().collections().get("users").quarantined()).isEqualTo(1);
            assertThat(store.verify().findings()).isEmpty();
        }
        assertThat(this.root.resolve(RECORD)).doesNotExist();
        assertThat(quarantine().get(0)).content().contains("alibe@example.com");
        assertThat(quarantine().get(1)).content()
            .containsPattern(
                    "The checksum of row 'user-1' is [0-9a-f]{8}, but it was [0-9a-f]{8} when user-1.json was written")
            .contains("It was " + this.root.resolve(RECORD));
        try (Store store = builder().open()) {
            assertThat(store.stats().collections().get("users").quarantined()).isZero();
        }
    }

    @Test
    void rottenRowOfASharedFileIsKeptAndTheFileWrittenAnew() throws IOException {
        write();
        rot("map.json", "alice", "alibe");
        rot("lines.jsonl", "alice", "alibe");
        try (Store store = builder().open()) {
            for (String name : List.of("map", "lines")) {
                assertThat(store.collection(name).ids()).containsExactly("user-2");
            }
            store.flush();
            assertThat(store.verify().findings()).isEmpty();
        }
        assertThat(this.root.resolve("map.json")).content().doesNotContain("user-1");
        assertThat(this.root.resolve("lines.jsonl")).content().doesNotContain("user-1");
        assertThat(quarantine()).hasSize(4);
        assertThat(quarantine().get(0)).content().isEqualTo("{\"email\":\"alibe@example.com\"}");
    }

    @Test
    void rowThatIsLostAltogetherIsReportedWithACopyOfTheFile() throws IOException {
        write();
        rot("lines.jsonl", "\"id\":\"user-1\"", "\"id\":\"user-9\"");
        try (Store store = builder().open()) {
            assertThat(store.collection("lines").ids()).containsExactly("user-2");
            assertThat(store.stats().quarantined()).isEqualTo(2);
        }
        assertThat(quarantine()).anySatisfy(
                (file) -> assertThat(file).content().contains("{\"id\":\"user-9\",\"email\":\"alice@example.com\"}"))
            .anySatisfy((file) -> assertThat(file).content().contains("is not there any more"));
    }

    @Test
    void failRefusesWithFileAndRow() throws IOException {
        write();
        rot(RECORD, "alice", "alibe");
        assertThatExceptionOfType(CorruptStoreException.class)
            .isThrownBy(() -> builder().onCorruption(OnCorruption.FAIL).open())
            .withMessageContaining("user-1.json")
            .withMessageContaining("row 'user-1'");
        assertThat(this.root.resolve(RECORD)).exists();
    }

    @Test
    void readOnlyLeavesTheRowOutAndTheFileWhereItIs() throws IOException {
        write();
        rot(RECORD, "alice", "alibe");
        rot("map.json", "alice", "alibe");
        try (Store store = builder().readOnly(true).open()) {
            assertThat(store.collection("users").ids()).containsExactly("user-2");
            assertThat(store.collection("map").ids()).containsExactly("user-2");
            assertThat(store.stats().collections().get("users").quarantined()).isEqualTo(1);
        }
        assertThat(this.root.resolve(RECORD)).exists();
        assertThat(this.root.resolve("_quarantine")).doesNotExist();
    }

    @Test
    void editIsAcceptedAndThenWatchedOver() throws IOException {
        write();
        for (String file : List.of(RECORD, "map.json", "lines.jsonl")) {
            edit(file, "alice", "alicia");
        }
        try (Store store = builder().open()) {
            for (String name : store.collectionNames()) {
                assertThat(store.collection(name).get("user-1")).map(Row::toString)
                    .contains("{\"email\":\"alicia@example.com\"}");
            }
            assertThat(store.stats().quarantined()).isZero();
            assertThat(store.verify().findings()).isEmpty();
        }
        for (String file : List.of(RECORD, "map.json", "lines.jsonl")) {
            rot(file, "alicia", "alibia");
        }
        try (Store store = builder().open()) {
            assertThat(store.stats().quarantined()).isEqualTo(3);
        }
    }

    @Test
    void rowsThatSomebodyTookOutOrPutInAreAcceptedAndDeletedFilesAreToldOnce() throws IOException {
        write();
        Files.delete(this.root.resolve(RECORD));
        Files.writeString(this.root.resolve("users/new.json"), "{}");
        Files.writeString(this.root.resolve("map.json"), "{\"new\":{}}");
        Files.writeString(this.root.resolve("lines.jsonl"), "{\"id\":\"new\"}");
        for (int i = 0; i < 2; i++) {
            try (Store store = builder().open()) {
                assertThat(store.collection("users").ids()).containsExactlyInAnyOrder("new", "user-2");
                assertThat(store.collection("map").ids()).containsExactly("new");
                assertThat(store.collection("lines").ids()).containsExactly("new");
                assertThat(store.stats().quarantined()).isZero();
                assertThat(store.stats().firstFindings()).hasSize(1 - i)
                    .allMatch((finding) -> finding.kind() == Finding.Kind.REMOVED)
                    .allMatch((finding) -> finding.message().contains("Row 'user-1' is gone"));
                assertThat(store.verify().findings()).hasSize(1 - i);
            }
        }
    }

    @Test
    void directoryWithoutChecksumsGetsThem() throws IOException {
        write();
        for (String file : List.of("users/_checksums.jsonl", "map.json.checksums.jsonl",
                "lines.jsonl.checksums.jsonl")) {
            Files.delete(this.root.resolve(file));
        }
        try (Store store = builder().open()) {
            assertThat(store.collection("users").count()).isEqualTo(2);
        }
        rot("map.json", "alice", "alibe");
        rot(RECORD, "alice", "alibe");
        try (Store store = builder().open()) {
            assertThat(store.stats().quarantined()).isEqualTo(2);
        }
    }

    @Test
    void checksumsThatAreTakenAwayWhileTheStoreIsOpenDoNoHarm() throws IOException {
        write();
        try (Store store = builder().open()) {
            store.flush();
            Files.delete(this.root.resolve("users/_checksums.jsonl"));
            Files.writeString(this.root.resolve("map.json.checksums.jsonl"), "");
            for (String name : store.collectionNames()) {
                store.collection(name).put("user-3", Row.parse("{}"));
            }
        }
        try (Store store = builder().open()) {
            assertThat(store.collection("map").count()).isEqualTo(3);
            assertThat(store.collection("users").count()).isEqualTo(3);
            assertThat(store.stats().quarantined()).isZero();
        }
    }

    @Test
    void whatTheLogStillHoldsIsHealed() throws IOException {
        MemoryDirectory disk = new MemoryDirectory();
        StoreBuilder builder = Store.builder(disk.root())
            .directory(disk)
            .automaticFlush(false)
            .collection("users", CollectionOptions.filePerRecord());
        Store store = builder.open();
        store.collection("users").put("user-1", Row.parse("{\"n\":1}"));
        store.flush();
        store.collection("users").put("user-1", Row.parse("{\"n\":2}"));
        MemoryDirectory left = disk.crash(CrashMode.NOTHING);
        store.close();
        left.flip("users/user-1.json", 8 * 9);
        assertThat(left.text("users/user-1.json")).isEqualTo("{\n  \"n\": 0\n}\n");
        try (Store healed = Store.builder(left.root())
            .directory(left)
            .automaticFlush(false)
            .collection("users", CollectionOptions.filePerRecord())
            .open()) {
            assertThat(healed.stats().quarantined()).isEqualTo(1);
            assertThat(healed.collection("users").get("user-1")).map(Row::toString).contains("{\"n\":2}");
            assertThat(healed.verify().findings()).isEmpty();
        }
    }

    @Test
    void flushAppendsALineAboutTheChangedRowsOnly() throws IOException {
        write();
        Path checksums = this.root.resolve("map.json.checksums.jsonl");
        List<String> before = Files.readAllLines(checksums);
        try (Store store = builder().open()) {
            store.collection("map").put("user-2", Row.parse("{}"));
        }
        List<String> after = Files.readAllLines(checksums);
        assertThat(after.subList(0, before.size())).isEqualTo(before);
        assertThat(after.subList(before.size(), after.size())).satisfiesExactly(
                (line) -> assertThat(line)
                    .matches("\\{\"rows\":\\{\"user-2\":\"[0-9a-f]{8}\"\\},\"crc\":\"[0-9a-f]{8}\"\\}"),
                (line) -> assertThat(line).contains("{\"file\":\"map.json\",\"size\":"),
                (line) -> assertThat(line).matches("\\{\"flush\":\\d+,\"lsn\":\\d+,\"run\":2,\"crc\":\"[0-9a-f]{8}\"}"),
                (line) -> assertThat(line).startsWith("{\"complete\":true,"));
    }

    @Test
    void fileThatIsMostlyDeadIsWrittenAnew() throws IOException {
        try (Store store = builder().open()) {
            for (int i = 0; i < 600; i++) {
                store.collection("users").put("user-" + i % 3, Row.parse("{\"n\":" + i + "}"));
                store.flush();
            }
        }
        assertThat(Files.readAllLines(this.root.resolve("users/_checksums.jsonl"))).hasSizeLessThan(1100);
        try (Store store = builder().open()) {
            assertThat(store.verify().findings()).isEmpty();
            assertThat(store.stats().quarantined()).isZero();
        }
    }

    @Test
    void flippedChecksumSpeaksAgainstNoRowAndIsMended() throws IOException {
        write();
        Path checksums = this.root.resolve("lines.jsonl.checksums.jsonl");
        byte[] text = Files.readAllBytes(checksums);
        text[new String(text, StandardCharsets.UTF_8).indexOf("\"row\":\"") + 8] ^= 1;
        Files.write(checksums, text);
        try (Store store = builder().open()) {
            assertThat(store.collection("lines").count()).isEqualTo(2);
            assertThat(store.verify().findings()).isEmpty();
        }
        rot("lines.jsonl", "alice", "alibe");
        try (Store store = builder().open()) {
            assertThat(store.stats().quarantined()).isEqualTo(1);
        }
    }

    @Test
    void indexFileThatSomebodyEditedIsCorrectedEvenIfItsSizeAndTimeAreTheSame() throws IOException {
        String index = "lines.jsonl.indices/email.jsonl";
        for (int i = 0; i < 2; i++) {
            try (Store store = Store.builder(this.root)
                .automaticFlush(false)
                .collection("lines", CollectionOptions.singleFile("lines.jsonl").withIndexed("email"))
                .open()) {
                store.collection("lines").put("user-1", Row.parse("{\"email\":\"alice@example.com\"}"));
                store.flush();
                assertThat(store.verify().findings()).isEmpty();
            }
            assertThat(Files.readString(this.root.resolve(index)))
                .endsWith("{\"key\":\"alice@example.com\",\"rowId\":\"user-1\"}\n");
            rot(index, "alice", "alibe");
        }
    }

    @Test
    void verifyFindsWhatRottedWhileTheStoreIsOpen() throws IOException {
        write();
        try (Store store = builder().open()) {
            rot(RECORD, "alice", "alibe");
            edit("users/user-2.json", "\n", "\n ");
            assertThat(store.verify().findings()).anyMatch((finding) -> finding.contains("bits have changed"))
                .anyMatch((finding) -> finding.contains("row 'user-2' is not as"));
        }
    }

}
