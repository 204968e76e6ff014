package io.filestore.json;

import io.filestore.error.InvalidRowException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Copies what a Jackson parser reads to canonical JSON, number text included.
 */
public final class TokenCopy {

    private TokenCopy() {
    }

    /**
     * Copies the value at whose first token the parser is, and leaves the parser at its
     * last.
     */
    public static void copyValue(JsonParser parser, ByteOutput out) {
        int depth = 0;
        do {
            depth += copy(parser, out);
        }
        while (depth > 0 && parser.nextToken() != null);
    }

    /**
     * Copies the current token.
     * @return by how much the nesting became deeper: 1, 0 or -1
     */
    static int copy(JsonParser parser, ByteOutput out) {
        JsonToken token = parser.currentToken();
        if (!token.isStructEnd()) {
            separate(out);
        }
        switch (token) {
            case START_OBJECT -> out.write('{');
            case END_OBJECT -> out.write('}');
            case START_ARRAY -> out.write('[');
            case END_ARRAY -> out.write(']');
            case PROPERTY_NAME -> {
                quote(parser.currentName(), out);
                out.write(':');
            }
            case VALUE_STRING -> quote(parser.getString(), out);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> out.writeAscii(parser.getString());
            case VALUE_TRUE -> out.writeAscii("true");
            case VALUE_FALSE -> out.writeAscii("false");
            case VALUE_NULL -> out.writeAscii("null");
            default -> throw new InvalidRowException("JSON has no place for a Java object within it (" + token + ")");
        }
        return token.isStructStart() ? 1 : (token.isStructEnd() ? -1 : 0);
    }

    private static void separate(ByteOutput out) {
        byte last = out.last();
        if (last != 0 && last != '{' && last != '[' && last != ':') {
            out.write(',');
        }
    }

    private static void quote(String text, ByteOutput out) {
        if (Utf8.loneSurrogate(text) >= 0) {
            throw new LoneSurrogateException();
        }
        JsonStrings.quote(text, out);
    }

    public static final class LoneSurrogateException extends InvalidRowException {

        public static final String REASON = "a text has a lone surrogate, which is half a character and cannot be stored";

        LoneSurrogateException() {
            super("Not valid JSON: " + REASON);
        }

    }

}
