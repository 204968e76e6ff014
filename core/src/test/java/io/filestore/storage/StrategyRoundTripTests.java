package io.filestore.storage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.filestore.error.InvalidConfigurationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What holds for every form on disk. */
class StrategyRoundTripTests {

    private static final Map<String, String> NASTY = new TreeMap<>(
            Map.ofEntries(Map.entry("plain", "{\"name\":\"Alice\"}"), Map.entry("own id", "{\"id\":\"other\"}"),
                    Map.entry("number id", "{\"id\":7,\"_id\":8}"), Map.entry("_id", "{\"_id\":\"x\",\"__id\":1}"),
                    Map.entry("expires", "{\"_expiresAt\":5,\"__expiresAt\":\"never\"}"),
                    Map.entry("deleted", "{\"_deleted\":true,\"__deleted\":true}"), Map.entry("empty", "{}"),
                    Map.entry("numbers", "{\"a\":1.50,\"b\":1E+2,\"c\":-0,\"d\":123456789012345678901234567890}"),
                    Map.entry("deep", "{\"a\":{\"b\":[[],[{}],{\"c\":\"}],{[\\\"\\\\\"}]}}"),
                    Map.entry("grüße 😀", "{\"ключ\":\"значение\",\"nl\":\"a\\nb\"}"), Map.entry("con", "{\"a\":1}"),
                    Map.entry("..", "{\"a\":2}"), Map.entry("a/b", "{\"a\":3}"), Map.entry("A", "{\"a\":4}"),
                    Map.entry("a", "{\"a\":5}"), Map.entry("a.json", "{\"a\":6}"), Map.entry("a.json.b", "{\"a\":7}"),
                    Map.entry("\\\"", "{\"a\":8}"), Map.entry("indices", "{\"a\":9}"),
                    Map.entry("%~" + "0".repeat(64), "{\"a\":10}"), Map.entry("__proto__", "{\"__proto__\":{}}"),
                    Map.entry("x".repeat(512), "{\"long\":1,\"_id\":\"own\"}"), Map.entry("ß".repeat(256), "{}")));

    @TempDir
    private Path root;

