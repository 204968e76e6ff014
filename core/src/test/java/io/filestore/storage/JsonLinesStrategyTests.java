package io.filestore.storage;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class JsonLinesStrategyTests {

    private static final Form FORM = Form.LINES;

    @TempDir
    private Path root;

    @Test
    void changesAreAppendedAsLines() throws Exception {
        Rows rows = FORM.open(this.root).put("1", "{\"action\":\"login\"}").put("2", "{}");
        rows.flush();
        long bytes = rows.put("1", "{\"id\":7}").flush();
        rows.delete("2").put("3", "{}", 9).flush();
        assertThat(lines()).containsExactly("{\"id\":\"1\",\"action\":\"login\"}", "{\"id\":\"2\"}",
                "{\"_id\":\"1\",\"id\":7}", "{\"id\":\"2\",\"_deleted\":true}", "{\"id\":\"3\",\"_expiresAt\":9}");
        assertThat(bytes).isEqualTo("{\"_id\":\"1\",\"id\":7}\n".length());
        assertThat(FORM.file(this.root)).content().endsWith("}\n");
    }

    @Test
    void compactionLeavesOneLineARowInOrder() throws Exception {
        Rows rows = FORM.open(this.root).put("b", "{}").put("a", "{}").put("c", "{}");
        rows.flush();
        rows.put("a", "{\"n\":1}").delete("b").flush();
        rows.compact();
        assertThat(lines()).containsExactly("{\"id\":\"a\",\"n\":1}", "{\"id\":\"c\"}");
        rows.put("d", "{}").flush();
        assertThat(lines()).hasSize(3);
    }

    @Test
    void fileWithoutFinalNewlineIsContinuedInALineOfItsOwn() throws Exception {
        FORM.plant(this.root, "{\"id\":\"a\"}\n{\"id\":\"b\",\"n\":1}");
        Rows rows = FORM.open(this.root);
        assertThat(rows.loaded().rows()).containsOnlyKeys("a", "b");
        rows.put("c", "{}").failToFlush();
        rows.put("d", "{}").flush();
        rows.put("e", "{}").flush();
        assertThat(lines()).containsExactly("{\"id\":\"a\"}", "{\"id\":\"b\",\"n\":1}", "{\"id\":\"c\"}",
                "{\"id\":\"d\"}", "{\"id\":\"e\"}");
    }

    @Test
    void tornAppendIsCutAtEveryByte() throws Exception {
        String good = "{\"id\":\"a\"}\n";
        String append = "{\"id\":\"grün\",\"n\":{\"m\":\"}\"}}\n";
        byte[] all = (good + append).getBytes(StandardCharsets.UTF_8);
        int start = good.length();
        for (int length = start; length < all.length - 1; length++) {
            FORM.plant(this.root, java.util.Arrays.copyOf(all, length));
            Rows rows = FORM.open(this.root);
            assertThat(rows.loaded().rows()).containsOnlyKeys("a");
            assertThat(rows.loaded().pieces()).isEmpty();
            rows.put("b", "{}").flush();
            assertThat(lines()).containsExactly("{\"id\":\"a\"}", "{\"id\":\"b\"}");
        }
    }

    @Test
    void linesOfABigFileCountInTheirOrderWhicheverThreadReadsThem() throws Exception {
        StringBuilder text = new StringBuilder();
        Map<String, String> expected = new TreeMap<>();
        int lines = 60_000;
        for (int i = 1; i <= lines; i++) {
            String id = "row-" + i % 777;
            if (i % 5 == 0) {
                text.append("{\"id\":\"" + id + "\",\"_deleted\":true}\n");
                expected.remove(id);
            }
            else if (i % 20_001 == 0) {
                text.append("{\"id\":nonsense}\n");
            }
            else {
                String json = "{\"n\":" + i + ",\"text\":\"" + "x".repeat(i % 100) + "\"}";
                text.append("{\"id\":\"" + id + "\"," + json.substring(1) + "\n");
                expected.put(id, json);
            }
        }
        FORM.plant(this.root, text.toString());
        for (int i = 0; i < 5; i++) {
            Loaded loaded = FORM.open(this.root).loaded();
            assertThat(loaded.rows()).isEqualTo(expected);
            assertThat(loaded.pieces()).satisfiesExactly(
                    (piece) -> assertThat(piece).startsWith(FORM.file(this.root).getFileName() + ":20001: "),
                    (piece) -> assertThat(piece).startsWith(FORM.file(this.root).getFileName() + ":40002: "));
        }
    }

    @Test
    void zerosAtTheEndAreATornAppend() throws Exception {
        for (int zeros : new int[] { 1, 4096, 40 * 1024 * 1024 }) {
            FORM.plant(this.root, "{\"id\":\"a\"}\n{\"id\":" + "\0".repeat(zeros));
            Rows rows = FORM.open(this.root);
            assertThat(rows.loaded().rows()).containsOnlyKeys("a");
            assertThat(rows.loaded().damage()).isEmpty();
            rows.put("b", "{}").flush();
            assertThat(lines()).containsExactly("{\"id\":\"a\"}", "{\"id\":\"b\"}");
        }
    }

    @Test
    void zerosInTheMiddleOfTheLastAppendTakeTheirLinesOnly() throws Exception {
        FORM.plant(this.root, "{\"id\":\"a\"}\n{\"id\":\0\0\0\0\0\0\"x\":1}\n{\"id\":\"c\"}\n");
        Rows rows = FORM.open(this.root);
        assertThat(rows.loaded().rows()).containsOnlyKeys("a", "c");
        assertThat(rows.loaded().pieces()).isEmpty();
        assertThat(rows.strategy().wantsCompaction()).isTrue();
    }

    @Test
    void lineOfZerosInTheMiddleTakesNoOtherWithIt() throws Exception {
        FORM.plant(this.root, "{\"id\":\"a\"}\n" + "\0".repeat(20) + "\n{\"id\":\"c\"}\n{oops}\n");
        Rows rows = FORM.open(this.root);
        assertThat(rows.loaded().rows()).containsOnlyKeys("a", "c");
        assertThat(rows.loaded().damage()).isEmpty();
        assertThat(rows.loaded().pieces()).hasSize(1);
        assertThat(rows.strategy().wantsCompaction()).isTrue();
    }

    @Test
    void zerosInTheFirstRowAreDamageSinceNoAppendBeginsThere() throws Exception {
        FORM.plant(this.root, "{\"id\":\0\0\0\"x\":1}\n{\"id\":\"c\"}\n");
        Rows rows = FORM.open(this.root);
        assertThat(rows.loaded().rows()).containsOnlyKeys("c");
        assertThat(rows.loaded().damage()).singleElement().asString().contains("Line 1 has zero bytes in it");
        assertThat(rows.strategy().wantsCompaction()).isTrue();
    }

    @Test
    void byteOrderMarkAloneIsNoLine() throws Exception {
        FORM.plant(this.root, "\ufeff");
        Rows rows = FORM.open(this.root);
        assertThat(rows.loaded().rows()).isEmpty();
        assertThat(rows.loaded().damage()).isEmpty();
        assertThat(rows.loaded().pieces()).isEmpty();
        rows.put("a", "{}").flush();
        assertThat(Loaded.from(FORM.strategy(this.root)).rows()).containsOnlyKeys("a");
    }

    @Test
    void fileOfZerosIsDamaged() throws Exception {
        FORM.plant(this.root, new byte[8192]);
        Rows rows = FORM.open(this.root);
        assertThat(rows.loaded().damage()).singleElement().asString().contains("zero bytes");
        rows.put("a", "{}").flush();
        assertThat(lines()).containsExactly("{\"id\":\"a\"}");
    }

    @Test
    void badLinesAreReportedAndLeaveWithTheNextCompaction() throws Exception {
        FORM.plant(this.root,
                "{\"id\":\"a\"}\n{\"id\":\"b\",oops}\n\n  \n[1]\n{\"_deleted\":true}\n{\"id\":\"c\"}\r\n\"x\"");
        Rows rows = FORM.open(this.root);
        assertThat(rows.loaded().rows()).containsOnlyKeys("a", "c");
        assertThat(rows.loaded().pieces()).hasSize(4)
            .anySatisfy((text) -> assertThat(text).startsWith("users.jsonl:2: {\"id\":\"b\",oops}: "))
            .anySatisfy((text) -> assertThat(text).startsWith("users.jsonl:5: [1]: "))
            .anySatisfy((text) -> assertThat(text).startsWith("users.jsonl:6: {\"_deleted\":true}: "))
            .anySatisfy((text) -> assertThat(text).startsWith("users.jsonl:8: \"x\": "));
        assertThat(rows.strategy().wantsCompaction()).isTrue();
        rows.put("d", "{}").flush();
        assertThat(lines()).containsExactly("{\"id\":\"a\"}", "{\"id\":\"c\"}", "{\"id\":\"d\"}");
        assertThat(rows.strategy().wantsCompaction()).isFalse();
    }

    @Test
    void wholeRowWithZerosBehindItIsThatRow() throws Exception {
        FORM.plant(this.root, "{\"id\":\"a\"}\n{\"id\":\"b\",\"n\":1}\0\0\0\0");
        Rows rows = FORM.open(this.root);
        assertThat(rows.loaded().rows()).containsOnlyKeys("a", "b");
        rows.put("c", "{}").flush();
        assertThat(lines()).containsExactly("{\"id\":\"a\"}", "{\"id\":\"b\",\"n\":1}", "{\"id\":\"c\"}");
        FORM.plant(this.root, "{\"id\":\"a\"}\0\0\n{\"id\":\"b\"}\n");
        rows = FORM.open(this.root);
        assertThat(rows.loaded().rows()).containsOnlyKeys("a", "b");
        assertThat(rows.strategy().wantsCompaction()).isTrue();
    }

    @Test
    void lineThatIsNoJsonIsNamedWithTheColumnInTheFile() throws Exception {
        FORM.plant(this.root, "{\"id\":\"a\"}\n{\"id\":\"b\",}\n");
        assertThat(FORM.open(this.root).loaded().pieces()).singleElement()
            .asString()
            .contains("Not valid JSON at line 2, column 11: ");
    }

    @Test
    void lineWithoutIdGetsOneThatIsThenWritten() throws Exception {
        FORM.plant(this.root, "{\"action\":\"login\"}\n");
        Rows rows = FORM.open(this.root);
        String id = rows.loaded().rows().keySet().iterator().next();
        assertThat(rows.strategy().wantsCompaction()).isTrue();
        rows.compact();
        assertThat(lines()).containsExactly("{\"id\":\"" + id + "\",\"action\":\"login\"}");
        assertThat(Loaded.from(FORM.strategy(this.root)).rows()).containsOnlyKeys(id);
    }

    @Test
    void byteOrderMarkIsSkipped() throws Exception {
        FORM.plant(this.root, "\ufeff{\"id\":\"a\"}\n{\"id\":\"");
        Rows rows = FORM.open(this.root);
        assertThat(rows.loaded().rows()).containsOnlyKeys("a");
        rows.put("b", "{}").flush();
        assertThat(lines()).containsExactly("\ufeff{\"id\":\"a\"}", "{\"id\":\"b\"}");
    }

    @Test
    void lineThatIsTooLongDamagesTheFileButNotTheOtherRows() throws Exception {
        FORM.plant(this.root, "{\"id\":\"a\"}\n{\"id\":\"" + "x".repeat(40 * 1024 * 1024) + "\"}\n{\"id\":\"b\"}\n");
        Rows rows = FORM.open(this.root);
        assertThat(rows.loaded().rows()).containsOnlyKeys("a", "b");
        assertThat(rows.loaded().damage()).singleElement().asString().contains("Line 2 is longer than 33554432 bytes.");
        assertThat(rows.strategy().wantsCompaction()).isTrue();
    }

    @Test
    void compactionIsWantedWhenOverHalfOfManyLinesAreDead() {
        Rows rows = FORM.open(this.root);
        IntStream.range(0, 500).forEach((i) -> rows.put("row" + i, "{}"));
        rows.flush();
        assertThat(rows.strategy().wantsCompaction()).isFalse();
        IntStream.range(0, 500).forEach((i) -> rows.put("row" + i, "{\"n\":1}"));
        rows.flush();
        assertThat(rows.strategy().wantsCompaction()).isFalse();
        assertThat(FORM.open(this.root).strategy().wantsCompaction()).isFalse();
        rows.delete("row0").flush();
        assertThat(rows.strategy().wantsCompaction()).isTrue();
        assertThat(FORM.open(this.root).strategy().wantsCompaction()).isTrue();
        rows.compact();
        assertThat(rows.strategy().wantsCompaction()).isFalse();
        assertThat(FORM.open(this.root).strategy().wantsCompaction()).isFalse();
    }

    @Test
    void fewLinesAreCompactedOnlyIfTheyAreLong() {
        Rows small = FORM.open(this.root.resolve("small"));
        Rows large = FORM.open(this.root.resolve("large"));
        String text = "x".repeat(30_000);
        for (int i = 0; i < 3; i++) {
            small.put("a", "{\"n\":" + i + "}").flush();
            large.put("a", "{\"n\":" + i + ",\"text\":\"" + text + "\"}").flush();
        }
        assertThat(small.strategy().wantsCompaction()).isFalse();
        assertThat(large.strategy().wantsCompaction()).isTrue();
    }

    @Test
    void fileThatSomebodyCutOrDeletedIsWrittenWhole() throws Exception {
        Rows rows = FORM.open(this.root).put("a", "{}").put("b", "{}");
        rows.flush();
        Files.delete(FORM.file(this.root));
        rows.put("c", "{}").flush();
        assertThat(lines()).hasSize(3);
        FORM.plant(this.root, "{\"id");
        rows.put("d", "{}").flush();
        assertThat(lines()).hasSize(4);
    }

    @Test
    void seedReadsTheLines() throws Exception {
        FORM.open(this.root).put("a", "{\"n\":1}").put("b", "{\"s\":\"ü\"}").flush();
        String data = Files.readString(FORM.file(this.root));
        assertThat(List.of(data.split("\n")).stream().filter((line) -> !line.isBlank()).collect(Collectors.toList()))
            .containsExactly("{\"id\":\"a\",\"n\":1}", "{\"id\":\"b\",\"s\":\"ü\"}");
    }

    private List<String> lines() throws Exception {
        return Files.readAllLines(FORM.file(this.root));
    }

}
