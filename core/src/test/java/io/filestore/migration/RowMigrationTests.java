package io.filestore.migration;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.filestore.error.RowMigrationException;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What a migration makes of a row, and what is refused. */
class RowMigrationTests {

    private static final Row ROW = Row.parse("""
            {"mail":"a@b.c","fax":null,"total":100.00,"exp":1e2,"address":{"street":"S","city":"C"},
             "lines":[{"sku":"x","n":1},{"sku":"y"}]}""");

    @Test
    void aFunctionMakesTheNewRow() {
        assertThat(RowMigration.of("c", 1, 2, (row) -> row.with("mail", "new")).apply("a", ROW))
            .isEqualTo(ROW.with("mail", "new"));
        assertThat(RowMigration.of("c", 1, 2, (id, row) -> row.with("slug", id)).apply("a", ROW))
            .isEqualTo(ROW.with("slug", "a"));
    }

    @ParameterizedTest
    @CsvSource({ "mail, mail", "address, address", "lines, lines" })
    void aFieldThatIsLostIsNamed(String field, String lost) {
        RowMigration migration = RowMigration.of("users", 1, 2, (row) -> row.without(field));
        assertThatExceptionOfType(RowMigrationException.class).isThrownBy(() -> migration.apply("a", ROW))
            .withMessage("Collection 'users', row 'a': The migration from shape 1 to 2 would lose the field '" + lost
                    + "' without saying so. If it is to go, declare it with removes(\"" + lost
                    + "\"); otherwise let the migration keep it.");
        assertThat(migration.removes(field).apply("a", ROW)).isEqualTo(ROW.without(field));
    }

    @Test
    void aFieldOfAnObjectOrOfAllElementsIsLostToo() {
        RowMigration address = RowMigration.of("users", 1, 2, (row) -> row.with("address", Map.of("city", "C")));
        assertThatExceptionOfType(RowMigrationException.class).isThrownBy(() -> address.apply("a", ROW))
            .withMessageContaining("'address.street'");
        RowMigration lines = RowMigration.of("users", 1, 2, (row) -> row.with("lines", List.of(Map.of("sku", "x"))));
        assertThatExceptionOfType(RowMigrationException.class).isThrownBy(() -> lines.apply("a", ROW))
            .withMessageContaining("'lines.n'");
        assertThat(lines.removes("lines").apply("a", ROW).toString()).contains("\"lines\":[{\"sku\":\"x\"}]");
        assertThat(RowMigration.of("users", 1, 2, (row) -> row.with("lines", List.of(Map.of("n", 2, "sku", 1))))
            .apply("a", ROW)
            .has("lines")).isTrue();
    }

    @Test
    void aClassThatLacksAFieldLosesNoneSilently() {
        RowMigration migration = RowMigration.of("users", 1, 2, (row) -> Row.parse("{\"mail\":\"x\"}"));
        assertThatExceptionOfType(RowMigrationException.class).isThrownBy(() -> migration.apply("a", ROW))
            .withMessageContaining("'fax'");
        assertThat(migration.removes("address", "fax").removes("total", "exp", "lines").apply("a", ROW).toString())
            .isEqualTo("{\"mail\":\"x\"}");
    }

    @Test
    void whatAFunctionThrowsNamesTheRow() {
        RuntimeException cause = new IllegalStateException("no such country");
        RowMigration migration = RowMigration.of("users", 3, 5, (row) -> {
            throw cause;
        });
        assertThatExceptionOfType(RowMigrationException.class).isThrownBy(() -> migration.apply("a", ROW))
            .withMessage(
                    "Collection 'users', row 'a': The migration from shape 3 to 5 failed: no such country. Mend the migration or the row; nothing has changed.")
            .withCause(cause)
            .satisfies((ex) -> assertThat(ex.collection()).isEqualTo("users"))
            .satisfies((ex) -> assertThat(ex.rowId()).isEqualTo("a"));
    }

    @Test
    void aResultMustBeARow() {
        assertThatExceptionOfType(RowMigrationException.class)
            .isThrownBy(() -> RowMigration.of("users", 1, 2, (row) -> null).apply("a", ROW))
            .withMessageContaining("made no row of it");
        assertThatExceptionOfType(RowMigrationException.class)
            .isThrownBy(() -> RowMigration.of("users", 1, 2, (row) -> Row.ofCanonical("[]".getBytes())).apply("a", ROW))
            .withMessageContaining("failed");
    }

    @Test
    void shapesGrowFromOne() {
        for (int[] shapes : new int[][] { { 0, 1 }, { 2, 2 }, { 3, 2 } }) {
            assertThatExceptionOfType(RowMigrationException.class)
                .isThrownBy(() -> RowMigration.of("users", shapes[0], shapes[1], (row) -> row))
                .withMessageContaining("from shape " + shapes[0] + " to " + shapes[1]);
        }
    }

