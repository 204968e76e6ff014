package io.filestore.json;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.filestore.row.RowCodec;

import static org.assertj.core.api.Assertions.assertThat;

class PrettyJsonTests {

    private static final long SEED = System.nanoTime();

    private final RowCodec codec = new RowCodec();

    /**
     * The file was written by node 20: JSON.stringify(x) and JSON.stringify(x, null, 2).
     */
    @Test
    void printsWhatJavaScriptPrints() throws IOException {
        JsonMapper mapper = JsonMapper.builder().build();
        try (InputStream in = getClass().getResourceAsStream("json-stringify.jsonl")) {
            assertThat(in).isNotNull();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                JsonNode pair = mapper.readTree(line);
                byte[] compact = pair.get("compact").asString().getBytes(StandardCharsets.UTF_8);
                assertThat(CanonicalCheck.isCanonical(compact, 0, compact.length)).as(line).isTrue();
                assertThat(new String(PrettyJson.format(compact), StandardCharsets.UTF_8))
                    .isEqualTo(pair.get("pretty").asString());
            }
        }
    }

    @Test
    void prettyTextParsesBackToTheSame() {
        RandomJson json = RandomJson.canonicalOfSeed(SEED);
        for (int i = 0; i < 3000; i++) {
            byte[] canonical = json.value().getBytes(StandardCharsets.UTF_8);
            byte[] pretty = PrettyJson.format(canonical);
            assertThat(CanonicalJson.value(pretty, 0, pretty.length)).as("seed %d", SEED).isEqualTo(canonical);
        }
    }

    @Test
    void nestedValueIsIndentedLikeAPartOfTheWhole() throws IOException {
        String inner = "{\"a\":[1,{\"b\":{}}],\"c\":\"\\n\"}";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("{\n  \"x\": {\n    \"y\": ".getBytes(StandardCharsets.UTF_8));
        PrettyJson.format(inner.getBytes(StandardCharsets.UTF_8), 2, out);
        out.writeBytes("\n  }\n}".getBytes(StandardCharsets.UTF_8));
        byte[] whole = ("{\"x\":{\"y\":" + inner + "}}").getBytes(StandardCharsets.UTF_8);
        assertThat(out.toByteArray()).asString(StandardCharsets.UTF_8)
            .isEqualTo(new String(PrettyJson.format(whole), StandardCharsets.UTF_8));
    }

}
