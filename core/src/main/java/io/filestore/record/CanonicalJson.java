package io.filestore.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.filestore.error.InvalidRowException;

/**
 * JSON of any spelling to canonical JSON. What is canonical but for white space goes a
 * quick way without Jackson; all else, and all that is wrong, goes through Jackson.
 */
final class CanonicalJson {

    private CanonicalJson() {
    }

    /** The canonical form of a text, at most {@code limit} bytes. */
    static byte[] of(String json, int limit) {
        int lone = Utf8.loneSurrogate(json);
        if (lone >= 0) {
            throw new InvalidRowException("Not valid JSON at " + TextPosition.of(json, lone) + ": "
                    + TokenCopy.LoneSurrogateException.REASON);
        }
        byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
        if (utf8.length <= limit && CanonicalCheck.isCanonical(utf8, 0, utf8.length)) {
            return utf8;
        }
        return of(utf8, 0, utf8.length, limit);
    }

    /** The canonical form of UTF-8, always a new array, at most {@code limit} bytes. */
    static byte[] of(byte[] json, int offset, int length, int limit) {
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

    static byte[] requireObject(byte[] canonical) {
        if (canonical[0] != '{') {
            throw new InvalidRowException("A row must be a JSON object, but this is " + kindOf(canonical));
        }
        return canonical;
    }

    static String kindOf(byte[] canonical) {
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
