package io.filestore.config;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.error.InvalidConfigurationException;

/**
 * How one collection is kept.
 *
 * @param strategy the name of a strategy, such as {@code file-per-record}
 * @param path where it lies, relative to the store's directory or absolute; null for the
 * collection's name
 * @param indexed what to index, each by its fields: one, or up to eight for a compound
 * index; a dot is a path into nested objects
 * @param unique fields whose values no two rows may share, alone or, where there are
 * several, together; indexed, too, whether listed there or not
 * @param ttl how long after its last write a row expires; null for never
 * @param wal whether changes go through the write-ahead log; null for "if the strategy is
 * persistent"
 * @param group whose rows can change together where collections of several groups cannot;
 * in memory and on the local disk all can, and this says nothing
 * @param writes what two writes of a row mean that know nothing of each other, null for
 * what the strategy takes for it; says nothing for what one instance writes alone
 */
public record CollectionOptions(String strategy, @Nullable String path, List<List<String>> indexed,
        List<List<String>> unique, @Nullable Duration ttl, @Nullable Boolean wal, @Nullable String group,
        @Nullable Writes writes) {

    public CollectionOptions {
        indexed = IndexedFields.checked("indexed", indexed);
        unique = IndexedFields.checked("unique", unique);
        if (ttl != null && ttl.compareTo(Duration.ofMillis(Long.MAX_VALUE)) > 0) {
            throw new InvalidConfigurationException("ttl", ttl,
                    "A time to live this long is never over. Leave it out for rows that never expire.");
        }
        if (group != null && group.isBlank()) {
            throw new InvalidConfigurationException("group", group,
                    "A group has a name, such as billing. Leave it out for a collection that is in none.");
        }
        if (ttl != null && (ttl.isNegative() || ttl.toMillis() == 0)) {
            throw new InvalidConfigurationException("ttl", ttl,
                    "A time to live must be at least a millisecond. Leave it out for rows that never expire.");
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
        return new CollectionOptions(strategy, null, List.of(), List.of(), null, null, null, null);
    }

    public CollectionOptions withPath(@Nullable String newPath) {
        return new CollectionOptions(this.strategy, newPath, this.indexed, this.unique, this.ttl, this.wal, this.group,
                this.writes);
    }

    /** Indexes each of these fields by itself. Compound indexes stay as they are. */
    public CollectionOptions withIndexed(String... fields) {
        return withIndexes(IndexedFields.withFields(this.indexed, fields), this.unique);
    }

    /**
     * Adds a compound index: for equal values of its first fields, and a range or an
     * order of those that follow.
     */
    public CollectionOptions withIndexedTogether(String... fields) {
        return withIndexes(IndexedFields.and(this.indexed, fields), this.unique);
    }

    /**
     * No two rows may share a value of any of these fields. What is unique together stays
     * as it is.
     */
    public CollectionOptions withUnique(String... fields) {
        return withIndexes(this.indexed, IndexedFields.withFields(this.unique, fields));
    }

    /**
     * Adds fields of which no two rows may share all values. A row in which one of them
     * is missing or null shares nothing.
     */
    public CollectionOptions withUniqueTogether(String... fields) {
        return withIndexes(this.indexed, IndexedFields.and(this.unique, fields));
    }

    /** Indexes nothing, so that nothing is unique either. */
    public CollectionOptions withoutIndexes() {
        return withIndexes(List.of(), List.of());
    }

    private CollectionOptions withIndexes(List<List<String>> newIndexed, List<List<String>> newUnique) {
        return new CollectionOptions(this.strategy, this.path, newIndexed, newUnique, this.ttl, this.wal, this.group,
                this.writes);
    }

    public CollectionOptions withTtl(@Nullable Duration newTtl) {
        return new CollectionOptions(this.strategy, this.path, this.indexed, this.unique, newTtl, this.wal, this.group,
                this.writes);
    }

    public CollectionOptions withWal(@Nullable Boolean newWal) {
        return new CollectionOptions(this.strategy, this.path, this.indexed, this.unique, this.ttl, newWal, this.group,
                this.writes);
    }

    /** The same in another group, null for none. */
    public CollectionOptions withGroup(@Nullable String newGroup) {
        return new CollectionOptions(this.strategy, this.path, this.indexed, this.unique, this.ttl, this.wal, newGroup,
                this.writes);
    }

    /** The same with another meaning of writes, null for the strategy's. */
    public CollectionOptions withWrites(@Nullable Writes newWrites) {
        return new CollectionOptions(this.strategy, this.path, this.indexed, this.unique, this.ttl, this.wal,
                this.group, newWrites);
    }

}
