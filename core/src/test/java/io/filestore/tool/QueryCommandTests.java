package io.filestore.tool;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;

class QueryCommandTests {

    @TempDir
    private Path temporary;

    private Path root;

    private Path killed;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void write() throws IOException {
        this.root = this.temporary.resolve("data");
        this.killed = this.temporary.resolve("killed");
        try (Store store = open()) {
            for (String name : List.of("files", "lines", "map", "packed")) {
                RowCollection<Row> rows = store.collection(name);
                rows.put("b", Row.parse("{\"city\":\"Rome\",\"total\":20}"));
                rows.put("a", Row.parse("{\"city\":\"Paris\",\"total\":10.0}"));
                rows.put("c", Row.parse("{\"id\":7,\"city\":\"Rome\",\"total\":5}"));
            }
            store.flush();
            store.collection("files").put("d", Row.parse("{\"city\":\"Rome\",\"total\":1e2}"));
            store.collection("files").delete("b");
            store.collection("late").put("only", Row.parse("{\"logged\":true}"));
            copy();
        }
    }

    private Store open() {
        return Store.builder(this.root)
            .automaticFlush(false)
            .collection("files", CollectionOptions.filePerRecord().withIndexed("city"))
            .collection("lines", CollectionOptions.singleFile("logs/lines.jsonl").withIndexed("city"))
            .collection("map", CollectionOptions.singleFile("map.json"))
            .collection("packed", CollectionOptions.compressed("packed/rows").withIndexed("address.city"))
            .collection("late", CollectionOptions.singleFile("late.jsonl"))
            .open();
    }

