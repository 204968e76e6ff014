package io.filestore.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.filestore.io.Content;
import io.filestore.io.ContentSum;
import io.filestore.io.Fault;
import io.filestore.io.FileBatch;
import io.filestore.io.LinesSum;
import io.filestore.io.MemoryDirectory;
import io.filestore.row.DirtyRows;
import io.filestore.row.Row;
import io.filestore.row.StoredRow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class IndexFileTests {

    private static final String NAME = "users/indices/email.jsonl";

    private final MemoryDirectory disk = new MemoryDirectory();

    private final Rows rows = new Rows();

    private IndexFile file = newFile();

    private IndexFile newFile() {
        return new IndexFile(this.disk, this.disk.root().resolve("users/indices"), List.of("email"));
    }

    private long flush() throws IOException {
        FileBatch batch = new FileBatch(this.disk, false);
        try {
            long bytes = this.file.write(this.rows, batch);
            batch.commit();
            this.rows.changed.clear();
            return bytes;
        }
        finally {
            batch.abandon();
        }
    }

    private void put(String id, String email) {
        this.rows.put(id, "{\"email\":" + email + "}");
    }

    private String text() {
        return this.disk.text(NAME);
    }

    @Test
    void firstWriteMakesALineForEachRowThatHasTheField() throws IOException {
        put("b", "\"b@example.com\"");
        put("a", "[\"x\",1,null]");
        put("o", "{\"deep\":true}");
        put("n", "null");
        this.rows.put("none", "{}");
        flush();
        assertThat(text()).isEqualTo("""
                {"key":["x",1,null],"rowId":"a"}
                {"key":"b@example.com","rowId":"b"}
                {"key":null,"rowId":"n"}
                {"key":{"deep":true},"rowId":"o"}
                """);
        assertThat(this.file.verify(this.rows)).isEmpty();
    }

    @Test
    void fileThatIsKnownIsTakenAsItIsAndAnyOtherIsChecked() throws IOException {
        put("a", "1");
        flush();
        LinesSum known = this.file.state();
        assertThat(known).isNotNull();
        assertThat(known.lines()).isEqualTo(1);
        this.file = newFile();
        this.file.trust(known);
        put("b", "2");
        flush();
        assertThat(text()).isEqualTo("{\"key\":1,\"rowId\":\"a\"}\n{\"key\":2,\"rowId\":\"b\"}\n");
        LinesSum later = this.file.state();
        assertThat(later).isNotNull();
        byte[] edited = text().replace("2", "3").getBytes(StandardCharsets.UTF_8);
        this.disk.write(this.disk.root().resolve(NAME), Content.of(edited));
        this.file = newFile();
        this.file.trust(later);
        flush();
        assertThat(this.file.verify(this.rows)).isEmpty();
        assertThat(text()).endsWith("{\"key\":2,\"rowId\":\"b\"}\n");
    }

    @Test
    void distrustWithdrawsWhatWasKnownBeforeTheFirstWrite() throws IOException {
        put("a", "1");
        flush();
        LinesSum known = this.file.state();
        this.file = newFile();
        this.file.trust(known);
        put("a", "2");
        this.rows.changed.clear();
        this.file.distrust();
        flush();
        assertThat(this.file.verify(this.rows)).isEmpty();
    }

    @Test
    void knownFileIsNotReadLineByLine() throws IOException {
        byte[] nonsense = "nonsense\n".getBytes(StandardCharsets.UTF_8);
        this.disk.createDirectories(this.disk.root().resolve("users/indices"), false);
        this.disk.write(this.disk.root().resolve(NAME), Content.of(nonsense));
        this.file.trust(new LinesSum(ContentSum.of(nonsense, 0, nonsense.length), 1, 1));
        put("a", "1");
        flush();
        assertThat(text()).isEqualTo("nonsense\n{\"key\":1,\"rowId\":\"a\"}\n");
    }

    @Test
    void eachChangedKeyIsOneLineAndAnUnchangedOneNone() throws IOException {
        put("a", "1");
        put("b", "2");
        put("c", "3");
        flush();
        put("a", "10");
        put("b", "2");
        this.rows.put("c", null);
        put("d\"ü", "4");
        long bytes = flush();
        String added = """
                {"key":10,"rowId":"a"}
                {"rowId":"c","_deleted":true}
                {"key":4,"rowId":"d\\"ü"}
                """;
        assertThat(text()).endsWith(added).hasLineCount(6);
        assertThat(bytes).isEqualTo(added.getBytes(java.nio.charset.StandardCharsets.UTF_8).length);
        assertThat(this.file.verify(this.rows)).isEmpty();
    }

    @Test
    void aRowThatLosesTheFieldLeavesTheIndex() throws IOException {
        put("a", "1");
        flush();
        this.rows.put("a", "{\"other\":1}");
        flush();
        assertThat(text()).endsWith("{\"rowId\":\"a\",\"_deleted\":true}\n");
        assertThat(this.file.verify(this.rows)).isEmpty();
    }

    @Test
    void nothingIsWrittenWhenNoKeyHasChanged() throws IOException {
        put("a", "1");
        flush();
        int calls = this.disk.calls();
        this.rows.put("a", "{\"email\":1,\"other\":2}");
        assertThat(flush()).isZero();
        assertThat(this.disk.calls()).isEqualTo(calls);
    }

    @Test
    void aStaleFileGetsTheLinesThatItLacks() throws IOException {
        this.disk.plant(NAME, """
                {"key":"old","rowId":"a"}
                {"key":"gone","rowId":"z"}
                {"key":2,"rowId":"b"}
                """);
        put("a", "\"new\"");
        put("b", "2");
        put("c", "3");
        assertThat(this.file.isUnchecked()).isTrue();
        flush();
        assertThat(this.file.isUnchecked()).isFalse();
        assertThat(text()).startsWith("{\"key\":\"old\"").endsWith("""
                {"key":"new","rowId":"a"}
                {"key":3,"rowId":"c"}
                {"rowId":"z","_deleted":true}
                """);
        assertThat(this.file.verify(this.rows)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "no JSON\n", "{\"key\":1}\n", "{\"key\":1,\"rowId\":7}\n", "[]\n", "{\"key\":1,\"row",
            "\0\0\0", "{\"rowId\":\"a\",\"_deleted\":false}\n" })
    void aDamagedFileIsWrittenAnew(String content) throws IOException {
        this.disk.plant(NAME, "{\"key\":\"old\",\"rowId\":\"a\"}\n" + content);
        put("a", "1");
        flush();
        assertThat(text()).isEqualTo("{\"key\":1,\"rowId\":\"a\"}\n");
    }

    @Test
    void aLineBehindAFileWithoutFinalNewlineStandsOnItsOwn() throws IOException {
        this.disk.plant(NAME, "{\"key\":1,\"rowId\":\"a\"}");
        put("a", "1");
        put("b", "2");
        flush();
        assertThat(text()).isEqualTo("{\"key\":1,\"rowId\":\"a\"}\n{\"key\":2,\"rowId\":\"b\"}\n");
    }

    @Test
    void aFileWithoutFinalNewlineIsLeftAloneUntilAKeyChanges() throws IOException {
        this.disk.plant(NAME, "{\"key\":1,\"rowId\":\"a\"}");
        put("a", "1");
        assertThat(flush()).isZero();
        put("b", "2");
        flush();
        put("c", "3");
        flush();
        assertThat(text())
            .isEqualTo("{\"key\":1,\"rowId\":\"a\"}\n{\"key\":2,\"rowId\":\"b\"}\n{\"key\":3,\"rowId\":\"c\"}\n");
        assertThat(this.file.verify(this.rows)).isEmpty();
    }

    @Test
    void aFileThatIsMostlyDeadIsWrittenAnew() throws IOException {
        for (int i = 0; i < 400; i++) {
            put("row-" + i, "0");
        }
        flush();
        for (int round = 1; round <= 3; round++) {
            for (int i = 0; i < 400; i++) {
                put("row-" + i, String.valueOf(round));
            }
            flush();
        }
        assertThat(text()).hasLineCount(800);
        assertThat(this.file.verify(this.rows)).isEmpty();
    }

    @Test
    void aFailedAppendIsRepeatedAtTheSamePlace() throws IOException {
        put("a", "1");
        flush();
        put("b", "2");
        this.disk.failOnce((call) -> call.startsWith("append"), Fault.IO_ERROR_HALFWAY);
        assertThatIOException().isThrownBy(this::flush);
        flush();
        assertThat(text()).isEqualTo("{\"key\":1,\"rowId\":\"a\"}\n{\"key\":2,\"rowId\":\"b\"}\n");
    }

    @Test
    void verifyNamesEachDifference() throws IOException {
        put("a", "1");
        put("b", "2");
        assertThat(this.file.verify(this.rows)).singleElement().asString().contains(NAME).contains("missing");
        flush();
        this.disk.plant(NAME, "{\"key\":7,\"rowId\":\"a\"}\n{\"key\":3,\"rowId\":\"c\"}\n");
        assertThat(this.file.verify(this.rows)).hasSize(3)
            .anyMatch((finding) -> finding.contains("has another key of row 'a'"))
            .anyMatch((finding) -> finding.contains("lacks row 'b'"))
            .anyMatch((finding) -> finding.contains("has row 'c', which has no key"));
    }

    /** Rows as a flush hands them over. */
    private static final class Rows implements DirtyRows {

        private final Map<String, StoredRow> all = new TreeMap<>();

        private final Map<String, DirtyRow> changed = new LinkedHashMap<>();

        void put(String id, String json) {
            StoredRow before = this.all.get(id);
            StoredRow after = (json != null) ? StoredRow.of(id, Row.parse(json).canonical(), 1, 0) : null;
            if (after != null) {
                this.all.put(id, after);
            }
            else {
                this.all.remove(id);
            }
            this.changed.put(id, new DirtyRow(id, before, after));
        }

        @Override
        public Collection<DirtyRow> changed() {
            return new ArrayList<>(this.changed.values());
        }

        @Override
        public Iterable<StoredRow> all() {
            return List.copyOf(this.all.values());
        }

    }

}
