package io.filestore;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.filestore.config.CollectionOptions;
import io.filestore.config.OnCorruption;
import io.filestore.error.CorruptStoreException;
import io.filestore.io.CrashMode;
import io.filestore.io.MemoryDirectory;
import io.filestore.report.Finding;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Files that are shorter than they were, or not there any more. */
class MissingRowsTests {

    private static final Map<String, String> FILES = Map.of("map", "map.json", "lines", "logs/lines.jsonl", "packed",
            "packed.lz4", "packedLines", "packedLines.jsonl.lz4", "_values", "_values.json");

    private MemoryDirectory disk = new MemoryDirectory();

    private StoreBuilder builder() {
        return Store.builder(this.disk.root())
            .directory(this.disk)
            .automaticFlush(false)
            .collection("records", CollectionOptions.filePerRecord())
            .collection("map", CollectionOptions.singleFile("map.json"))
            .collection("lines", CollectionOptions.singleFile("logs/lines.jsonl"))
            .collection("packed", CollectionOptions.compressed("packed"))
            .collection("packedLines", CollectionOptions.compressed("packedLines.jsonl"));
    }

    /** Each of a, b, c and d by a flush of its own. */
    private void write() {
        try (Store store = builder().open()) {
            for (String id : List.of("a", "b", "c", "d")) {
                for (String name : store.collectionNames()) {
                    store.collection(name).put(id, Row.parse("{\"n\":1}"));
                }
                store.values().put(id, 1);
                store.flush();
            }
        }
    }

    private void cut(String file, int bytes) throws Exception {
        byte[] content = this.disk.bytes(file);
        this.disk.plant(file, Arrays.copyOf(content, content.length - bytes));
    }

    private static List<String> ids(Store store, String name) {
        return name.equals("_values") ? store.values().keys().stream().sorted().toList()
                : store.collection(name).ids().sorted().toList();
    }

    private void requireMissing(String name, String path, String... lost) {
        MemoryDirectory before = this.disk.crash(CrashMode.EVERYTHING);
        assertThatExceptionOfType(CorruptStoreException.class)
            .isThrownBy(() -> builder().onCorruption(OnCorruption.FAIL).open())
            .withMessageContaining("Collection '" + name + "'")
            .withMessageContaining(path.split(" ")[0]);
        this.disk = before;
        try (Store store = builder().readOnly(true).open()) {
            assertThat(store.stats().findings()).containsKey(Finding.Kind.MISSING);
        }
        try (Store store = builder().open()) {
            assertThat(store.stats().firstFindings()).anySatisfy((finding) -> {
                assertThat(finding.kind()).isEqualTo(Finding.Kind.MISSING);
                assertThat(finding.collection()).isEqualTo(name);
                assertThat(finding.message()).contains(path);
                for (String id : lost) {
                    assertThat(finding.message()).contains("'" + id + "'");
                }
            });
            assertThat(ids(store, name)).doesNotContain(lost);
            assertThat(store.verify().findings()).anyMatch((finding) -> finding.contains(path));
            assertThat(store.stats().quarantined()).isPositive();
        }
        try (Store store = builder().open()) {
            assertThat(ids(store, name)).doesNotContain(lost);
            assertThat(store.stats().firstFindings()).isEmpty();
            assertThat(store.verify().findings()).isEmpty();
            assertThat(store.stats().quarantined()).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "map", "lines", "packed", "packedLines", "_values" })
    void emptiedOrDeletedFileIsMissingWithItsRows(String name) throws Exception {
        String file = FILES.get(name);
        write();
        this.disk.plant(file, "");
        requireMissing(name, file + " is empty. It had ", "a", "b", "c", "d");
        write();
        this.disk.delete(this.disk.resolve(file));
        requireMissing(name, file + " is gone. It had ", "a", "b", "c", "d");
    }

