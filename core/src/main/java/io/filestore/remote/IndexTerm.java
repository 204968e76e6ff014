package io.filestore.remote;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import io.filestore.row.IndexKey;

/**
 * A field and a value that a row is found by, as texts that are equal exactly if a
 * collection in memory takes the values for equal: a string in quotes, a number by its
 * value, {@code true}, {@code false}, {@code NULL}. A long value is represented by its
 * SHA-256, so that what is found by a term is to be compared with what was asked for.
 *
 * @param field the path of the field
 * @param value up to 256 bytes of UTF-8
 */
public record IndexTerm(String field, String value) {

    private static final int MOST_BYTES = 256;

    /**
     * The term of one key.
     * @param key as {@link IndexKey#of} makes it, not an array
     */
    public static IndexTerm of(String field, Object key) {
        return new IndexTerm(field, bounded(IndexKey.text(key)));
    }

    /** The text itself if it is not too long, and what represents it otherwise. */
    static String bounded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return (bytes.length <= MOST_BYTES) ? text : "sha256:" + sha256(bytes);
    }

    /** The terms of a value, several of an array, none of an object. */
    public static List<IndexTerm> all(String field, byte[] json) {
        Object key = IndexKey.of(json);
        List<IndexTerm> terms = new ArrayList<>();
        if (key instanceof Object[] several) {
            for (Object each : several) {
                terms.add(of(field, each));
            }
        }
        else if (key != null) {
            terms.add(of(field, key));
        }
        return terms;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        }
        catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("Every Java has SHA-256", ex);
        }
    }

}
