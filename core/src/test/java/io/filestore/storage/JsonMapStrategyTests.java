package io.filestore.storage;

import java.nio.charset.StandardCharsets;
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
    @CsvSource(delimiter = '|',
            textBlock = """
                    ''                                       | ''  | The file is empty
                    '  '                                     | ''  | The file is empty
                    []                                       | ''  | column 1 on: there is '['
                    {"a":{},"b":{"n":1}                      | a b | column 20 on: the file ends instead of ','.
                    {"a":{},"b":{"n":1},                     | a b | the file ends instead of a string
                    {"a":{},"b":{"n":                        | a   | the file ends instead of the rest
                    {"a":{},"b":{"n":"\\"}                   | a   | the file ends instead of the rest of the string
                    {"a":{},"b" {}}                          | a   | there is '{' instead of ':'. 7 bytes from line 1, column 9 on are left out
                    {"a":{},"b":}                            | a   | there is '}' instead of a value
                    {"a":{}}{"b":{}}                         | a   | there is '{' instead of nothing behind the object
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

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    ''              | The file is empty; without rows it holds {}.
                    '\ufeff'        | The file is empty; without rows it holds {}. 3 bytes from line 1, column 1 on are left out.
                    {"a":{}} x      | there is 'x' instead of nothing behind the object. 1 bytes from line 1, column 10 on are left out.
                    {"a":{n},"b":{} | the file ends instead of ','. 14 bytes from line 1, column 2 on are left out, with 1 entries that look whole.
                    """)
    void whatIsLeftOutIsToldAndNothingElse(String content, String end) throws Exception {
        FORM.plant(this.root, content);
        assertThat(FORM.open(this.root).loaded().damage()).singleElement().asString().endsWith(end);
    }

    @Test
    void fileThatIsAsItShouldBeIsNotWrittenAnew() throws Exception {
        FORM.open(this.root).put("a", "{}").put("b", "{\"n\":1}", 9).flush();
        Rows rows = FORM.open(this.root);
        assertThat(rows.loaded().rows()).hasSize(2);
        assertThat(rows.strategy().wantsCompaction()).isFalse();
    }

    @Test
    void fileOfZerosIsDamaged() throws Exception {
        FORM.plant(this.root, new byte[512]);
        assertThat(FORM.open(this.root).loaded().damage()).singleElement()
            .asString()
            .contains("nothing but zero bytes");
    }

    @Test
    void zerosBehindTheObjectLoseNothingAndGoWithTheNextFlush() throws Exception {
        FORM.plant(this.root, "{\"a\":{}}\n\0\0\0");
        Rows rows = FORM.open(this.root);
        assertThat(rows.loaded().rows()).containsOnlyKeys("a");
        assertThat(rows.loaded().damage()).isEmpty();
        assertThat(rows.strategy().wantsCompaction()).isTrue();
    }

    @Test
    void slipInOneEntryIsSetAsideAloneWithLineAndColumnOfTheFile() throws Exception {
        for (String slip : new String[] { "\"x\",", "\"M\u0000ller\"", "\"x", "x\"", "\"a\" \"b\"", "[1,]" }) {
            byte[] content = """
                    {
                      "1-a": {
                        "n": 1
                      },
                      "2-b": {
                        "t": %s
                      },
                      "3-c": {
                        "n": 3
                      },
                      "4-d": {}
                    }
                    """.formatted(slip).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < content.length; i++) {
                content[i] = (content[i] == 0) ? (byte) 0xfc : content[i];
            }
            FORM.plant(this.root, content);
            Rows rows = FORM.open(this.root);
            assertThat(rows.loaded().rows()).as(slip).containsOnlyKeys("1-a", "3-c", "4-d");
            assertThat(rows.loaded().damage()).as(slip).isEmpty();
            assertThat(rows.loaded().pieces()).as(slip)
                .singleElement()
                .asString()
                .startsWith("users.json:5: ")
                .containsPattern("Entry '2-b': Not valid JSON at line [67], column \\d+: ");
            assertThat(rows.strategy().wantsCompaction()).isTrue();
        }
    }

    @Test
    void nothingThatFollowsASlipCountsUnlessTheRestCanBeRead() throws Exception {
        FORM.plant(this.root, "{\"a\":{},\"b\":{\"t\":\"x}, \"c\":{\"t\":\"},\\\"d\\\":{}\"},\"e\":{},\"f\":{n}}}");
        Loaded astray = FORM.open(this.root).loaded();
        assertThat(astray.rows()).containsOnlyKeys("a");
        assertThat(astray.pieces()).isEmpty();
        FORM.plant(this.root, "{\"a\":{},\"b\":{n},\"c\":{},\"d\":{}");
        Loaded loaded = FORM.open(this.root).loaded();
        assertThat(loaded.rows()).containsOnlyKeys("a");
        assertThat(loaded.damage()).singleElement()
            .asString()
            .contains("Entry 'b': Not valid JSON at line 1, column 14: ")
            .contains("21 bytes from line 1, column 9 on are left out, with 2 entries that look whole");
    }

    @Test
    void commasTooManyOrTooFewLoseNothing() throws Exception {
        for (String content : new String[] { "{\"a\":{},}", "{\"a\":{},,\"b\":{}}", "{,\"a\":{}\n\"b\":{}}" }) {
            FORM.plant(this.root, content);
            Rows rows = FORM.open(this.root);
            assertThat(rows.loaded().rows()).as(content).containsKey("a").hasSize(content.contains("b") ? 2 : 1);
            assertThat(rows.loaded().damage()).isEmpty();
            assertThat(rows.strategy().wantsCompaction()).isTrue();
        }
    }

    @Test
    void utf16IsCalledSo() throws Exception {
        for (var charset : new java.nio.charset.Charset[] { StandardCharsets.UTF_16, StandardCharsets.UTF_16LE,
                StandardCharsets.UTF_16BE }) {
            for (Form form : new Form[] { FORM, Form.LINES }) {
                form.plant(this.root, "{\"id\":\"a\"}\n{\"id\":\"b\"}\n".getBytes(charset));
                Loaded loaded = Loaded.from(form.strategy(this.root));
                assertThat(loaded.damage()).as("%s in %s", form, charset)
                    .singleElement()
                    .asString()
                    .contains("It looks like UTF-16; save it as UTF-8.");
                assertThat(loaded.pieces()).isEmpty();
            }
        }
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