    @ParameterizedTest
    @CsvSource({ "map,3,", "map,5,d", "map,12,d", "lines,3,d", "lines,17,d", "packed,3,", "packedLines,3,d",
            "_values,4,d" })
    void cutFileIsMissingWithWhatItHasLost(String name, int bytes, String lost) throws Exception {
        String file = FILES.get(name);
        write();
        int then = this.disk.bytes(file).length;
        cut(file, bytes);
        byte[] left = this.disk.bytes(file);
        if (lost != null) {
            requireMissing(name, file + " ends after ", lost);
            assertThat(this.disk.files()).anySatisfy((copy) -> {
                assertThat(copy).startsWith("_quarantine/").doesNotEndWith(".txt");
                assertThat(this.disk.bytes(copy)).isEqualTo(left);
            });
        }
        else {
            try (Store store = builder().open()) {
                assertThat(store.stats().quarantined()).isPositive();
            }
        }
        assertThat(then).isGreaterThan(left.length);
    }

    @Test
    void rowThatIsThereAsItWasBeforeIsNamedAndADeletedOneStaysDeleted() throws Exception {
        write();
        int then = this.disk.bytes("logs/lines.jsonl").length;
        try (Store store = builder().open()) {
            store.collection("lines").put("a", Row.parse("{\"n\":2}"));
            store.collection("lines").delete("b");
        }
        cut("logs/lines.jsonl", this.disk.bytes("logs/lines.jsonl").length - then);
        try (Store store = builder().open()) {
            assertThat(store.collection("lines").get("a")).map(Row::toString).contains("{\"n\":1}");
            assertThat(store.collection("lines").ids()).containsExactlyInAnyOrder("a", "c", "d");
            assertThat(store.stats().firstFindings()).singleElement()
                .satisfies((finding) -> assertThat(finding.message()).contains("Row 'a' is there in an older form.")
                    .contains("Row 'b' is there again, and taken out"));
        }
        try (Store store = builder().open()) {
            assertThat(store.collection("lines").ids()).containsExactlyInAnyOrder("a", "c", "d");
        }
    }

    @Test
    void linesThatSomebodyTookOutInAnEditorAreAnEdit() throws Exception {
        write();
        this.disk.plant("logs/lines.jsonl", this.disk.text("logs/lines.jsonl").replace("{\"id\":\"b\",\"n\":1}\n", ""));
        this.disk.plant("map.json", "{\"a\":{\"n\":1}}");
        try (Store store = builder().onCorruption(OnCorruption.FAIL).open()) {
            assertThat(ids(store, "lines")).containsExactly("a", "c", "d");
            assertThat(ids(store, "map")).containsExactly("a");
            assertThat(store.stats().firstFindings()).isEmpty();
            assertThat(store.verify().findings()).isEmpty();
        }
    }

    @Test
    void appendThatWasNotRecordedAsDoneIsNoLoss() throws Exception {
        write();
        this.disk.plant("logs/lines.jsonl", this.disk.text("logs/lines.jsonl") + "{\"id\":\"e\",\"n\":");
        this.disk.plant("packedLines.jsonl.lz4", Arrays.copyOf(this.disk.bytes("packedLines.jsonl.lz4"),
                this.disk.bytes("packedLines.jsonl.lz4").length + 7));
        try (Store store = builder().onCorruption(OnCorruption.FAIL).open()) {
            assertThat(ids(store, "lines")).containsExactly("a", "b", "c", "d");
            assertThat(ids(store, "packedLines")).containsExactly("a", "b", "c", "d");
            assertThat(store.stats().firstFindings()).isEmpty();
        }
    }

    @Test
    void lastFrameWhoseChecksumFailsIsALossAndOneInTheMiddleServesNothingUnproved() throws Exception {
        write();
        byte[] good = this.disk.bytes("packedLines.jsonl.lz4");
        byte[] bad = good.clone();
        bad[bad.length - 1] ^= 1;
        this.disk.plant("packedLines.jsonl.lz4", bad);
        requireMissing("packedLines", "packedLines.jsonl.lz4 ends after ", "d");
        this.disk = new MemoryDirectory();
        write();
        byte[] middle = this.disk.bytes("packedLines.jsonl.lz4");
        int at = new String(middle, StandardCharsets.ISO_8859_1).indexOf("\"b\"") + 1;
        middle[at] = 'x';
        this.disk.plant("packedLines.jsonl.lz4", middle);
        try (Store store = builder().open()) {
            assertThat(ids(store, "packedLines")).containsExactly("a", "c", "d");
            assertThat(store.stats().findings()).containsKey(Finding.Kind.DAMAGED);
            assertThat(store.stats().firstFindings()).anyMatch((finding) -> finding.message().contains("'b'"));
        }
    }