    @Test
    void aPatchLeavesTheTextOfOtherFieldsAlone() {
        Row patched = RowMigration.jsonPatch("c", 1, 2, """
                [{"op":"move","from":"/mail","path":"/email"},{"op":"remove","path":"/address/city"},
                 {"op":"add","path":"/lines/-","value":{"sku":"z"}}]""").apply("a", ROW);
        assertThat(patched.toString()).isEqualTo(
                "{\"fax\":null,\"total\":100.00,\"exp\":1e2,\"address\":{\"street\":\"S\"},\"lines\":[{\"sku\":\"x\",\"n\":1},{\"sku\":\"y\"},{\"sku\":\"z\"}],\"email\":\"a@b.c\"}");
    }

    @Test
    void aPatchHasDeclaredWhatItRemovesAndNothingElse() {
        assertThat(RowMigration.jsonPatch("c", 1, 2, "[{\"op\":\"remove\",\"path\":\"/lines/0\"}]")
            .apply("a", ROW)
            .toString()).contains("\"lines\":[{\"sku\":\"y\"}]");
        RowMigration replaced = RowMigration.jsonPatch("c", 1, 2,
                "[{\"op\":\"replace\",\"path\":\"/address\",\"value\":{\"city\":\"D\"}}]");
        assertThatExceptionOfType(RowMigrationException.class).isThrownBy(() -> replaced.apply("a", ROW))
            .withMessageContaining("'address.street'");
        assertThat(replaced.removes("address.street").apply("a", ROW).has("address")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = { "[{'op':'remove','path':'/none'}] | remove /none: there is nothing at /none",
                    "[{'op':'replace','path':'/none','value':1}] | replace /none: there is nothing at /none",
                    "[{'op':'move','from':'/none','path':'/a'}] | move from /none to /a: there is nothing at /none",
                    "[{'op':'test','path':'/mail','value':'x'}] | test /mail: there is \"a@b.c\"",
                    "[{'op':'add','path':'/lines/3','value':1}] | there is no such place in the array: /lines/3",
                    "[{'op':'add','path':'/lines/01','value':1}] | there is no such place in the array: /lines/01",
                    "[{'op':'add','path':'/mail/x','value':1}] | nothing can lie at /mail/x",
                    "[{'op':'add','path':'/no/x','value':1}] | there is nothing at /no.",
                    "[{'op':'replace','path':'','value':[]}] | what comes out is no JSON object" })
    void aPatchThatDoesNotFitARowIsRefused(String patch, String message) {
        assertThatExceptionOfType(RowMigrationException.class)
            .isThrownBy(() -> RowMigration.jsonPatch("c", 1, 2, patch.replace('\'', '"')).apply("a", ROW))
            .withMessageContaining(message)
            .withMessageContaining("row 'a'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = { "{} | it must be an array", "[ | line 1", "[{'op':'drop','path':''}] | no operation \"drop\"",
                    "[{'op':'remove'}] | has no path", "[{'op':'add','path':'/a'}] | has no value",
                    "[{'op':'move','path':'/a'}] | has no from", "[{'op':'remove','path':''}] | remove the row itself",
                    "[{'op':'move','from':'/a','path':'/a/b'}] | into itself",
                    "[{'op':'remove','path':'a'}] | Invalid input", "[1] | no operation" })
    void whatIsNoPatchIsRefusedAtOnce(String patch, String message) {
        assertThatExceptionOfType(RowMigrationException.class)
            .isThrownBy(() -> RowMigration.jsonPatch("c", 1, 2, patch.replace('\'', '"')))
            .withMessageContaining("This is no JSON Patch")
            .withMessageContaining(message);
    }

    @Test
    void aMergePatchSetsAndRemoves() {
        assertThat(RowMigration
            .mergePatch("c", 1, 2,
                    "{\"status\":\"active\",\"mail\":null,\"none\":null,\"address\":{\"city\":null,\"zip\":{\"a\":1}}}")
            .apply("a", ROW)
            .toString()).isEqualTo(
                    "{\"fax\":null,\"total\":100.00,\"exp\":1e2,\"address\":{\"street\":\"S\",\"zip\":{\"a\":1}},\"lines\":[{\"sku\":\"x\",\"n\":1},{\"sku\":\"y\"}],\"status\":\"active\"}");
        assertThatExceptionOfType(RowMigrationException.class)
            .isThrownBy(() -> RowMigration.mergePatch("c", 1, 2, "{\"address\":1}").apply("a", ROW))
            .withMessageContaining("'address.city'");
        assertThatExceptionOfType(RowMigrationException.class)
            .isThrownBy(() -> RowMigration.mergePatch("c", 1, 2, "[]"))
            .withMessageContaining("no JSON Merge Patch: it must be an object");
    }

}
