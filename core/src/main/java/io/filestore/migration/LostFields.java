package io.filestore.migration;

import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

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
        Set<String> left = paths(after);
        return paths(before).stream()
            .filter((path) -> !left.contains(path) && !isDeclared(path, declared))
            .findFirst()
            .orElse(null);
    }

    private static boolean isDeclared(String path, Set<String> declared) {
        return declared.contains(path) || declared.stream().anyMatch((above) -> path.startsWith(above + "."));
    }

    /** In an order that has an object before its fields. */
    private static Set<String> paths(Row row) {
        Set<String> paths = new TreeSet<>();
        add(paths, "", row.toNode());
        return paths;
    }

    private static void add(Set<String> paths, String above, JsonNode value) {
        if (value.isObject()) {
            value.properties().forEach((field) -> {
                String path = above.isEmpty() ? field.getKey() : above + "." + field.getKey();
                paths.add(path);
                add(paths, path, field.getValue());
            });
        }
        else if (value.isArray()) {
            value.forEach((element) -> add(paths, above, element));
        }
    }

}
