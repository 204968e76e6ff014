package io.filestore.storage;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.filestore.io.Fault;
import io.filestore.io.MemoryDirectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class FilePerRecordStrategyTests {

    private static final Form FORM = Form.FILE_PER_RECORD;

    @TempDir
    private Path root;

    @Test
    void fileIsPrettyJsonWithAFinalNewline() {
        FORM.open(this.root).put("user-1", "{\"email\":\"alice@example.com\",\"tags\":[]}").flush();
        assertThat(file("user-1.json")).content()
            .isEqualTo("{\n  \"email\": \"alice@example.com\",\n  \"tags\": []\n}\n");
    }

    @Test
    void onlyFilesOfChangedRowsAreTouched() throws Exception {
        Rows rows = FORM.open(this.root).put("a", "{}").put("b", "{}").put("c", "{}");
        rows.flush();
        FileTime past = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(file("a.json"), past);
        Files.setLastModifiedTime(file("b.json"), past);
        rows.put("b", "{\"n\":1}").delete("c").flush();
        assertThat(Files.getLastModifiedTime(file("a.json"))).isEqualTo(past);
        assertThat(Files.getLastModifiedTime(file("b.json"))).isNotEqualTo(past);
        assertThat(names()).containsExactly("a.json", "b.json");
    }

    @Test
    void writeReturnsTheBytesOfTheFiles() {
        assertThat(FORM.open(this.root).put("a", "{}").put("b", "{\"n\":1}").flush()).isEqualTo(3 + 13);
    }

    @Test
    void longIdHasAHashedNameAndLiesInTheFile() {
        String id = "x".repeat(300);
        Rows rows = FORM.open(this.root).put(id, "{\"n\":1}");
        rows.flush();
        assertThat(names()).singleElement().asString().startsWith("%~").hasSize(2 + 64 + 5);
        assertThat(file(names().get(0))).content().isEqualTo("{\n  \"_id\": \"" + id + "\",\n  \"n\": 1\n}\n");
        assertThat(rows.strategy().fileOf(id)).isEqualTo(file(names().get(0)));
        rows.delete(id).flush();
        assertThat(names()).isEmpty();
    }

    @Test
    void whatIsNoRowFileIsIgnored() throws Exception {
        FORM.open(this.root).put("a", "{}").flush();
        Files.writeString(file("note.txt"), "?");
        Files.createDirectories(file("indices"));
        Files.writeString(file("indices/email.json"), "?");
        Files.createDirectories(file("folder.json"));
        Files.createSymbolicLink(file("link.json"), file("a.json"));
        Loaded loaded = Loaded.from(FORM.strategy(this.root));
        assertThat(loaded.rows()).containsOnlyKeys("a");
        assertThat(loaded.damage()).isEmpty();
    }

    @Test
    void temporaryFilesOfRowsAreNamedAndNoOthers() throws Exception {
        FORM.open(this.root).put("a", "{}").flush();
        Files.writeString(file("b.json.tmp"), "{\"ha");
        Files.writeString(file("a.json.tmp"), "{\"ha");
        Files.writeString(file("not ours.json.tmp"), "{\"ha");
        Files.writeString(file("c.tmp"), "{\"ha");
        StorageStrategy strategy = FORM.strategy(this.root);
        assertThat(Loaded.from(strategy).rows()).containsOnlyKeys("a");
        assertThat(strategy.leftovers()).containsExactlyInAnyOrder(file("a.json.tmp"), file("b.json.tmp"));
    }

    @Test
    void damagedFilesAreReportedWithLineAndColumn() throws Exception {
        FORM.open(this.root).put("a", "{}").flush();
        Files.writeString(file("b.json"), "{\n  \"n\": 1,\n  \"m\" 2\n}");
        Files.writeString(file("c.json"), "");
        Files.write(file("d.json"), new byte[100]);
        Files.writeString(file("e.json"), "[1]");
        Files.writeString(file("%~" + "0".repeat(64) + ".json"), "{}");
        Files.writeString(file("%00.json"), "{}");
        Files.writeString(file(".json"), "{}");
        Loaded loaded = Loaded.from(FORM.strategy(this.root));
        assertThat(loaded.rows()).containsOnlyKeys("a");
        assertThat(loaded.damage()).hasSize(7)
            .contains("c.json: It is empty.", "d.json: It has nothing but zero bytes, as a power loss leaves them.")
            .anySatisfy((text) -> assertThat(text).startsWith("b.json: ").contains("line 3, column 7"))
            .anySatisfy((text) -> assertThat(text).startsWith("%~00").contains("_id"))
            .anySatisfy((text) -> assertThat(text).startsWith("%00.json: Its name is no row id"));
    }

    @Test
    void nameLikeThoseOfMacOsIsThatOfARowUnlessTheContentIsMacOsOwn() throws Exception {
        Files.createDirectories(file(""));
        byte[] appleDouble = { 0, 5, 0x16, 7 };
        Files.writeString(file("._a.json"), "{\"n\":1}");
        Files.writeString(file("._b.json"), "{}");
        Files.writeString(file("._c.json"), "{\"s\":\"" + "x".repeat(10_000) + "\"}");
        Files.write(file("._d.json"), appleDouble);
        Files.write(file("._e.json"), Arrays.copyOf(appleDouble, 8 * 1024));
        Files.write(file("._f.json"), Arrays.copyOf(appleDouble, 8 * 1024 + 1));
        Files.write(file("._g.json"), Arrays.copyOf(appleDouble, 3));
        Files.write(file("h.json"), appleDouble);
        Loaded loaded = Loaded.from(FORM.strategy(this.root));
        assertThat(loaded.rows()).containsOnlyKeys("._a", "._b", "._c");
        assertThat(loaded.damage()).extracting((text) -> text.substring(0, text.indexOf(':')))
            .containsExactlyInAnyOrder("._f.json", "._g.json", "h.json");
    }

    @Test
    void fileOfMoreThanARowMayTakeIsDamagedAndNotRead() throws Exception {
        Files.createDirectories(file(""));
        try (RandomAccessFile large = new RandomAccessFile(file("large.json").toFile(), "rw")) {
            large.setLength(64 * 1024 * 1024 + 1);
        }
        assertThat(Loaded.from(FORM.strategy(this.root)).damage())
            .containsExactly("large.json: It has more than 67108864 bytes.");
    }

    @Test
    void zerosBehindARowLoseNothing() throws Exception {
        Files.createDirectories(file(""));
        Files.writeString(file("a.json"), "{\"n\":1}\n" + "\0".repeat(100));
        Files.writeString(file("b.json"), "\ufeff{\"n\":2}\0");
        Loaded loaded = Loaded.from(FORM.strategy(this.root));
        assertThat(loaded.rows()).isEqualTo(Map.of("a", "{\"n\":1}", "b", "{\"n\":2}"));
        assertThat(loaded.damage()).isEmpty();
    }

    @Test
    void byteOrderMarkIsSkipped() throws Exception {
        Files.createDirectories(file(""));
        Files.writeString(file("a.json"), "\ufeff{\"n\":1}");
        assertThat(Loaded.from(FORM.strategy(this.root)).rows()).containsEntry("a", "{\"n\":1}");
        ByteBuffer beforeOthers = ByteBuffer.wrap("\ufeff{} of another file".getBytes(StandardCharsets.UTF_8)).limit(5);
        assertThat(RowFileReader.parse(beforeOthers, false).json()).asString().isEqualTo("{}");
    }

    @Test
    void rowsMoveFromOtherSpellingsToOursWhenWritten() throws Exception {
        seedNames();
        Rows rows = FORM.open(this.root);
        assertThat(rows.loaded().rows()).containsOnlyKeys("A b", "x@y", "a", "gone!");
        assertThat(rows.strategy().fileOf("A b")).isEqualTo(file("A b.json"));
        rows.put("a", "{}").flush();
        assertThat(names()).containsExactly("A b.json", "a.json", "gone!.json", "x@y.json");
        rows.put("A b", "{\"n\":2}").delete("gone!").failToFlush();
        rows.flush();
        assertThat(names()).containsExactly("A%20b.json", "a.json", "x@y.json");
        rows.delete("A b").put("gone!", "{}").flush();
        assertThat(names()).containsExactly("a.json", "gone%21.json", "x@y.json");
        assertThat(rows.strategy().fileOf("gone!")).isEqualTo(file("gone%21.json"));
    }

    private void seedNames() throws Exception {
        Files.createDirectories(file(""));
        for (String name : List.of("A b", "x@y", "a", "gone!")) {
            Files.writeString(file(name + ".json"), "{}");
        }
    }

    @Test
    void ofTwoFilesOfARowOurSpellingWins() throws Exception {
        Files.createDirectories(file(""));
        Files.writeString(file("a b.json"), "{\"n\":1}");
        Files.writeString(file("a%20b.json"), "{\"n\":2}");
        Files.setLastModifiedTime(file("a%20b.json"), FileTime.fromMillis(0));
        Loaded loaded = Loaded.from(FORM.strategy(this.root));
        assertThat(loaded.rows()).containsExactly(Map.entry("a b", "{\"n\":2}"));
        assertThat(loaded.damage()).containsExactly("a b.json: Another file is the one of row \"a b\".");
    }

    @Test
    void ofTwoFilesOfARowUnderOtherSpellingsTheNewerWins() throws Exception {
        Files.createDirectories(file(""));
        Files.writeString(file("a b.json"), "{\"n\":1}");
        Files.writeString(file("%61 b.json"), "{\"n\":2}");
        Files.setLastModifiedTime(file("a b.json"), FileTime.fromMillis(0));
        Loaded loaded = Loaded.from(FORM.strategy(this.root));
        assertThat(loaded.rows()).containsExactly(Map.entry("a b", "{\"n\":2}"));
        assertThat(loaded.damage()).singleElement().asString().startsWith("a b.json: ");
    }

    @Test
    void otherSpellingStandsInForADamagedFileOfOurs() throws Exception {
        Files.createDirectories(file(""));
        Files.writeString(file("a b.json"), "{\"n\":1}");
        Files.writeString(file("a%20b.json"), "{\"n\"");
        Loaded loaded = Loaded.from(FORM.strategy(this.root));
        assertThat(loaded.rows()).containsExactly(Map.entry("a b", "{\"n\":1}"));
        assertThat(loaded.damage()).singleElement().asString().startsWith("a%20b.json: ");
    }

    @Test
    void otherSpellingStandsInForWhatIsNoFileUnderOurName() throws Exception {
        Files.createDirectories(file("a%20b.json"));
        Files.writeString(file("a b.json"), "{\"n\":1}");
        Files.createSymbolicLink(file("c%20d.json"), file("a b.json"));
        Files.writeString(file("c d.json"), "{\"n\":2}");
        Loaded loaded = Loaded.from(FORM.strategy(this.root));
        assertThat(loaded.rows()).isEqualTo(Map.of("a b", "{\"n\":1}", "c d", "{\"n\":2}"));
        assertThat(loaded.damage()).isEmpty();
    }

    @Test
    void hashedNameThatIsNotTheHashOfItsRowMovesToo() throws Exception {
        Files.createDirectories(file(""));
        Files.writeString(file("%~" + "a".repeat(64) + ".json"), "{\"_id\":\"short\",\"n\":1}");
        Rows rows = FORM.open(this.root);
        assertThat(rows.loaded().rows()).containsExactly(Map.entry("short", "{\"n\":1}"));
        rows.put("short", "{}").flush();
        assertThat(names()).containsExactly("short.json");
    }

    @Test
    void rowsWhoseHashedNamesWereSwappedAreBothThere() throws Exception {
        String one = "x".repeat(300);
        String two = "y".repeat(300);
        Rows rows = FORM.open(this.root).put(one, "{\"n\":1}").put(two, "{\"n\":2}");
        rows.flush();
        Path first = rows.strategy().fileOf(one);
        Path second = rows.strategy().fileOf(two);
        Files.move(first, file("aside"));
        Files.move(second, first);
        Files.move(file("aside"), second);
        Loaded loaded = Loaded.from(FORM.strategy(this.root));
        assertThat(loaded.rows()).isEqualTo(Map.of(one, "{\"n\":1}", two, "{\"n\":2}"));
        assertThat(loaded.damage()).isEmpty();
    }

    @Test
    void manyFilesAreReadBySeveralThreads() {
        Rows rows = FORM.open(this.root);
        IntStream.range(0, 3000).forEach((i) -> rows.put("row " + i, "{\"n\":" + i + "}"));
        rows.flush();
        Loaded loaded = Loaded.from(FORM.strategy(this.root));
        assertThat(loaded.rows()).hasSize(3000).containsEntry("row 77", "{\"n\":77}");
    }

    @Test
    void batchThatFailedHalfWayIsRepeated() {
        for (int call = 1; call < 30; call++) {
            MemoryDirectory directory = new MemoryDirectory();
            directory.plant("users/A b.json", "{\"n\":1}");
            directory.plant("users/gone!.json", "{\"n\":1}");
            Rows rows = FORM.open(directory).put("A b", "{\"n\":2}").delete("gone!").put("c", "{}");
            directory.failAt(directory.calls() + call, Fault.IO_ERROR_HALFWAY);
            Throwable failure = catchThrowableOfType(UncheckedIOException.class, rows::flush);
            if (failure == null) {
                assertThat(call).isGreaterThan(8);
                return;
            }
            rows.flush();
            assertThat(directory.files()).containsExactlyInAnyOrder("users/A%20b.json", "users/c.json");
            assertThat(directory.text("users/A%20b.json")).isEqualTo("{\n  \"n\": 2\n}\n");
        }
    }

    @Test
    void rowsWhoseNamesDifferInCaseOnlyStayApartWhereTheDiskIgnoresCase() {
        CaseIgnoringDirectory directory = new CaseIgnoringDirectory();
        directory.disk().plant("users/A.json", "{\"n\":1}");
        directory.disk().plant("users/B.json", "{\"n\":2}");
        directory.disk().plant("users/c%c3.json", "{\"n\":3}");
        Rows rows = FORM.open(directory);
        assertThat(rows.loaded().rows()).containsOnlyKeys("A", "B", "c%c3");
        rows.put("a", "{}").put("b", "{}").delete("B").put("C", "{}").flush();
        rows.delete("a").flush();
        assertThat(directory.disk().files()).containsExactlyInAnyOrder("users/%41.json", "users/b.json",
                "users/%43.json", "users/c%c3.json");
        assertThat(directory.disk().text("users/%41.json")).isEqualTo("{\"n\":1}");
        assertThat(Loaded.from(FORM.strategy(directory)).rows())
            .isEqualTo(Map.of("A", "{\"n\":1}", "b", "{}", "C", "{}", "c%c3", "{\"n\":3}"));
    }

    @Test
    void deletingARowThatWasNeverWrittenSparesTheOneUnderAnEqualName() {
        CaseIgnoringDirectory directory = new CaseIgnoringDirectory();
        directory.disk().plant("users/A.json", "{}");
        Rows rows = FORM.open(directory);
        rows.put("a", "{}").delete("a").flush();
        assertThat(Loaded.from(FORM.strategy(directory)).rows()).containsOnlyKeys("A");
    }

    @Test
    void rowsStayApartAlsoWhenABatchFailsHalfWay() {
        for (int call = 1; call < 30; call++) {
            CaseIgnoringDirectory directory = new CaseIgnoringDirectory();
            directory.disk().plant("users/A.json", "{\"n\":1}");
            Rows rows = FORM.open(directory).put("a", "{\"n\":2}");
            directory.disk().failAt(directory.disk().calls() + call, Fault.IO_ERROR);
            if (catchThrowableOfType(UncheckedIOException.class, rows::flush) != null) {
                rows.flush();
            }
            assertThat(Loaded.from(FORM.strategy(directory)).rows())
                .isEqualTo(Map.of("A", "{\"n\":1}", "a", "{\"n\":2}"));
        }
    }

    private List<String> names() {
        try (var names = Files.list(file(""))) {
            return names.map((name) -> name.getFileName().toString()).sorted().toList();
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private Path file(String name) {
        return FORM.file(this.root).resolve(name);
    }

}