    @Test
    void oneRowFileThatIsGoneWasDeletedAndAllOfThemAreMissing() throws Exception {
        write();
        this.disk.delete(this.disk.resolve("records/b.json"));
        try (Store store = builder().onCorruption(OnCorruption.FAIL).open()) {
            assertThat(ids(store, "records")).containsExactly("a", "c", "d");
            assertThat(store.stats().firstFindings()).singleElement()
                .satisfies((finding) -> assertThat(finding.message()).contains("Row 'b' is gone"));
            assertThat(store.verify().findings()).hasSize(1);
        }
        try (Store store = builder().open()) {
            assertThat(store.stats().firstFindings()).isEmpty();
        }
        for (String id : List.of("a", "c", "d")) {
            this.disk.delete(this.disk.resolve("records/" + id + ".json"));
        }
        requireMissing("records", "records has no row file any more.", "a", "c", "d");
    }

    @Test
    void emptiedRowFileIsDamageAndOneWithZerosBehindTheRowIsThatRow() throws Exception {
        write();
        this.disk.plant("records/a.json", "");
        this.disk.plant("records/b.json", "{\"n\":1}\n\0\0\0");
        this.disk.plant("records/c.json", "{\"n\":1}".getBytes(StandardCharsets.UTF_16));
        try (Store store = builder().open()) {
            assertThat(ids(store, "records")).containsExactly("b", "d");
            assertThat(store.stats().firstFindings()).hasSize(2)
                .allMatch((finding) -> finding.kind() == Finding.Kind.DAMAGED)
                .anyMatch((finding) -> finding.message().contains("a.json: It is empty."))
                .anyMatch((finding) -> finding.message().contains("c.json: It looks like UTF-16; save it as UTF-8."));
            assertThat(store.stats().quarantined()).isEqualTo(2);
        }
    }

    @Test
    void findingsDoNotSayWhatIsInARow() throws Exception {
        write();
        this.disk.plant("records/a.json", "{\"n\": secret1}");
        this.disk.plant("records/b.json", "{\"secret2\": 1, \"secret2\": 1}");
        this.disk.plant("logs/lines.jsonl", "{\"id\":\"a\",\"n\":secret3}\n");
        this.disk.plant("map.json", "{\"a\":{\"n\":secret4},\"b\":{\"secret5\":1,\"secret5\":2}}");
        try (Store store = builder().open()) {
            assertThat(store.stats().firstFindings()).hasSizeGreaterThan(5)
                .noneMatch((finding) -> finding.message().contains("secret"))
                .anyMatch((finding) -> finding.message()
                    .contains("map.json, line 1: Entry 'a': Not valid JSON at line 1, column 11: "));
        }
    }

    @Test
    void damagedFileOfAllRowsIsSetAsideOnceWithTheRowsThatItHasLost() throws Exception {
        write();
        this.disk.plant("map.json", this.disk.text("map.json").replace("\"c\": {", "\"c\": {{"));
        for (int start = 0; start < 3; start++) {
            Store store = builder().open();
            assertThat(ids(store, "map")).containsExactly("a", "b");
            assertThat(store.stats().collections().get("map").quarantined()).isEqualTo(1);
            assertThat(store.stats().quarantined()).isEqualTo(1);
            assertThat(store.stats().firstFindings())
                .anyMatch((finding) -> finding.message().contains("bytes from line 8, column 3 on are left out"))
                .anyMatch((finding) -> finding.message().contains("Rows 'c', 'd' are lost"));
            this.disk = this.disk.kill();
        }
    }

}
