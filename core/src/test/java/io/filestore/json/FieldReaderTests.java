package io.filestore.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.filestore.row.RowCodec;

import static org.assertj.core.api.Assertions.assertThat;

class FieldReaderTests {

    private static final long SEED = System.nanoTime();

    @Test
    void findsWhatATreeFinds() {
        JsonMapper mapper = RowCodec.defaultMapper().build();
        List<String> paths = List.of("a", "a.b", "b", "_id", "a.a.a", "é", "q\"", "\\", "", ".a", "a.", "😀.c", "id",
                "\u0001", "_id\n", "a", "?", "\ud800");
        FieldReader reader = new FieldReader(paths);
        RandomJson json = RandomJson.canonicalOfSeed(SEED);
        for (int i = 0; i < 5000; i++) {
            String text = json.object();
            JsonNode tree = mapper.readTree(text);
            byte @Nullable [][] values = reader.read(text.getBytes(StandardCharsets.UTF_8));
            int[] starts = reader.locate(text.getBytes(StandardCharsets.UTF_8));
            for (int j = 0; j < paths.size(); j++) {
                JsonNode expected = follow(tree, paths.get(j));
                byte[] value = values[j];
                assertThat(starts[j]).as("seed %d, %s in %s", SEED, paths.get(j), text)
                    .isEqualTo((value != null) ? startOf(value, text, starts[j]) : -1);
                JsonNode actual = (value != null) ? mapper.readTree(value) : null;
                assertThat(actual).as("seed %d, %s in %s", SEED, paths.get(j), text).isEqualTo(expected);
            }
        }
    }

    /** That start, if the value is there. */
    private static int startOf(byte[] value, String text, int start) {
        byte[] json = text.getBytes(StandardCharsets.UTF_8);
        int end = start + value.length;
        return (start > 0 && end < json.length && Arrays.equals(json, start, end, value, 0, value.length)
                && ",}".indexOf(json[end]) >= 0) ? start : -2;
    }

    private static @Nullable JsonNode follow(JsonNode tree, String path) {
        JsonNode node = tree;
        for (String name : path.split("\\.", -1)) {
            node = (node != null && node.isObject()) ? node.get(name) : null;
        }
        return node;
    }

    @Test
    void rowsAreTheSameIfEachFieldIs() {
        FieldReader reader = new FieldReader(List.of("a", "b.c", "id"));
        RandomJson json = RandomJson.canonicalOfSeed(SEED);
        Random random = new Random(SEED);
        int same = 0;
        for (int i = 0; i < 5000; i++) {
            String fields = "\"a\":1,\"b\":{\"c\":10,\"d\":1},\"x\":" + json.object() + ",\"id\":\"11\"";
            String text = (i % 2 == 0) ? "{" + fields + "}" : json.object();
            byte[] one = text.getBytes(StandardCharsets.UTF_8);
            byte[] other = one.clone();
            int at = random.nextInt(other.length);
            other[at] = (other[at] == '1') ? (byte) '2' : other[at];
            boolean expected = Arrays.deepEquals(reader.read(one), reader.read(other));
            assertThat(reader.isSame(one, other)).as("seed %d, %s at %d", SEED, text, at).isEqualTo(expected);
            assertThat(reader.isSame(one, "{}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Arrays.stream(reader.read(one)).allMatch(Objects::isNull));
            same += (expected && !Arrays.equals(one, other)) ? 1 : 0;
        }
        assertThat(same).isPositive();
        assertThat(same("{\"a\":1}", "{\"a\":10}")).isFalse();
        assertThat(same("{\"x\":0}", "{\"x\":0,\"a\":1}")).isFalse();
        assertThat(same("{\"x\":0}", "{\"y\":0}")).isTrue();
        assertThat(same("[1]", "[2]")).isTrue();
    }

    private static boolean same(String one, String other) {
        return new FieldReader(List.of("a")).isSame(one.getBytes(StandardCharsets.UTF_8),
                other.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aPlainTextIsSeenAndNoOtherIsTakenForIt() {
        List<String> texts = List.of("", "a", "plain text", "a\\", "a\\\\", "\\", "\\\\", "q\"", "\"", "tab\t", "\\t",
                "\u0001", "\\u0001", "\u007f", "é", "Ã©", "😀", "1", "true", "{}");
        FieldReader reader = new FieldReader(List.of("a.b"));
        for (String stored : texts) {
            String quoted = new String(new RowCodec().encodeValue(stored), StandardCharsets.UTF_8);
            byte[] json = ("{\"b\":\"\",\"a\":{\"x\":[\"\\\"\"],\"b\":" + quoted + "}}")
                .getBytes(StandardCharsets.UTF_8);
            for (String wanted : texts) {
                boolean plain = stored.equals(wanted) && quoted.length() == stored.length() + 2
                        && stored.chars().allMatch((c) -> c < 0x80);
                assertThat(reader.isPlainText(json, wanted)).as("%s in %s", wanted, quoted).isEqualTo(plain);
            }
        }
        for (String none : List.of("{}", "{\"a\":1}", "{\"a\":{\"b\":1}}", "{\"a\":{\"b\":true}}", "{\"a.b\":\"a\"}",
                "{\"a\":{\"b\":[\"a\"]}}", "{\"a\":\"a\"}")) {
            for (String wanted : texts) {
                assertThat(reader.isPlainText(none.getBytes(StandardCharsets.UTF_8), wanted)).isFalse();
            }
        }
    }

    @Test
    void givesTheTextAsItIs() {
        byte @Nullable [][] values = new FieldReader(List.of("n", "o", "o.s", "x"))
            .read("{\"n\":1.00,\"o\":{\"s\":\"}\\\"é\"}}".getBytes(StandardCharsets.UTF_8));
        assertThat(values[0]).asString(StandardCharsets.UTF_8).isEqualTo("1.00");
        assertThat(values[1]).asString(StandardCharsets.UTF_8).isEqualTo("{\"s\":\"}\\\"é\"}");
        assertThat(values[2]).asString(StandardCharsets.UTF_8).isEqualTo("\"}\\\"é\"");
        assertThat(values[3]).isNull();
    }

}
