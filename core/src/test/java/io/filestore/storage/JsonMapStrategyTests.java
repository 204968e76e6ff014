package io.filestore.storage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.filestore.io.FileModes;
import io.filestore.io.StoreDirectory;

import static org.assertj.core.api.Assertions.assertThat;

class JsonMapStrategyTests {

    private static final Form FORM = Form.JSON;

    @TempDir
    private Path root;

    @Test
    void fileIsOnePrettyObjectInTheOrderOfTheIds() {
        FORM.open(this.root).put("b", "{}").put("a", "{\"n\":[1,{}],\"o\":{\"p\":null}}").put("\"", "{}", 9).flush();
        assertThat(FORM.file(this.root)).content().isEqualTo("""
                {
                  "\\"": {
                    "_expiresAt": 9
                  },
                  "a": {
                    "n": [
                      1,
                      {}
                    ],
                    "o": {
                      "p": null
                    }
                  },
                  "b": {}
                }
                """);
    }

    @Test
    void emptyCollectionIsAnEmptyObject() {
        FORM.open(this.root).flush();
        assertThat(FORM.file(this.root)).content().isEqualTo("{}\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                       | ''  | The file is empty
            '  '                                     | ''  | The file is empty
            []                                       | ''  | line 1 on: there is '['
            {"a":{},"b":{"n":1}                      | a b | line 1 on: the file ends instead of ','
            {"a":{},"b":{"n":1},                     | a b | line 1 on: the file ends instead of a string
            {"a":{},"b":{"n":                        | a   | line 1 on: the file ends instead of the rest
            {"a":{},"b":{"n":"\\"}                   | a   | line 1 on: the file ends instead of the rest of the string
            {"a":{},"b" {}}                          | a   | line 1 on: there is '{' instead of ':'
            {"a":{},"b":}                            | a   | line 1 on: there is '}' instead of a value
            {"a":{},"b":{n},"c":{}}                  | a   | entry that starts in line 1
            {"a":{},"b":{"n":1]},"c":{}}             | a   | entry that starts in line 1
            {"a":{}}{"b":{}}                         | a   | there is '{' instead of nothing behind the object
            {"a":{},}                                | a   | there is '}' instead of a string
            """)
    void fileThatStopsBeingJsonIsDamagedAndTheRowsBeforeAreKept(String content, String rows, String reason)
            throws Exception {
        FORM.plant(this.root, content);
        Rows opened = FORM.open(this.root);
        assertThat(String.join(" ", opened.loaded().rows().keySet())).isEqualTo(rows);
        assertThat(opened.loaded().damage()).singleElement().asString().contains(reason);
        assertThat(opened.strategy().wantsCompaction()).isTrue();
        opened.put("z", "{}").flush();
        assertThat(opened.strategy().wantsCompaction()).isFalse();
        assertThat(Loaded.from(FORM.strategy(this.root)).damage()).isEmpty();
    }

    @Test
    void fileOfZerosIsDamaged() throws Exception {
        FORM.plant(this.root, new byte[512]);
        assertThat(FORM.open(this.root).loaded().damage()).singleElement().asString().contains("a byte 0x00");
    }

    @Test
    void zerosBehindTheObjectAreDamage() throws Exception {
        FORM.plant(this.root, "{\"a\":{}}\n\0\0\0");
        Loaded loaded = FORM.open(this.root).loaded();
        assertThat(loaded.rows()).containsOnlyKeys("a");
        assertThat(loaded.damage()).hasSize(1);
    }

    @Test
    void entriesThatAreNoRowsAreReportedOneByOne() throws Exception {
        FORM.plant(this.root, """
                {
                  "a": {},
                  "b": 7,
                  "c": "{\\"x\\":1}",
                  "": {},
                  "d": {"n":1,"n":2},
                  "e": [1, 2],
                  "f": {"n": 1}
                }""");
        Rows rows = FORM.open(this.root);
        assertThat(rows.loaded().rows()).containsOnlyKeys("a", "f");
        assertThat(rows.loaded().damage()).isEmpty();
        assertThat(rows.loaded().pieces()).hasSize(5)
            .anySatisfy((text) -> assertThat(text).startsWith("users.json:3: \"b\": 7: "))
            .anySatisfy((text) -> assertThat(text).startsWith("users.json:7: \"e\": [1, 2]: "));
        assertThat(rows.strategy().wantsCompaction()).isTrue();
    }

    @Test
    void lastOfTwoEntriesOfARowCounts() throws Exception {
        FORM.plant(this.root, "{\"a\":{\"n\":1},\"b\":{},\"\\u0061\":{\"n\":2}}");
        assertThat(FORM.open(this.root).loaded().rows()).isEqualTo(Map.of("a", "{\"n\":2}", "b", "{}"));
    }

    @Test
    void byteOrderMarkIsSkipped() throws Exception {
        FORM.plant(this.root, "\ufeff{\"a\":{}}");
        assertThat(FORM.open(this.root).loaded().rows()).containsOnlyKeys("a");
    }

    @Test
    void entriesAreFoundWhereverTheBufferEnds() throws Exception {
        StringBuilder content = new StringBuilder("{");
        for (int i = 0; i < 20_000; i++) {
            content.append((i > 0) ? "," : "")
                .append("\"r\\u0041")
                .append(i)
                .append("\" :\n {\"t\\\\\":\"}\\\"{\\u00fc\"}");
        }
        FORM.plant(this.root, content + "}");
        Loaded loaded = FORM.open(this.root).loaded();
        assertThat(loaded.rows()).hasSize(20_000).containsEntry("rA19999", "{\"t\\\\\":\"}\\\"{ü\"}");
        assertThat(loaded.damage()).isEmpty();
    }

    @Test
    void valuesMayBeAnyJsonAndKeepTheirNames() throws Exception {
        StoreDirectory directory = StoreDirectory.at(this.root, FileModes.ownerOnly());
        StrategyContext context = new StrategyContext("_values", directory.resolve("_values.json"), directory);
        Rows values = new Rows(StandardStrategies.values().create(context), directory);
        values.put("appVersion", "\"1.0.0\"").put("n", "1.50").put("no", "null").put("o", "{\"_expiresAt\":5}").flush();
        assertThat(this.root.resolve("_values.json")).content().isEqualTo("""
                {
                  "appVersion": "1.0.0",
                  "n": 1.50,
                  "no": null,
                  "o": {
                    "_expiresAt": 5
                  }
                }
                """);
        Loaded loaded = Loaded.from(StandardStrategies.values().create(context));
        assertThat(loaded.rows())
            .isEqualTo(Map.of("appVersion", "\"1.0.0\"", "n", "1.50", "no", "null", "o", "{\"_expiresAt\":5}"));
        values.delete("appVersion").delete("n").delete("no").delete("o").flush();
        assertThat(Files.readString(this.root.resolve("_values.json"))).isEqualTo("{}\n");
    }

}
