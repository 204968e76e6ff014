package io.filestore.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.filestore.error.InvalidRowException;

/**
 * JSON of any spelling to canonical JSON.
 *
 * <p>
 * <em>Canonical JSON</em> is UTF-8 without white space outside strings and without a byte
 * order mark; strings are escaped only where they must be (quote, backslash, control
 * characters); numbers have the text and fields the order in which they were given; no
 * object has a field twice, and no text has a lone surrogate. Two texts with the same
 * canonical form are the same row.
 *
 * <p>
 * Limits are those of {@link JsonLimits}. What is canonical but for white space goes a
 * quick way without Jackson; all else, and all that is wrong, goes through Jackson.
 */
public final class CanonicalJson {

    private CanonicalJson() {
    }

    /**
     * Makes a JSON object canonical. This form is for what comes out of a file: it admits
     * 64 KB more than a row may have, since the disk form of a row has metadata in it.
     * @param json UTF-8, not kept
     * @param offset where the object starts
     * @param length how many bytes it has, white space before and behind included
     * @return canonical JSON, never the array that was given
     * @throws InvalidRowException if it is not exactly one valid JSON object; the message
     * has line and column
     * @throws io.filestore.error.RowTooLargeException if it is too large
     */
    public static byte[] object(byte[] json, int offset, int length) {
        return requireObject(of(json, offset, length, JsonLimits.MAX_BYTES + JsonLimits.DISK_FORM_BYTES));
    }

    /**
     * Makes any JSON value canonical.
     * @param json UTF-8, not kept
     * @param offset where the value starts
     * @param length how many bytes it has, white space before and behind included
     * @return canonical JSON, never the array that was given
     * @throws InvalidRowException if it is not exactly one valid JSON value, or too large
     */
    public static byte[] value(byte[] json, int offset, int length) {
        return of(json, offset, length, JsonLimits.MAX_BYTES);
    }

    /** The canonical form of a text, at most {@code limit} bytes. */
    public static byte[] of(String json, int limit) {
        int lone = Utf8.loneSurrogate(json);
        if (lone >= 0) {
            throw new NotJsonException(TextPosition.of(json, lone), TokenCopy.LoneSurrogateException.REASON, null);
        }
        byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
        if (utf8.length <= limit && CanonicalCheck.isCanonical(utf8, 0, utf8.length)) {
            return utf8;
        }
        return of(utf8, 0, utf8.length, limit);
    }

    /** The canonical form of UTF-8, always a new array, at most {@code limit} bytes. */
    public static byte[] of(byte[] json, int offset, int length, int limit) {
        if (CanonicalCheck.isCanonical(json, offset, length)) {
            if (length > limit) {
                throw ByteOutput.tooLarge(limit);
            }
            return Arrays.copyOfRange(json, offset, offset + length);
        }
        ByteOutput compact = WhiteSpace.removedFrom(json, offset, length);
        if (CanonicalCheck.isCanonical(compact.buffer(), 0, compact.size())) {
            if (compact.size() > limit) {
                throw ByteOutput.tooLarge(limit);
            }
            return compact.toByteArray();
        }
        ByteOutput out = new ByteOutput(length, limit);
        new CanonicalWriter(json, offset, length).write(out);
        return out.toByteArray();
    }

    public static byte[] requireObject(byte[] canonical) {
        if (canonical[0] != '{') {
            throw new InvalidRowException("A row must be a JSON object, but this is " + kindOf(canonical));
        }
        return canonical;
    }

    public static String kindOf(byte[] canonical) {
        return switch (canonical[0]) {
            case '{' -> "an object";
            case '[' -> "an array";
            case '"' -> "a string";
            case 't', 'f' -> "a boolean";
            case 'n' -> "null";
            default -> "a number";
        };
    }

}
