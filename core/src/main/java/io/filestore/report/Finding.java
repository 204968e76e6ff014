package io.filestore.report;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Something about the files of a store that somebody should look at: found at a start, or
 * by a flush. It is logged once as a warning, shown in health, and listed by a
 * verification.
 *
 * @param kind what it is
 * @param collection the collection that it is about, null for the store as a whole
 * @param path the file that it is about, null if it is about none
 * @param message a sentence that says what was found and what to do; it may name rows and
 * files but never says what is in them, but for a value that ought to be unique,
 * shortened
 */
public record Finding(Kind kind, @Nullable String collection, @Nullable Path path, String message) {

    /** The message with the collection that it is about. */
    public String text() {
        return (this.collection != null) ? "Collection '" + this.collection + "': " + this.message : this.message;
    }

    /** Kinds of findings. */
    public enum Kind {

        /** A file or a part of one cannot be read, or is not as it was written. */
        DAMAGED(true),
        /** What was recorded as written is not there, or only in part. */
        MISSING(true),
        /** Files of rows were taken away, which may have been meant. */
        REMOVED(false),
        /** A file or log is older than what the store knows of it. */
        OUTDATED(true),
        /** Rows share a value of a unique field. */
        DUPLICATE_KEY(true),
        /** A file lies among ours that is not one of ours, and is passed over. */
        STRAY_FILE(false),
        /** Another program has changed a file that was about to be replaced. */
        CONFLICT(false);

        private final boolean corruption;

        Kind(boolean corruption) {
            this.corruption = corruption;
        }

        /** Whether a start that finds it stops, where it is to fail on corruption. */
        public boolean isCorruption() {
            return this.corruption;
        }

    }

}
