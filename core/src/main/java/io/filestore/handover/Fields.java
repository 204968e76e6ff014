package io.filestore.handover;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.filestore.config.CollectionOptions;

/**
 * What all rows of a collection at an engine have been written by.
 *
 * @param indexed the fields that rows are found by, each once and in order
 * @param unique those whose values no two rows share, alone or together
 */
public record Fields(List<String> indexed, List<List<String>> unique) {

    public Fields {
        indexed = indexed.stream().distinct().sorted().toList();
        unique = unique.stream()
            .map(List::copyOf)
            .distinct()
            .sorted(Comparator.comparing(List<String>::toString))
            .toList();
    }

    /** Those of a collection's options. */
    public static Fields of(CollectionOptions options) {
        return new Fields(
                Stream.concat(options.indexed().stream(), options.unique().stream()).flatMap(List::stream).toList(),
                options.unique());
    }

    /** What is unique, for people. */
    public String uniqueNames() {
        return this.unique.isEmpty() ? "nothing"
                : this.unique.stream()
                    .map((fields) -> "'" + String.join("' with '", fields) + "'")
                    .collect(Collectors.joining(", "));
    }

}