    /** What a killed process leaves. */
    private void copy() throws IOException {
        try (Stream<Path> files = Files.walk(this.root)) {
            for (Path file : files.toList()) {
                Files.copy(file, this.killed.resolve(this.root.relativize(file)),
                        java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private int run(Object... arguments) {
        this.out.reset();
        this.err.reset();
        StoreTool tool = new StoreTool(new PrintStream(this.out, true, StandardCharsets.UTF_8),
                new PrintStream(this.err, true, StandardCharsets.UTF_8));
        return tool.run(Stream.of(arguments).map(String::valueOf).toList());
    }

    private String err() {
        return this.err.toString(StandardCharsets.UTF_8);
    }

    private List<String> lines() {
        return this.out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static Map<Path, Object> state(Path root) throws IOException {
        Map<Path, Object> state = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.toList()) {
                state.put(file, List.of(Files.getLastModifiedTime(file),
                        Files.isDirectory(file) ? "" : Files.readString(file, StandardCharsets.ISO_8859_1)));
            }
        }
        return state;
    }

    @ParameterizedTest
    @ValueSource(strings = { "lines", "map", "packed" })
    void rowsOfEachStrategyArePrintedAsLines(String collection) throws IOException {
        Map<Path, Object> before = state(this.root);
        assertThat(run("query", this.root, collection)).as(err()).isZero();
        assertThat(lines()).containsExactly("{\"id\":\"a\",\"city\":\"Paris\",\"total\":10.0}",
                "{\"id\":\"b\",\"city\":\"Rome\",\"total\":20}",
                "{\"_id\":\"c\",\"id\":7,\"city\":\"Rome\",\"total\":5}");
        assertThat(state(this.root)).isEqualTo(before);
    }

    @Test
    void queryChoosesAndOrders() {
        String query = "{\"where\":{\"city\":\"Rome\"},\"orderBy\":[\"-total\"],\"limit\":1}";
        assertThat(run("query", this.root, "lines", query)).isZero();
        assertThat(lines()).containsExactly("{\"id\":\"b\",\"city\":\"Rome\",\"total\":20}");
        assertThat(run("query", this.root, "lines", "{\"where\":{\"city\":\"Oslo\"}}")).isZero();
        assertThat(lines()).isEmpty();
    }

    @Test
    void rowsOfAKilledStoreAreThoseThatItHadAcknowledged() throws IOException {
        Map<Path, Object> before = state(this.killed);
        assertThat(run("query", this.killed, "files")).as(err()).isZero();
        assertThat(lines()).containsExactly("{\"id\":\"a\",\"city\":\"Paris\",\"total\":10.0}",
                "{\"_id\":\"c\",\"id\":7,\"city\":\"Rome\",\"total\":5}",
                "{\"id\":\"d\",\"city\":\"Rome\",\"total\":1e2}");
        assertThat(run("query", this.killed, "late")).as(err()).isZero();
        assertThat(lines()).containsExactly("{\"id\":\"only\",\"logged\":true}");
        assertThat(state(this.killed)).isEqualTo(before);
    }

    @Test
    void planIsTheOneThatTheApplicationHas() {
        String query = "{\"where\":{\"city\":\"Rome\",\"total\":{\"gt\":1}},\"orderBy\":[\"total\"]}";
        assertThat(run("query", this.root, "files", query, "--explain")).as(err()).isZero();
        assertThat(lines()).containsExactly("SEARCH files USING city (=)", "FILTER total > 1", "SORT BY total",
                "Looks at 2 rows at most.");
        assertThat(run("query", "--explain", this.root, "packed", "{\"where\":{\"address.city\":\"Rome\"}}")).isZero();
        assertThat(lines()).startsWith("SEARCH packed USING address.city (=)");
        assertThat(run("query", this.root, "map", query, "--explain")).isZero();
        assertThat(lines()).startsWith("SCAN map");
    }

    @Test
    void storeThatIsOpenForReadingIsReadAndOneThatWritesIsNot() {
        Store reader = Store.builder(this.root)
            .readOnly(true)
            .collection("map", CollectionOptions.singleFile("map.json"))
            .open();
        try (reader) {
            assertThat(run("query", this.root, "map")).as(err()).isZero();
            assertThat(lines()).hasSize(3);
        }
        Store writer = open();
        try (writer) {
            assertThat(run("query", this.root, "map")).isEqualTo(2);
            assertThat(err()).contains("is in use by");
            assertThat(lines()).isEmpty();
        }
    }

    @Test
    void rowsBesideADamagedOneArePrintedAndTheDamageIsTold() throws IOException {
        Path file = this.root.resolve("files/a.json");
        FileTime time = Files.getLastModifiedTime(file);
        Files.writeString(file, Files.readString(file).replace("Paris", "Parks"));
        Files.setLastModifiedTime(file, time);
        assertThat(run("query", this.root, "files")).isEqualTo(1);
        assertThat(lines()).hasSize(2).noneMatch((line) -> line.contains("Par"));
        assertThat(err()).startsWith("# Collection 'files': ").contains("a.json");
    }

    @Test
    void whatCannotBeAskedIsSaid() throws IOException {
        assertThat(run("query", this.root)).isEqualTo(2);
        assertThat(err()).startsWith("query needs DIRECTORY and COLLECTION.");
        assertThat(run("query", this.root, "map", "{}", "more")).isEqualTo(2);
        assertThat(err()).startsWith("query takes DIRECTORY and COLLECTION and [QUERY] and no more; what is 'more'?");
        assertThat(run("query", this.root, "maps")).isEqualTo(2);
        assertThat(err()).startsWith("There is no collection 'maps' in " + this.root)
            .contains("There are files, late, lines, map, packed.");
        assertThat(run("query", this.root, "map", "{\"where\":{\"total\":{\"near\":1}}}")).isEqualTo(2);
        assertThat(err()).contains("unknown operator 'near'");
        assertThat(run("query", this.root, "map", "total > 1")).isEqualTo(2);
        assertThat(err()).startsWith("This is no query");
        assertThat(run("query", this.root.resolve("absent"), "map")).isEqualTo(2);
        assertThat(err()).contains("is no directory");
        Path other = Files.createDirectory(this.temporary.resolve("other"));
        assertThat(run("query", other, "map")).isEqualTo(2);
        assertThat(err()).contains("is no store's directory");
        assertThat(run("query", "--help")).isZero();
        assertThat(lines()).anyMatch((line) -> line.contains("query DIRECTORY COLLECTION [QUERY] [--explain]"));
    }

}
