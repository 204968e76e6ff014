package io.filestore.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.StoreBuilder;
import io.filestore.config.CollectionOptions;
import io.filestore.migration.RowMigration;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;

class QueryCommandTests {

    @TempDir
    private Path temporary;

    private Path root;

    private Path killed;

    private final ToolRun tool = new ToolRun();

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
            ToolRun.copy(this.root, this.killed);
        }
    }

    private Store open() {
        return builder().open();
    }

    private StoreBuilder builder() {
        return Store.builder(this.root)
            .automaticFlush(false)
            .collection("files", CollectionOptions.filePerRecord().withIndexed("city"))
            .collection("lines", CollectionOptions.singleFile("logs/lines.jsonl").withIndexed("city"))
            .collection("map", CollectionOptions.singleFile("map.json"))
            .collection("packed", CollectionOptions.compressed("packed/rows").withIndexed("address.city"))
            .collection("late", CollectionOptions.singleFile("late.jsonl"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "lines", "map", "packed" })
    void rowsOfEachStrategyArePrintedAsLines(String collection) throws IOException {
        Map<Path, Object> before = ToolRun.state(this.root);
        assertThat(this.tool.run("query", this.root, collection)).as(this.tool.err()).isZero();
        assertThat(this.tool.lines()).containsExactly("{\"id\":\"a\",\"city\":\"Paris\",\"total\":10.0}",
                "{\"id\":\"b\",\"city\":\"Rome\",\"total\":20}",
                "{\"_id\":\"c\",\"id\":7,\"city\":\"Rome\",\"total\":5}");
        assertThat(ToolRun.state(this.root)).isEqualTo(before);
    }

    @Test
    void rowsOfAnyShapeArePrinted() {
        try (Store store = builder().withMigrations(RowMigration.of("lines", 1, 4, (row) -> row.with("seen", true)))
            .open()) {
            store.flush();
        }
        assertThat(this.tool.run("query", this.root, "lines", "{\"limit\":1}")).as(this.tool.err()).isZero();
        assertThat(this.tool.lines()).containsExactly("{\"id\":\"a\",\"city\":\"Paris\",\"total\":10.0,\"seen\":true}");
    }

    @Test
    void queryChoosesAndOrders() {
        String query = "{\"where\":{\"city\":\"Rome\"},\"orderBy\":[\"-total\"],\"limit\":1}";
        assertThat(this.tool.run("query", this.root, "lines", query)).isZero();
        assertThat(this.tool.lines()).containsExactly("{\"id\":\"b\",\"city\":\"Rome\",\"total\":20}");
        assertThat(this.tool.run("query", this.root, "lines", "{\"where\":{\"city\":\"Oslo\"}}")).isZero();
        assertThat(this.tool.lines()).isEmpty();
    }

    @Test
    void idsAreAskedFor() {
        String query = "{\"where\":{\"#id\":{\"gte\":\"b\"}},\"orderBy\":[\"-#id\"],\"limit\":1}";
        assertThat(this.tool.run("query", this.root, "lines", query)).as(this.tool.err()).isZero();
        assertThat(this.tool.lines()).containsExactly("{\"_id\":\"c\",\"id\":7,\"city\":\"Rome\",\"total\":5}");
        assertThat(this.tool.run("query", this.root, "lines", query, "--explain")).isZero();
        assertThat(this.tool.lines()).containsExactly("SEARCH lines USING id (>) BACKWARDS", "LIMIT 1",
                "Looks at 2 rows at most.");
        assertThat(this.tool.run("query", this.root, "lines", "{\"where\":{\"#id\":[1]}}")).isEqualTo(2);
        assertThat(this.tool.run("query", this.root, "lines", "{\"where\":{\"#id\":{\"lt\":7}}}")).isEqualTo(2);
        assertThat(this.tool.err()).contains("ids are in the order of texts");
        assertThat(this.tool.run("query", this.root, "lines", "{\"where\":{\"id\":7}}")).isZero();
        assertThat(this.tool.lines()).as("own field").hasSize(1);
    }

    @Test
    void rowsOfAKilledStoreAreThoseThatItHadAcknowledged() throws IOException {
        Map<Path, Object> before = ToolRun.state(this.killed);
        assertThat(this.tool.run("query", this.killed, "files")).as(this.tool.err()).isZero();
        assertThat(this.tool.lines()).containsExactly("{\"id\":\"a\",\"city\":\"Paris\",\"total\":10.0}",
                "{\"_id\":\"c\",\"id\":7,\"city\":\"Rome\",\"total\":5}",
                "{\"id\":\"d\",\"city\":\"Rome\",\"total\":1e2}");
        assertThat(this.tool.run("query", this.killed, "late")).as(this.tool.err()).isZero();
        assertThat(this.tool.lines()).containsExactly("{\"id\":\"only\",\"logged\":true}");
        assertThat(ToolRun.state(this.killed)).isEqualTo(before);
    }

    @Test
    void planIsTheOneThatTheApplicationHas() {
        String query = "{\"where\":{\"city\":\"Rome\",\"total\":{\"gt\":1}},\"orderBy\":[\"total\"]}";
        assertThat(this.tool.run("query", this.root, "files", query, "--explain")).as(this.tool.err()).isZero();
        assertThat(this.tool.lines()).containsExactly("SEARCH files USING city (=)", "FILTER total > 1",
                "SORT BY total", "Looks at 2 rows at most.");
        assertThat(this.tool.run("query", "--explain", this.root, "packed", "{\"where\":{\"address.city\":\"Rome\"}}"))
            .isZero();
        assertThat(this.tool.lines()).startsWith("SEARCH packed USING address.city (=)");
        assertThat(this.tool.run("query", this.root, "map", query, "--explain")).isZero();
        assertThat(this.tool.lines()).startsWith("SCAN map");
    }

    @Test
    void storeThatIsOpenForReadingIsReadAsIfItWereNot() {
        Store reader = Store.builder(this.root)
            .readOnly(true)
            .collection("map", CollectionOptions.singleFile("map.json"))
            .open();
        try (reader) {
            assertThat(this.tool.run("query", this.root, "map")).as(this.tool.err()).isZero();
            assertThat(this.tool.lines()).hasSize(3);
            assertThat(this.tool.err()).isEmpty();
        }
    }

    @Test
    void rowsBesideADamagedOneArePrintedAndTheDamageIsTold() throws IOException {
        Path file = this.root.resolve("files/a.json");
        FileTime time = Files.getLastModifiedTime(file);
        Files.writeString(file, Files.readString(file).replace("Paris", "Parks"));
        Files.setLastModifiedTime(file, time);
        assertThat(this.tool.run("query", this.root, "files")).isEqualTo(1);
        assertThat(this.tool.lines()).hasSize(2).noneMatch((line) -> line.contains("Par"));
        assertThat(this.tool.err()).startsWith("# Collection 'files': ").contains("a.json");
    }

    @Test
    void whatCannotBeAskedIsSaid() throws IOException {
        assertThat(this.tool.run("query", this.root)).isEqualTo(2);
        assertThat(this.tool.err()).startsWith("query needs DIRECTORY and COLLECTION.");
        assertThat(this.tool.run("query", this.root, "map", "{}", "more")).isEqualTo(2);
        assertThat(this.tool.err())
            .startsWith("query takes DIRECTORY and COLLECTION and [QUERY] and no more; what is 'more'?");
        assertThat(this.tool.run("query", this.root, "maps")).isEqualTo(2);
        assertThat(this.tool.err()).startsWith("There is no collection 'maps' in " + this.root)
            .contains("There are files, late, lines, map, packed.");
        assertThat(this.tool.run("query", this.root, "map", "{\"where\":{\"total\":{\"near\":1}}}")).isEqualTo(2);
        assertThat(this.tool.err()).contains("unknown operator 'near'");
        assertThat(this.tool.run("query", this.root, "map", "total > 1")).isEqualTo(2);
        assertThat(this.tool.err()).startsWith("This is no query");
        assertThat(this.tool.run("query", this.root.resolve("absent"), "map")).isEqualTo(2);
        assertThat(this.tool.err()).contains("is no directory");
        Path other = Files.createDirectory(this.temporary.resolve("other"));
        assertThat(this.tool.run("query", other, "map")).isEqualTo(2);
        assertThat(this.tool.err()).contains("is no store's directory");
        assertThat(this.tool.run("query", "--help")).isZero();
        assertThat(this.tool.lines())
            .anyMatch((line) -> line.contains("query DIRECTORY COLLECTION [QUERY] [--explain]"));
    }

}