    @ParameterizedTest
    @EnumSource
    void everyRowComesBackAsItWas(Form form) {
        Rows rows = form.open(this.root);
        NASTY.forEach(rows::put);
        rows.flush();
        Loaded loaded = Loaded.from(form.strategy(this.root));
        assertThat(loaded.rows()).containsExactlyEntriesOf(NASTY);
        assertThat(loaded.damage()).isEmpty();
        assertThat(loaded.pieces()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void changesAndDeletionsComeBackToo(Form form) {
        Rows rows = form.open(this.root);
        rows.put("a", "{\"n\":1}").put("b", "{}").put("c", "{}").flush();
        rows.put("a", "{\"n\":2}").delete("b").put("d", "{}", 1766000000000L).flush();
        rows.put("b", "{\"again\":true}").delete("c").flush();
        rows.delete("b").flush();
        assertThat(Loaded.from(form.strategy(this.root)).rows())
            .containsExactlyEntriesOf(new TreeMap<>(Map.of("a", "{\"n\":2}", "d", "{} until 1766000000000")));
    }

    @ParameterizedTest
    @EnumSource
    void compactingChangesNoRow(Form form) {
        Rows rows = form.open(this.root);
        NASTY.forEach(rows::put);
        rows.flush();
        rows.put("a", "{\"n\":2}").delete("plain").flush();
        rows.compact();
        Map<String, String> expected = new TreeMap<>(NASTY);
        expected.put("a", "{\"n\":2}");
        expected.remove("plain");
        assertThat(Loaded.from(form.strategy(this.root)).rows()).containsExactlyEntriesOf(expected);
    }

    @ParameterizedTest
    @EnumSource
    void retryAfterAFailedFlushWritesEverything(Form form) {
        Rows rows = form.open(this.root);
        rows.put("a", "{\"n\":1}").put("b", "{}").failToFlush();
        rows.put("c", "{}").flush();
        rows.put("a", "{\"n\":2}").delete("b").failToFlush();
        rows.put("d", "{}").failToFlush();
        rows.put("e", "{}").flush();
        rows.put("f", "{}").flush();
        Loaded loaded = Loaded.from(form.strategy(this.root));
        assertThat(loaded.rows()).containsOnlyKeys("a", "c", "d", "e", "f").containsEntry("a", "{\"n\":2}");
        assertThat(loaded.pieces()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void absentFilesAreAnEmptyCollection(Form form) {
        assertThat(form.open(this.root).loaded().rows()).isEmpty();
        assertThat(this.root).isEmptyDirectory();
    }

    @ParameterizedTest
    @EnumSource
    void collectionThatBecameEmptyIsStillThere(Form form) {
        Rows rows = form.open(this.root);
        rows.put("a", "{}").flush();
        rows.delete("a").flush();
        rows.compact();
        Rows again = form.open(this.root);
        assertThat(again.loaded().rows()).isEmpty();
        assertThat(again.loaded().damage()).isEmpty();
        again.put("b", "{}").flush();
        assertThat(Loaded.from(form.strategy(this.root)).rows()).containsOnlyKeys("b");
        assertThat(form.file(this.root)).exists();
    }

    @ParameterizedTest
    @EnumSource
    void loadingChangesNoFile(Form form) throws Exception {
        Rows rows = form.open(this.root);
        rows.put("a", "{}").flush();
        Map<Path, Object> before = files();
        Loaded.from(form.strategy(this.root));
        assertThat(files()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void rowOfSixteenMegabytesComesBack(Form form) {
        String json = "{\"id\":\"" + "x".repeat(16 * 1024 * 1024 - 9) + "\"}";
        form.open(this.root).put("i".repeat(512), json, 1766000000000L).put("z", "{}").flush();
        assertThat(form.open(this.root).loaded().stored()).hasSize(2)
            .hasEntrySatisfying("i".repeat(512), (row) -> assertThat(row.json()).hasSize(json.length()));
    }

    @ParameterizedTest
    @EnumSource
    void deeplyNestedLargeRowComesBack(Form form) {
        String json = "{\"a\":" + "[".repeat(490) + "1" + ",1".repeat(2_000_000) + "]".repeat(490) + "}";
        form.open(this.root).put("a", json).put("b", "{}").flush();
        Loaded loaded = Loaded.from(form.strategy(this.root));
        assertThat(loaded.damage()).isEmpty();
        assertThat(loaded.stored().get("a").json()).hasSize(json.length());
    }

    @ParameterizedTest
    @EnumSource
    void pathOfTheWrongKindIsAConfigurationError(Form form) throws Exception {
        if (form == Form.FILE_PER_RECORD) {
            form.plant(this.root, "{}");
        }
        else {
            Files.createDirectories(form.file(this.root));
        }
        assertThatExceptionOfType(InvalidConfigurationException.class)
            .isThrownBy(() -> form.strategy(this.root).load(new Loaded()))
            .satisfies((ex) -> assertThat(ex.option()).isEqualTo("collections.users.path"))
            .withMessageContaining((form == Form.FILE_PER_RECORD) ? "keeps a directory there, but it is a file;"
                    : "keeps a file there, but it is a directory;");
    }

    @ParameterizedTest
    @EnumSource
    void pathThatIsALinkIsAConfigurationErrorThatSaysSo(Form form) throws Exception {
        Files.createDirectories(form.file(this.root).getParent());
        Files.createSymbolicLink(form.file(this.root), this.root.resolve("elsewhere"));
        assertThatExceptionOfType(InvalidConfigurationException.class)
            .isThrownBy(() -> form.strategy(this.root).load(new Loaded()))
            .withMessageContaining("there, but it is a symbolic link;");
    }

    @ParameterizedTest
    @EnumSource
    void indexesLieBesideTheRows(Form form) {
        Path indexes = form.strategy(this.root).indexDirectory();
        String expected = switch (form) {
            case FILE_PER_RECORD -> "users/indices";
            case JSON -> "users.json.indices";
            case LINES -> "logs/users.jsonl.indices";
            case COMPRESSED_JSON -> "cache/users.indices";
            case COMPRESSED_LINES -> "users.jsonl.indices";
        };
        assertThat(indexes).isEqualTo(this.root.toAbsolutePath().resolve(expected));
    }

    private Map<Path, Object> files() throws Exception {
        Map<Path, Object> files = new TreeMap<>();
        try (var paths = Files.walk(this.root)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                files.put(path, Files.getLastModifiedTime(path));
            }
        }
        return files;
    }

}
