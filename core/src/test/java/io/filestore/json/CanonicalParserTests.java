package io.filestore.json;

import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import io.filestore.error.InvalidRowException;
import io.filestore.row.RowCodec;
import org.junit.jupiter.api.Test;
import tools.jackson.core.Base64Variants;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.io.ContentReference;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.sym.PropertyNameMatcher;
import tools.jackson.core.util.Named;
import tools.jackson.databind.deser.DeserializationContextExt;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CanonicalParserTests {

    private static final long SEED = System.nanoTime();

    /** Questions from this one on leave nothing to ask. */
    private static final int LAST = 27;

    private final JsonMapper mapper = RowCodec.defaultMapper().build();

    private final PropertyNameMatcher matcher = this.mapper.tokenStreamFactory()
        .constructNameMatcher(Stream.of("id", "a", "b", "_expiresAt", "é", "x_id", "longer than sixteen bytes", "q\"")
            .map(Named::fromString)
            .toList(), false);

    @Test
    void answersLikeJacksonsParserWhateverIsAsked() {
        RandomJson json = RandomJson.canonicalOfSeed(SEED);
        for (int i = 0; i < 2000; i++) {
            compare(json.value(), new Random(SEED + i));
        }
    }

    @Test
    void answersLikeJacksonsParserAboutNumbersAndTexts() {
        List<String> values = List.of("0", "-0", "7", "-7", "127", "128", "-129", "32768", "999999999", "2147483647",
                "-2147483648", "2147483648", "-2147483649", "99999999999", "999999999999999999", "-999999999999999999",
                "1000000000000000000", "9223372036854775807", "-9223372036854775808", "9223372036854775808",
                "-9223372036854775809", "123456789012345678901234567890", "1.5", "-0.0", "1e400", "1E-400", "1e2",
                "12345678901234567890.5", "0.1000000000000000055511151231257827021181583404541015625", "\"\"", "\"a\"",
                "\"1234567\"", "\"12345678\"", "\"123456789\"", "\"true\"", "\"null\"", "\"-12\"", "\"1.5\"",
                "\"aGVsbG8=\"", "\"aGVsbG8\"", "\"a b\"", "\"é\"", "\"12345678é\"", "\"\\u0000\"",
                "\"tab\\tquote\\\"\"", "\"\\\\\"", "\"" + "x".repeat(70_000) + "\"", "\"" + "é".repeat(700) + "\"",
                "\"😀\"", "true", "false", "null");
        for (String value : values) {
            for (int i = 0; i < 30; i++) {
                Random random = new Random(SEED + i);
                compare(value, random);
                compare("[" + value + "]", random);
                compare("{\"a\":" + value + ",\"longer than sixteen bytes\":" + value + "}", random);
                compare("{\"longer than sixteen bytes!\":[" + value + ",{\"\":" + value + "}],\"12345678\":" + value
                        + ",\"1234567890123456\":" + value + "}", random);
            }
        }
    }

    @Test
    void keepsTheLimitsOfItsMapper() {
        StreamReadConstraints limits = StreamReadConstraints.builder()
            .maxNestingDepth(2)
            .maxNumberLength(5)
            .maxStringLength(6)
            .maxDocumentLength(50L)
            .maxTokenCount(9)
            .build();
        JsonMapper strict = JsonMapper.builder(JsonFactory.builder().streamReadConstraints(limits).build()).build();
        RowCodec codec = new RowCodec(strict);
        for (String json : List.of("{\"a\":[{}]}", "{\"a\":123456}", "{\"a\":1.23456}", "{\"a\":\"1234567\"}",
                "{\"a\":\"éééé\\n___\"}", "[1,2,3,4,5,6,7,8]", "\"" + "x".repeat(50) + "\"")) {
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            assertThatExceptionOfType(InvalidRowException.class).as(json)
                .isThrownBy(() -> codec.decodeValue(bytes, Object.class))
                .havingCause()
                .satisfies((ours) -> assertThat(messageOf(ours)).as(json)
                    .isEqualTo(messageOf(failureOf(() -> strict.readValue(bytes, Object.class)))));
        }
    }

    private void compare(String json, Random random) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        try (JsonParser jackson = this.mapper.createParser(bytes); JsonParser ours = parser(bytes)) {
            int steps = 0;
            do {
                int step = random.nextInt(8);
                same(json, "step " + step, () -> step(ours, step), () -> step(jackson, step));
                for (int i = random.nextInt(4); i > 0; i--) {
                    int question = random.nextInt(30);
                    same(json, "question " + question, () -> ask(ours, question), () -> ask(jackson, question));
                    if (question >= LAST) {
                        // Jackson's parser has forgotten the text, or stopped within.
                        return;
                    }
                }
            }
            while (!jackson.isClosed() && steps++ < 1000);
            assertThat(ours.isClosed()).isEqualTo(jackson.isClosed());
        }
    }

    private JsonParser parser(byte[] json) {
        JsonFactory factory = this.mapper.tokenStreamFactory();
        IOContext io = new IOContext(factory.streamReadConstraints(), factory.streamWriteConstraints(),
                factory.errorReportConfiguration(), null, ContentReference.redacted(), true, JsonEncoding.UTF8)
            .markBufferRecyclerReleased();
        DeserializationContextExt context = this.mapper._deserializationContext();
        JsonParser parser = new CanonicalParser(json, new FieldNames(), context, io,
                context.getStreamReadFeatures(factory.getStreamReadFeatures()));
        context.assignParser(parser);
        return parser;
    }

    private Object step(JsonParser parser, int step) {
        Object answer = switch (step) {
            case 0 -> parser.nextName();
            case 1 -> parser.nextNameMatch(this.matcher);
            case 2 -> parser.nextStringValue();
            case 3 -> parser.nextName(new SerializedString("a"));
            case 4 -> parser.nextValue();
            default -> parser.nextToken();
        };
        return Arrays.asList(answer, parser.currentToken(), parser.currentName(),
                parser.streamReadContext().pathAsPointer().toString(), parser.streamReadContext().getNestingDepth());
    }

    private Object ask(JsonParser parser, int question) throws Exception {
        StringWriter text = new StringWriter();
        return switch (question) {
            case 0, 1, 2 -> parser.getString();
            case 3 -> parser.getValueAsString();
            case 4 -> parser.getValueAsString("else");
            case 5 -> Arrays.asList(parser.getString(text), text.toString());
            case 6 -> parser.skipChildren().currentToken();
            case 7 -> (parser.getStringCharacters() != null)
                    ? new String(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength())
                    : null;
            case 8 -> parser.getNumberValue();
            case 9 -> parser.getNumberValueExact();
            case 10 -> parser.getNumberValueDeferred();
            case 11 -> parser.getNumberType();
            case 12 -> parser.getNumberTypeFP();
            case 13 -> parser.getIntValue();
            case 14 -> parser.getLongValue();
            case 15 -> parser.getShortValue();
            case 16 -> parser.getByteValue();
            case 17 -> parser.getFloatValue();
            case 18 -> parser.getDoubleValue();
            case 19 -> parser.getDecimalValue();
            case 20 -> parser.getBigIntegerValue();
            case 21 -> parser.getBooleanValue();
            case 22 -> parser.getValueAsInt(5);
            case 23 -> parser.getValueAsLong(5);
            case 24 -> parser.getValueAsDouble(5);
            case 25 -> parser.getValueAsBoolean();
            case 26 -> Arrays.asList(parser.isNaN(), parser.currentTokenId(), parser.isExpectedStartObjectToken(),
                    parser.isExpectedNumberIntToken(), parser.currentNameMatch(this.matcher));
            case 27 -> (parser.currentToken() == JsonToken.VALUE_STRING)
                    ? Arrays.asList(parser.readString(text), text.toString()) : "";
            default -> (parser.currentToken() == JsonToken.VALUE_STRING) ? bytes(parser, question > LAST + 1) : "";
        };
    }

    /** The bytes of a string; the words about wrong base64 may differ. */
    private static Object bytes(JsonParser parser, boolean streamed) {
        try {
            if (!streamed) {
                return Arrays.toString(parser.getBinaryValue());
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            parser.readBinaryValue(Base64Variants.MIME, bytes);
            return Arrays.toString(bytes.toByteArray());
        }
        catch (JacksonException ex) {
            return ex.getClass();
        }
    }

    private void same(String json, String what, Callable<Object> ours, Callable<Object> jackson) {
        assertThat(outcome(ours)).as("%s of %.100s, seed %d", what, json, SEED).isEqualTo(outcome(jackson));
    }

    private static Object outcome(Callable<Object> call) {
        try {
            return Arrays.asList(call.call());
        }
        catch (Exception ex) {
            return messageOf(ex);
        }
    }

    private static Throwable failureOf(Callable<?> call) {
        try {
            throw new AssertionError("Got " + call.call());
        }
        catch (Exception ex) {
            return ex;
        }
    }

    private static String messageOf(Throwable ex) {
        return ex.getClass() + " " + ((ex instanceof JacksonException jackson) ? jackson.getOriginalMessage() : ex);
    }

}
