package io.filestore.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.filestore.error.InvalidConfigurationException;
import io.filestore.query.Query;

/** The indexes of a collection, each by its fields: of one field, or compound. */
final class IndexedFields {

    /** Each field more makes each entry longer, and seldom tells any two apart. */
    private static final int MOST = 8;

    private IndexedFields() {
    }

    /** An immutable copy, once it has been looked at. */
    static List<List<String>> checked(String option, List<List<String>> indexes) {
        List<List<String>> copy = indexes.stream().map(List::copyOf).toList();
        Set<List<String>> seen = new HashSet<>();
        for (List<String> fields : copy) {
            requireFields(option, fields);
            if (!seen.add(fields)) {
                boolean single = fields.size() == 1;
                throw new InvalidConfigurationException(option, text(copy),
                        (single ? "The field '" : "The compound index '") + String.join(", ", fields)
                                + "' is listed twice. List it once.");
            }
        }
        return copy;
    }

    private static void requireFields(String option, List<String> fields) {
        if (fields.isEmpty()) {
            throw new InvalidConfigurationException(option, "[]",
                    "An index without fields finds nothing. Name some, or take the empty list out.");
        }
        if (fields.size() > MOST) {
            throw new InvalidConfigurationException(option, text(List.of(fields)), "A compound index has up to " + MOST
                    + " fields, and this one has " + fields.size() + ". Leave the last ones out.");
        }
        Set<String> seen = new HashSet<>();
        for (String field : fields) {
            if (field.startsWith("[") || field.endsWith("]")) {
                throw new InvalidConfigurationException(option, field,
                        "This is no field name. Lists in lists are written so in YAML only; in a properties file write "
                                + option + "[0][0]=status and " + option + "[0][1]=createdAt.");
            }
            if (field.isBlank() || field.startsWith(".") || field.endsWith(".") || field.contains("..")) {
                throw new InvalidConfigurationException(option, field,
                        "This is no field name. Name a field, or a path such as address.city.");
            }
            if (field.equals(Query.ID) || field.startsWith(Query.ID + ".")) {
                throw new InvalidConfigurationException(option, field,
                        Query.ID + " is the row's id, which is no field. Leave it out: rows are found by their ids,"
                                + " and come in their order, without an index.");
            }
            if (!seen.add(field)) {
                throw new InvalidConfigurationException(option, text(List.of(fields)),
                        "The field '" + field + "' is twice in one index. Name it once.");
            }
        }
    }

    /** These fields, one in an index, and the compound indexes of before. */
    static List<List<String>> withFields(List<List<String>> before, String... fields) {
        return Stream.concat(Stream.of(fields).map(List::of), before.stream().filter((index) -> index.size() > 1))
            .toList();
    }

    /** One index more. */
    static List<List<String>> and(List<List<String>> before, String... together) {
        return Stream.concat(before.stream(), Stream.of(List.of(together))).toList();
    }

    /** As YAML has it, such as {@code email, [tenant, email]}. */
    private static String text(List<List<String>> indexes) {
        return indexes.stream()
            .map((fields) -> (fields.size() == 1) ? fields.get(0) : fields.toString())
            .collect(Collectors.joining(", "));
    }

}
