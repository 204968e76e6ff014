package io.filestore.storage;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.filestore.io.EncodedNames;

/**
 * How the fields of an index become the name of its file: each encoded as a row id is,
 * with commas between them, which no encoded name has. Instead of a name that would be
 * too long there is a hash, of several fields with a comma behind it.
 */
public final class IndexNames {

    private static final String ENDING = ".jsonl";

    private static final int MOST = 200;

    private IndexNames() {
    }

    static String encode(List<String> fields, boolean ignoresCase) {
        String name = fields.stream()
            .map((field) -> EncodedNames.encode(field, ignoresCase))
            .collect(Collectors.joining(","));
        return ((name.length() > MOST) ? EncodedNames.hashed(name) + "," : name) + ENDING;
    }

    /** The fields, null if the name does not tell them. */
    public static @Nullable List<String> decode(String name) {
        if (!name.endsWith(ENDING)) {
            return null;
        }
        String[] fields = name.substring(0, name.length() - ENDING.length()).split(",", -1);
        boolean told = Arrays.stream(fields)
            .allMatch((field) -> EncodedNames.isEncoded(field) && !EncodedNames.isHashed(field));
        return told ? Arrays.stream(fields).map(EncodedNames::decode).toList() : null;
    }

}
