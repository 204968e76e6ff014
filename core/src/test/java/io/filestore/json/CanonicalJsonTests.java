package io.filestore.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

import io.filestore.error.InvalidRowException;
import io.filestore.row.RowCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CanonicalJsonTests {

    private static final long SEED = System.nanoTime();

    private final RowCodec codec = new RowCodec();

    private final JsonMapper mapper = RowCodec.defaultMapper().build();

    @Test
    void canonicalFormMeansTheSameAndIsItsOwnCanonicalForm() {
        RandomJson json = RandomJson.ofSeed(SEED);
        for (int i = 0; i < 3000; i++) {
            String text = json.value();
            byte[] canonical = CanonicalJson.of(text, JsonLimits.MAX_BYTES);
            assertThat(tree(canonical)).as("seed %d, text %s", SEED, text)
                .isEqualTo(tree(text.getBytes(StandardCharsets.UTF_8)));
            assertThat(CanonicalCheck.isCanonical(canonical, 0, canonical.length)).as("seed %d", SEED).isTrue();
            assertThat(CanonicalJson.value(canonical, 0, canonical.length)).isEqualTo(canonical);
            assertThat(slowly(canonical)).isEqualTo(canonical);
        }
    }

    @Test
    void quickCheckKnowsCanonicalTexts() {
        RandomJson json = RandomJson.canonicalOfSeed(SEED);
        for (int i = 0; i < 3000; i++) {
            String text = json.value();
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            assertThat(CanonicalCheck.isCanonical(bytes, 0, bytes.length)).as("seed %d, text %s", SEED, text).isTrue();
        }
    }

    @Test
    void quickCheckNeverPassesWhatJacksonWouldRefuseOrWriteOtherwise() {
        RandomJson json = RandomJson.canonicalOfSeed(SEED);
        Random random = new Random(SEED);
        byte[] spice = "\"\\{}[]:,.-+eE0149tfnu/ \n\u0001".getBytes(StandardCharsets.US_ASCII);
        int stillCanonical = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = json.value().getBytes(StandardCharsets.UTF_8);
            for (int j = random.nextInt(2); j >= 0; j--) {
                byte b = random.nextBoolean() ? spice[random.nextInt(spice.length)] : (byte) random.nextInt(256);
                bytes = damage(bytes, random, b);
            }
            if (CanonicalCheck.isCanonical(bytes, 0, bytes.length)) {
                stillCanonical++;
                assertThat(slowly(bytes)).as("seed %d, bytes %s", SEED, Arrays.toString(bytes)).isEqualTo(bytes);
            }
        }
        assertThat(stillCanonical).isPositive();
    }

    private static byte[] damage(byte[] bytes, Random random, byte b) {
        if (bytes.length == 0) {
            return new byte[] { b };
        }
        int at = random.nextInt(bytes.length);
        ByteOutput out = new ByteOutput(bytes.length + 1);
        out.write(bytes, 0, at);
        int kind = random.nextInt(3);
        if (kind > 0) {
            out.write(b);
        }
        int rest = (kind == 1) ? at : at + 1;
        out.write(bytes, rest, bytes.length - rest);
        return out.toByteArray();
    }

    @Test
    void quickWaysGiveWhatJacksonGivesAndRefuseWhatItRefuses() {
        RandomJson json = RandomJson.ofSeed(SEED);
        Random random = new Random(SEED);
        byte[] spice = " \n\"\\{}[]:,1e".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 10_000; i++) {
            byte b = random.nextBoolean() ? spice[random.nextInt(spice.length)] : (byte) random.nextInt(256);
            byte[] bytes = damage(json.value().getBytes(StandardCharsets.UTF_8), random, b);
            byte[] expected = null;
            try {
                expected = slowly(bytes);
            }
            catch (InvalidRowException ex) {
                assertThat(ex).hasMessageContaining("line").hasMessageContaining("column");
            }
            byte[] actual = null;
            try {
                actual = CanonicalJson.value(bytes, 0, bytes.length);
            }
            catch (InvalidRowException ex) {
                // compared below
            }
            assertThat(actual).as("seed %d, bytes %s", SEED, Arrays.toString(bytes)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "1 2", "[1 2]", "tr ue", "\"a\" \"b\"", "[\"a\"\n\"b\"]", "- 1", "1 .5", "{\"a\" \"b\"}",
            "[1]\n2", "{} {}", "[1] ]", "\"a\\ ", "[1,\u00a02]", "[1,\f2]" })
    void whiteSpaceThatPartsIsNotDropped(String json) {
        assertThatExceptionOfType(InvalidRowException.class)
            .isThrownBy(() -> CanonicalJson.of(json, JsonLimits.MAX_BYTES));
    }

    private static byte[] slowly(byte[] json) {
        ByteOutput out = new ByteOutput(json.length);
        new CanonicalWriter(json, 0, json.length).write(out);
        return out.toByteArray();
    }

    private JsonNode tree(byte[] json) {
        return this.mapper.readTree(json);
    }

}
