package io.filestore.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.filestore.error.InvalidConfigurationException;

/**
 * How one collection is kept.
 *
 * @param strategy the name of a strategy, such as {@code file-per-record}
 * @param path where it lies, relative to the store's directory or absolute; null for the
 * collection's name
 * @param indexed fields to index; a dot is a path into nested objects
 * @param unique fields whose values no two rows may share; indexed, too, whether listed
 * there or not
 * @param ttl how long after its last write a row expires; null for never
 * @param wal whether changes go through the write-ahead log; null for "if the strategy is
 * persistent"
 */
public record CollectionOptions(String strategy, @Nullable String path, List<String> indexed, List<String> unique,
        @Nullable Duration ttl, @Nullable Boolean wal) {

    public CollectionOptions {
        indexed = List.copyOf(indexed);
        unique = List.copyOf(unique);
        requireFields("indexed", indexed);
        requireFields("unique", unique);
        if (ttl != null && ttl.compareTo(Duration.ofMillis(Long.MAX_VALUE)) > 0) {
            throw new InvalidConfigurationException("ttl", ttl,
                    "A time to live this long is never over. Leave it out for rows that never expire.");
        }
        if (ttl != null && (ttl.isNegative() || ttl.toMillis() == 0)) {
            throw new InvalidConfigurationException("ttl", ttl,
                    "A time to live must be at least a millisecond. Leave it out for rows that never expire.");
        }
    }

    private static void requireFields(String option, List<String> fields) {
        Set<String> seen = new HashSet<>();
        for (String field : fields) {
            if (field.isBlank() || field.startsWith(".") || field.endsWith(".") || field.contains("..")) {
                throw new InvalidConfigurationException(option, field,
                        "This is no field name. Name a field, or a path such as address.city.");
            }
            if (!seen.add(field)) {
                throw new InvalidConfigurationException(option, String.join(", ", fields),
                        "The field '" + field + "' is listed twice. List it once.");
            }
        }
    }

    public static CollectionOptions filePerRecord() {
        return of("file-per-record");
    }

    public static CollectionOptions singleFile(String path) {
        return of("single-file").withPath(path);
    }

    public static CollectionOptions compressed(String path) {
        return of("compressed").withPath(path);
    }

    public static CollectionOptions memoryOnly() {
        return of("memory-only");
    }

    public static CollectionOptions of(String strategy) {
        return new CollectionOptions(strategy, null, List.of(), List.of(), null, null);
    }

    public CollectionOptions withPath(@Nullable String newPath) {
        return new CollectionOptions(this.strategy, newPath, this.indexed, this.unique, this.ttl, this.wal);
    }

    public CollectionOptions withIndexed(String... fields) {
        return new CollectionOptions(this.strategy, this.path, Arrays.asList(fields), this.unique, this.ttl, this.wal);
    }

    public CollectionOptions withUnique(String... fields) {
        return new CollectionOptions(this.strategy, this.path, this.indexed, Arrays.asList(fields), this.ttl, this.wal);
    }

    public CollectionOptions withTtl(@Nullable Duration newTtl) {
        return new CollectionOptions(this.strategy, this.path, this.indexed, this.unique, newTtl, this.wal);
    }

    public CollectionOptions withWal(@Nullable Boolean newWal) {
        return new CollectionOptions(this.strategy, this.path, this.indexed, this.unique, this.ttl, newWal);
    }

}
