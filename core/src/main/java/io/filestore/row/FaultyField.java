package io.filestore.row;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

import io.filestore.json.JsonLimits;
import io.filestore.json.TokenCopy;
import io.filestore.json.Utf8;

/**
 * Finds the field of a written value that canonical JSON cannot have.
 */
final class FaultyField {

    private static final JsonFactory LENIENT = JsonFactory.builder()
        .streamReadConstraints(JsonLimits.READ)
        .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
        .build();

    private FaultyField() {
    }

    /**
     * What is wrong, with the field if it is found.
     * @param reason what is known without it
     */
    static String describe(byte[] json, int length, String reason) {
        try (JsonParser parser = LENIENT.createParser(ObjectReadContext.empty(), json, 0, length)) {
            try {
                for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                    if (token == JsonToken.VALUE_NUMBER_FLOAT && parser.isNaN()) {
                        return field(parser) + "it is " + parser.getString()
                                + ", a number that JSON does not have, and its type does not say that it is a number.";
                    }
                    if ((token == JsonToken.VALUE_STRING || token == JsonToken.PROPERTY_NAME)
                            && Utf8.loneSurrogate(parser.getString()) >= 0) {
                        return field(parser) + TokenCopy.LoneSurrogateException.REASON + ".";
                    }
                }
                return reason;
            }
            catch (JacksonException ex) {
                return field(parser) + withoutPlace(reason);
            }
        }
    }

    private static String field(JsonParser parser) {
        String path = parser.streamReadContext().pathAsPointer().toString();
        return path.isEmpty() ? "" : "field '" + path.substring(1).replace('/', '.') + "': ";
    }

    /** Nobody sees the line of the JSON that a value has become. */
    private static String withoutPlace(@Nullable String reason) {
        String text = String.valueOf(reason);
        return text.startsWith("Not valid JSON at ") ? text.substring(text.indexOf(": ") + 2) : text;
    }

}
