package io.filestore.row;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.filestore.error.InvalidRowException;
import io.filestore.error.RowTooLargeException;
import io.filestore.json.CanonicalJson;
import io.filestore.json.JsonLimits;
import io.filestore.storage.DiskForm;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RowLimitsTests {

    private final RowCodec codec = new RowCodec();

    @Test
    void nestingHasTheSameLimitForReadingAndWriting() {
        String deepest = "{\"a\":" + "[".repeat(499) + "]".repeat(499) + "}";
        Row row = Row.parse(deepest);
        assertThat(Row.parse(" " + deepest)).isEqualTo(row);
        assertThat(this.codec.encode(row.toNode())).isEqualTo(row.canonical());
        assertThat(this.codec.encode(Map.of("a", lists(499)))).isEqualTo(row.canonical());
        String deeper = "{\"a\":[" + deepest + "]}";
        for (String text : List.of(deeper, " " + deeper)) {
            assertThatExceptionOfType(InvalidRowException.class).isThrownBy(() -> Row.parse(text))
                .withMessageContaining("depth");
        }
        assertThatExceptionOfType(InvalidRowException.class)
            .isThrownBy(() -> this.codec.encode(Map.of("a", lists(500))))
            .withMessageContainingAll("field 'a[0][0]", "…': it is nested too deep, 500 levels are the most.")
            .satisfies((ex) -> assertThat(ex.getMessage()).hasSizeLessThan(250));
        assertThatExceptionOfType(InvalidRowException.class).isThrownBy(() -> Row.of("a", row))
            .withMessageContaining("depth");
        assertThatExceptionOfType(InvalidRowException.class).isThrownBy(() -> Row.parse("[".repeat(1_000_000)));
    }

    private static List<Object> lists(int depth) {
        List<Object> list = new ArrayList<>();
        for (int i = 1; i < depth; i++) {
            list = new ArrayList<>(List.of(list));
        }
        return list;
    }

    @Test
    void valuesThatContainThemselvesAreRefused() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        assertThatExceptionOfType(InvalidRowException.class).isThrownBy(() -> this.codec.encode(Map.of("a", list)));
    }

    @Test
    void numbersNamesAndTextsMayBeAsLongAsTheRow() {
        for (String json : List.of("{\"" + "n".repeat(100_000) + "\":1}", "{\"a\":" + "7".repeat(100_000) + "}",
                "{\"a\":0." + "7".repeat(100_000) + "}", "{\"a\":\"" + "é".repeat(4_000_000) + "\"}")) {
            Row row = Row.parse(json);
            assertThat(Row.parse(json + " ")).isEqualTo(row);
            assertThat(this.codec.encode(row.as(Map.class))).isEqualTo(row.canonical());
            assertThat(this.codec.encode(row.toNode())).isEqualTo(row.canonical());
        }
        assertThat(this.codec.decode(this.codec.encode(Map.of("a", BigInteger.TEN.pow(50_000))), Object.class))
            .isEqualTo(Map.of("a", BigInteger.TEN.pow(50_000)));
    }

    @Test
    void largestRowIsReadAndWrittenAndOneByteMoreIsNot() {
        int most = JsonLimits.MAX_BYTES - "{\"a\":\"\"}".length();
        String largest = "{\"a\":\"" + "x".repeat(most) + "\"}";
        Row row = Row.parse(largest);
        assertThat(row.canonical()).hasSize(JsonLimits.MAX_BYTES);
        assertThat(Row.parse(" ".repeat(1000) + largest)).isEqualTo(row);
        assertThat(this.codec.encode(Map.of("a", "x".repeat(most)))).isEqualTo(row.canonical());
        assertThat(this.codec.decode(row.canonical(), Object.class)).isEqualTo(Map.of("a", "x".repeat(most)));
        String larger = "{\"a\":\"" + "x".repeat(most + 1) + "\"}";
        assertThatExceptionOfType(RowTooLargeException.class).isThrownBy(() -> Row.parse(larger));
        assertThatExceptionOfType(RowTooLargeException.class).isThrownBy(() -> Row.parse(larger + " "));
        assertThatExceptionOfType(RowTooLargeException.class)
            .isThrownBy(() -> this.codec.encode(Map.of("a", "x".repeat(most + 1))));
        assertThatExceptionOfType(RowTooLargeException.class).isThrownBy(() -> row.with("b", 1));
    }

    @Test
    void diskFormOfTheLargestRowCanBeReadBack() {
        String fields = "\"_id\":1,\"_expiresAt\":2,\"_deleted\":3,\"a\":\"\"";
        String largest = "{" + fields.substring(0, fields.length() - 1)
                + "x".repeat(JsonLimits.MAX_BYTES - fields.length() - 2) + "\"}";
        byte[] row = Row.parse(largest).canonical();
        byte[] line = DiskForm.line("\"".repeat(512), row, Long.MAX_VALUE / 100);
        byte[] read = CanonicalJson.object(line, 0, line.length);
        assertThat(DiskForm.read(read, DiskForm.IdField.LINE).json()).isEqualTo(row);
        byte[] tooLarge = ("{\"a\":\"" + "x".repeat(JsonLimits.MAX_BYTES + 100_000) + "\"}")
            .getBytes(StandardCharsets.UTF_8);
        assertThatExceptionOfType(RowTooLargeException.class)
            .isThrownBy(() -> CanonicalJson.object(tooLarge, 0, tooLarge.length));
    }

}
