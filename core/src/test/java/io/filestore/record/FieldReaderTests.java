package io.filestore.record;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
            for (int j = 0; j < paths.size(); j++) {
                JsonNode expected = follow(tree, paths.get(j));
                byte[] value = values[j];
                JsonNode actual = (value != null) ? mapper.readTree(value) : null;
                assertThat(actual).as("seed %d, %s in %s", SEED, paths.get(j), text).isEqualTo(expected);
            }
        }
    }

    private static @Nullable JsonNode follow(JsonNode tree, String path) {
        JsonNode node = tree;
        for (String name : path.split("\\.", -1)) {
            node = (node != null && node.isObject()) ? node.get(name) : null;
        }
        return node;
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
