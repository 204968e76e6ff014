package io.filestore.storage;

import java.util.List;
import java.nio.charset.StandardCharsets;

import io.filestore.json.ByteOutput;
import io.filestore.json.CanonicalCheck;
import io.filestore.json.RandomJson;
import io.filestore.row.StoredRow;
import io.filestore.storage.DiskForm.DiskRow;
import io.filestore.storage.DiskForm.IdField;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DiskFormTests {

    private static final long SEED = System.nanoTime();

    @Test
    void everyRowComesBackFromEveryForm() {
        RandomJson json = RandomJson.canonicalOfSeed(SEED);
        for (int i = 0; i < 5000; i++) {
            byte[] row = bytes(json.object());
            String id = (i % 2 == 0) ? "user-" + i : "\"\\/😀_id";
            long expiresAt = (i % 3 == 0) ? 0 : 1_766_000_000_000L + i;
            check(DiskForm.write(row, null, null, expiresAt), IdField.NONE, row, null, expiresAt);
            check(DiskForm.write(row, "_id", id, expiresAt), IdField.HASHED_NAME, row, id, expiresAt);
            check(DiskForm.line(id, row, expiresAt), IdField.LINE, row, id, expiresAt);
            assertThat(added((out) -> DiskForm.addLine(StoredRow.of(id, row, 1, expiresAt), out)))
                .isEqualTo(text(DiskForm.line(id, row, expiresAt)) + "\n");
        }
    }

    private static void check(byte[] disk, IdField idField, byte[] row, @Nullable String id, long expiresAt) {
        String description = "seed " + SEED + ", disk " + new String(disk, StandardCharsets.UTF_8);
        assertThat(CanonicalCheck.isCanonical(disk, 0, disk.length)).as(description).isTrue();
        DiskRow read = DiskForm.read(disk, idField);
        assertThat(read.json()).as(description).isEqualTo(row);
        assertThat(read.id()).as(description).isEqualTo(id);
        assertThat(read.expiresAt()).as(description).isEqualTo(expiresAt);
        assertThat(read.deleted()).as(description).isFalse();
    }

    @Test
    void whateverIsReadIsCanonicalAndItsFormReadsBackTheSame() {
        RandomJson json = RandomJson.canonicalOfSeed(SEED);
        for (int i = 0; i < 5000; i++) {
            String foreign = json.object();
            for (IdField idField : IdField.values()) {
                DiskRow first = DiskForm.read(bytes(foreign), idField);
                String description = "seed " + SEED + ", foreign " + foreign;
                assertThat(CanonicalCheck.isCanonical(first.json(), 0, first.json().length)).as(description).isTrue();
                String id = (first.id() != null) ? first.id() : "new";
                byte[] again = switch (idField) {
                    case NONE -> DiskForm.write(first.json(), null, null, first.expiresAt());
                    case HASHED_NAME -> DiskForm.write(first.json(), "_id", id, first.expiresAt());
                    case LINE -> DiskForm.line(id, first.json(), first.expiresAt());
                };
                DiskRow second = DiskForm.read(again, idField);
                assertThat(second.json()).as(description).isEqualTo(first.json());
                assertThat(second.expiresAt()).as(description).isEqualTo(first.expiresAt());
                assertThat(second.id()).as(description).isEqualTo((idField == IdField.NONE) ? null : id);
            }
        }
    }

    @Test
    void writesMetadataAroundTheRow() {
        assertThat(written("{\"a\":1}", "_id", "x", 5)).isEqualTo("{\"_id\":\"x\",\"a\":1,\"_expiresAt\":5}");
        assertThat(written("{}", "id", "x", 0)).isEqualTo("{\"id\":\"x\"}");
        assertThat(written("{}", null, null, 5)).isEqualTo("{\"_expiresAt\":5}");
        assertThat(written("{\"_id\":1,\"__deleted\":{\"_id\":2}}", null, null, 0))
            .isEqualTo("{\"__id\":1,\"___deleted\":{\"_id\":2}}");
    }

    @Test
    void lineHasItsIdWhereTheRowHasNone() {
        assertThat(text(DiskForm.line("x", bytes("{\"a\":1}"), 0))).isEqualTo("{\"id\":\"x\",\"a\":1}");
        assertThat(text(DiskForm.line("x", bytes("{\"a\":1,\"id\":2}"), 0)))
            .isEqualTo("{\"_id\":\"x\",\"a\":1,\"id\":2}");
        assertThat(added((out) -> DiskForm.addTombstone("a\"😀", out)))
            .isEqualTo("{\"id\":\"a\\\"😀\",\"_deleted\":true}\n");
        for (String json : new String[] { "{}", "{\"id\":1}", "{\"a\":\"id\"}", "{\"a\":{\"id\":1}}", "{\"_id\":1}",
                "{\"_\":1}", "{\"a\":1,\"_deleted\":0}", "{\"a\":\"_\"}" }) {
            assertThat(added((out) -> DiskForm.addLine(StoredRow.of("x", bytes(json), 1, 0), out)))
                .isEqualTo(text(DiskForm.line("x", bytes(json), 0)) + "\n");
        }
    }

    private static String added(Consumer<ByteOutput> lines) {
        ByteOutput out = new ByteOutput(1);
        lines.accept(out);
        return text(out.toByteArray());
    }

    @Test
    void givesBackTheSameArrayIfThereIsNothingToDo() {
        byte[] row = bytes("{\"a\":\"_id\",\"_x\":{\"_id\":1}}");
        assertThat(DiskForm.write(row, null, null, 0)).isSameAs(row);
        for (IdField idField : IdField.values()) {
            assertThat(DiskForm.read(row, idField).json()).isSameAs(row);
        }
    }

    @Test
    void readsLinesByTheirRules() {
        assertLine("{\"_id\":\"a\",\"id\":\"b\"}", "a", "{\"id\":\"b\"}");
        assertLine("{\"id\":\"b\",\"_id\":\"a\"}", "a", "{\"id\":\"b\"}");
        assertLine("{\"x\":1,\"id\":\"b\",\"y\":2}", "b", "{\"x\":1,\"y\":2}");
        assertLine("{\"id\":12}", "12", "{\"id\":12}");
        assertLine("{\"id\":-1.50}", "-1.50", "{\"id\":-1.50}");
        assertLine("{\"id\":0}", "0", "{\"id\":0}");
        assertLine("{\"id\":9}", "9", "{\"id\":9}");
        String tooLong = "{\"id\":" + "1".repeat(513) + "}";
        assertLine(tooLong, null, tooLong);
        assertLine("{\"id\":\"\"}", null, "{\"id\":\"\"}");
        assertLine("{\"id\":\"\\n\"}", null, "{\"id\":\"\\n\"}");
        assertLine("{\"id\":null}", null, "{\"id\":null}");
        assertLine("{\"id\":{\"id\":\"x\"}}", null, "{\"id\":{\"id\":\"x\"}}");
        assertLine("{\"_id\":5,\"id\":\"b\"}", "b", "{\"_id\":5}");
        assertLine("{\"_id\":\"\",\"__id\":1}", null, "{\"_id\":\"\",\"__id\":1}");
        assertLine("{\"id\":\"a\\u0001\"}", null, "{\"id\":\"a\\u0001\"}");
        assertLine("{\"id\":\"a\\\"\\\\b\"}", "a\"\\b", "{}");
    }

    private static void assertLine(String line, @Nullable String id, String json) {
        DiskRow row = DiskForm.read(bytes(line), IdField.LINE);
        assertThat(row.id()).isEqualTo(id);
        assertThat(text(row.json())).isEqualTo(json);
    }

    @Test
    void deletionIsOnlyTrueAndOnlyInLines() {
        assertThat(DiskForm.read(bytes("{\"id\":\"x\",\"_deleted\":true}"), IdField.LINE)).matches(DiskRow::deleted)
            .matches((row) -> "x".equals(row.id()) && text(row.json()).equals("{}"));
        for (String value : new String[] { "false", "1", "\"true\"", "null", "[true]" }) {
            String json = "{\"_deleted\":" + value + "}";
            assertThat(DiskForm.read(bytes(json), IdField.LINE).deleted()).isFalse();
            assertThat(text(DiskForm.read(bytes(json), IdField.LINE).json())).isEqualTo(json);
        }
        // A field of a row's own, in a file that somebody else has written.
        for (String line : new String[] { "{\"id\":\"x\",\"name\":\"y\",\"_deleted\":true}",
                "{\"_deleted\":true,\"a\":1}", "{\"id\":12,\"_deleted\":true}", "{\"id\":\"\",\"_deleted\":true}",
                "{\"_id\":\"x\",\"id\":\"y\",\"_deleted\":true}" }) {
            DiskRow row = DiskForm.read(bytes(line), IdField.LINE);
            assertThat(row.deleted()).as(line).isFalse();
            assertThat(text(row.json())).as(line).contains("\"_deleted\":true");
            DiskRow again = DiskForm.read(DiskForm.line("z", row.json(), 0), IdField.LINE);
            assertThat(again.json()).as(line).isEqualTo(row.json());
        }
        assertThat(DiskForm.read(bytes("{\"_deleted\":true}"), IdField.NONE)).matches((row) -> !row.deleted())
            .matches((row) -> text(row.json()).equals("{\"_deleted\":true}"));
    }

    @Test
    void expiryIsMetadataOnlyAsAnIntegerNumber() {
        assertThat(DiskForm.read(bytes("{\"_expiresAt\":12}"), IdField.NONE).expiresAt()).isEqualTo(12);
        assertThat(DiskForm.read(bytes("{\"_expiresAt\":999999999999999999}"), IdField.NONE).expiresAt())
            .isEqualTo(999_999_999_999_999_999L);
        for (String value : new String[] { "-12", "0", "-0", "true", "1.0", "1e3", "\"5\"", "null",
                "1000000000000000000", "99999999999999999999", "[5]", "{}" }) {
            String json = "{\"_expiresAt\":" + value + ",\"__expiresAt\":6}";
            assertThat(DiskForm.read(bytes(json), IdField.NONE).expiresAt()).isZero();
            assertThat(text(DiskForm.read(bytes(json), IdField.NONE).json())).isEqualTo(json);
        }
    }

    @Test
    void hiddenIdIsTheRowsOwnWhereTheFileNameSaysTheId() {
        assertThat(text(DiskForm.read(bytes("{\"_id\":\"mongo\"}"), IdField.NONE).json()))
            .isEqualTo("{\"_id\":\"mongo\"}");
        assertThat(DiskForm.read(bytes("{\"_id\":\"x\",\"__id\":\"y\"}"), IdField.HASHED_NAME).id()).isEqualTo("x");
        assertThat(text(DiskForm.read(bytes("{\"_id\":\"x\",\"__id\":\"y\"}"), IdField.HASHED_NAME).json()))
            .isEqualTo("{\"_id\":\"y\"}");
    }

    private static String written(String row, @Nullable String idField, @Nullable String id, long expiresAt) {
        return text(DiskForm.write(bytes(row), idField, id, expiresAt));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    @Test
    void aLineIsReadTheSameByTheShortWayAndByTheLongOne() {
        for (String line : List.of("{'_id':'a','id':'b','n':1}", "{'_id':'a'}", "{'_id':'a','id':7}",
                "{'_id':'a','_id_':1}", "{'_id':'a','__id':1}", "{'_id':'a','n':{'_x':1}}",
                "{'_id':'a','_deleted':true}", "{'_id':'a','_expiresAt':5}", "{'_id':'','id':'b'}",
                "{'_id':7,'id':'b'}", "{'id':'a','_id':'b'}")) {
            byte[] bytes = line.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
            DiskForm.DiskRow expected = DiskForm.read(bytes, IdField.LINE);
            DiskForm.DiskRow read = DiskForm.readLine(bytes, 0, bytes.length);
            assertThat(read.json()).as(line).isEqualTo(expected.json());
            assertThat(read).as(line).usingRecursiveComparison().isEqualTo(expected);
        }
    }

}
