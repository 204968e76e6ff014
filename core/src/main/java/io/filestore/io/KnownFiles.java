package io.filestore.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a flush never replaces, appends to or deletes a file of rows that
 * somebody else has changed since filestore last read or wrote it, without keeping the
 * other version in {@code _conflicts} and telling so.
 *
 * <p>
 * Of a file of many rows it remembers size, time and identity. Of files of one row each
 * nothing is remembered, since there may be millions: {@link FileBatch#expect} looks at
 * what such a file says when it is about to be replaced.
 */
public final class KnownFiles {

    private final Quarantine conflicts;

    private final BiConsumer<Path, String> told;

    /** What files were like; empty for one that was not there. */
    private final Map<Path, Optional<FileInfo>> known = new ConcurrentHashMap<>();

    /** What files were like that were kept, until they have been replaced. */
    private final Map<Path, Optional<FileInfo>> kept = new ConcurrentHashMap<>();

    /**
     * Knows no file yet.
     * @param conflicts keeps the other versions
     * @param told is told of each file what has happened to it, in a sentence
     */
    public KnownFiles(Quarantine conflicts, BiConsumer<Path, String> told) {
        this.conflicts = conflicts;
        this.told = told;
    }

    /**
     * Filestore has just read or written a file of many rows.
     * @param info what it was like then; null if it was not there
     */
    public void know(Path file, @Nullable FileInfo info) {
        this.known.put(file, Optional.ofNullable(info));
    }

    boolean isKnown(Path file) {
        return this.known.containsKey(file);
    }

    /** Whether a file is as it is known, if it is known. */
    boolean isUnchanged(Path file, @Nullable FileInfo found) {
        Optional<FileInfo> expected = this.known.get(file);
        return expected == null || isSame(expected.orElse(null), found);
    }

    private static boolean isSame(@Nullable FileInfo one, @Nullable FileInfo other) {
        return (one == null || other == null) ? one == other : one.isSameVersion(other);
    }

    /** Keeps and tells what is about to be replaced or deleted. */
    void keep(Path file, @Nullable FileInfo found) throws IOException {
        Optional<FileInfo> before = this.kept.put(file, Optional.ofNullable(found));
        if (before != null && isSame(before.orElse(null), found)) {
            // A flush that failed after it had kept this.
            return;
        }
        if (found == null) {
            this.told.accept(file,
                    file + " was deleted by another program while the store was open; it is written again."
                            + " Delete rows through the store, or while it is closed.");
            return;
        }
        if (!found.isFile()) {
            return;
        }
        Path copy = this.conflicts.copy(file,
                "Another program has changed this file while the store was open, and the store was about to replace it.");
        this.told.accept(file,
                file + " was changed by another program while the store was open. That version is kept as " + copy
                        + ", and the store's own takes its place. Take over what is right in it through the store.");
    }

    /** Filestore has appended to a file. */
    void appended(Path file, @Nullable FileInfo info) {
        if (isKnown(file)) {
            know(file, info);
        }
    }

    /**
     * Filestore has replaced or deleted a file.
     * @param info what it has put in its place; null for nothing
     */
    void replaced(Path file, @Nullable FileInfo info) {
        this.kept.remove(file);
        appended(file, info);
    }

}
