package io.filestore.storage;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Which rows lie under names that filestore would not give them: the seed's raw ones, or
 * those from a file system that tells upper from lower case.
 */
final class Spellings {

    private final boolean ignoresCase;

    private final Map<String, String> names = new ConcurrentHashMap<>();

    private final Map<String, String> owners = new ConcurrentHashMap<>();

    Spellings(boolean ignoresCase) {
        this.ignoresCase = ignoresCase;
    }

    void add(String id, String name) {
        this.names.put(id, name);
        this.owners.put(fold(name), id);
    }

    void remove(String id) {
        String name = this.names.remove(id);
        if (name != null) {
            this.owners.remove(fold(name), id);
        }
    }

    /** The name under which a row lies, null if it is ours. */
    @Nullable String nameOf(String id) {
        return this.names.get(id);
    }

    /** The row that lies where this name leads to, null if it is none of these. */
    @Nullable String ownerOf(String name) {
        return this.owners.get(fold(name));
    }

    private String fold(String name) {
        return this.ignoresCase ? name.toLowerCase(Locale.ROOT) : name;
    }

}
