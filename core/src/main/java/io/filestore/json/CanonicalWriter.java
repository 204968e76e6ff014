package io.filestore.json;

import java.util.regex.Pattern;

import io.filestore.error.InvalidRowException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * Makes JSON canonical: Jackson reads it strictly, the text of numbers and the order of
 * fields stay.
 */
final class CanonicalWriter {

    private static final JsonFactory STRICT = JsonFactory.builder()
        .streamReadConstraints(JsonLimits.READ)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
        .disable(TokenStreamFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
        .build();

    private static final Pattern ADVICE = Pattern.compile(
            ": enable `[^`]*` to allow|, from `[^`]*`| \\(not recognized as one since[^)]*\\)| \\(but could if coercion[^)]*\\)");

    private final byte[] json;

    private final int offset;

    private final int length;

    CanonicalWriter(byte[] json, int offset, int length) {
        this.json = json;
        this.offset = offset;
        this.length = length;
    }

    /**
     * Writes the one value that the text is.
     * @param out gets the canonical bytes
     * @throws InvalidRowException if the text is not one valid JSON value
     */
    void write(ByteOutput out) {
        int malformed = Utf8.malformedAt(this.json, this.offset, this.length);
        if (malformed >= 0) {
            throw invalid(malformed, "the bytes are no valid UTF-8", null);
        }
        int start = this.offset + byteOrderMark();
        try (JsonParser parser = STRICT.createParser(ObjectReadContext.empty(), this.json, start,
                this.offset + this.length - start)) {
            try {
                write(parser, start, out);
            }
            catch (JacksonException ex) {
                TokenStreamLocation location = (ex.getLocation() != null) ? ex.getLocation() : parser.currentLocation();
                throw invalid(start + (int) Math.max(0, location.getByteOffset()), reasonOf(ex), ex);
            }
        }
    }

    private void write(JsonParser parser, int start, ByteOutput out) {
        if (parser.nextToken() == null) {
            throw invalid(this.offset + this.length, "there is no JSON value", null);
        }
        int depth = 0;
        do {
            try {
                depth += TokenCopy.copy(parser, out);
            }
            catch (TokenCopy.LoneSurrogateException ex) {
                int token = start + (int) parser.currentTokenLocation().getByteOffset();
                throw invalid(token, TokenCopy.LoneSurrogateException.REASON, ex);
            }
        }
        while (depth > 0 && parser.nextToken() != null);
        if (parser.nextToken() != null) {
            int token = start + (int) parser.currentTokenLocation().getByteOffset();
            throw invalid(token, "there is something behind the end of the JSON value", null);
        }
    }

    private int byteOrderMark() {
        byte[] bytes = this.json;
        int at = this.offset;
        return (this.length >= 3 && bytes[at] == (byte) 0xEF && bytes[at + 1] == (byte) 0xBB
                && bytes[at + 2] == (byte) 0xBF) ? 3 : 0;
    }

    private InvalidRowException invalid(int at, String reason, @Nullable Exception cause) {
        return new NotJsonException(TextPosition.of(this.json, this.offset, at), reason, cause);
    }

    private static String reasonOf(JacksonException ex) {
        String message = messageOf(ex);
        boolean surrogate = message.startsWith("Broken surrogate pair")
                || message.startsWith("Unexpected low surrogate");
        return surrogate ? TokenCopy.LoneSurrogateException.REASON : message;
    }

    /** What Jackson says, without what it says to programmers about its settings. */
    static String messageOf(JacksonException ex) {
        return ADVICE.matcher(String.valueOf(ex.getOriginalMessage())).replaceAll("");
    }

}
