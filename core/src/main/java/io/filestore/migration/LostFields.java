package io.filestore.migration;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.filestore.json.CanonicalScanner;
import io.filestore.json.JsonStrings;
import io.filestore.row.Row;
import tools.jackson.databind.JsonNode;

/**
 * Which fields a row had and has no more. A field is its path, as indexes have it: names
 * with dots between them, and arrays count for nothing. So an array may become shorter,
 * as long as some element has each of its fields.
 */
final class LostFields {

    private LostFields() {
    }

    /**
     * The first that is lost, an outermost one; null if none is.
     * @param declared may be lost, with all that is below
     */
    static @Nullable String find(Row before, Row after, Set<String> declared) {
        byte[] json = before.canonical();
        CanonicalScanner field = new CanonicalScanner(json, 0);
        while (field.nextField()) {
            if (!isSame(field, json, after.canonical())) {
                String lost = find(JsonStrings.text(json, field.nameStart(), field.nameEnd()), before, after, declared);
                if (lost != null) {
                    return lost;
                }
            }
        }
        return null;
    }

    private static boolean isSame(CanonicalScanner field, byte[] json, byte[] after) {
        CanonicalScanner other = new CanonicalScanner(after, 0);
        return other.find(Arrays.copyOfRange(json, field.nameStart(), field.nameEnd())) && Arrays.equals(json,
                field.valueStart(), field.valueEnd(), after, other.valueStart(), other.valueEnd());
    }

    private static @Nullable String find(String field, Row before, Row after, Set<String> declared) {
        if (declared.contains(field)) {
            return null;
        }
        Set<String> left = paths(field, after.get(field));
        return paths(field, before.get(field)).stream()
            .filter((path) -> !left.contains(path) && !isDeclared(path, declared))
            .findFirst()
            .orElse(null);
    }

    private static boolean isDeclared(String path, Set<String> declared) {
        return declared.contains(path) || declared.stream().anyMatch((above) -> path.startsWith(above + "."));
    }

    /** In an order that has an object before its fields. */
    private static Set<String> paths(String field, @Nullable JsonNode value) {
        Set<String> paths = new TreeSet<>();
        if (value != null) {
            paths.add(field);
            add(paths, field, value);
        }
        return paths;
    }

    private static void add(Set<String> paths, String above, JsonNode value) {
        if (value.isObject()) {
            value.properties().forEach((field) -> {
                String path = above + "." + field.getKey();
                paths.add(path);
                add(paths, path, field.getValue());
            });
        }
        else if (value.isArray()) {
            value.forEach((element) -> add(paths, above, element));
        }
    }

}
