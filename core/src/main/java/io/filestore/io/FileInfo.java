package io.filestore.io;

import org.jspecify.annotations.Nullable;

/**
 * What a directory says about one of its entries; links are not followed.
 *
 * @param name the entry's name, without its directory
 * @param kind what it is
 * @param size bytes, meaningful for files only
 * @param modifiedNanos when its content last changed, nanoseconds since 1970, as exactly
 * as the file system knows it
 * @param key tells the file from all others, by whatever name; null if it is not known
 */
public record FileInfo(String name, Kind kind, long size, long modifiedNanos, @Nullable Object key) {

    /** An entry of which no key is known. */
    public FileInfo(String name, Kind kind, long size, long modifiedNanos) {
        this(name, kind, size, modifiedNanos, null);
    }

    /** Whether it is the same file with the same content, whatever its name. */
    boolean isSameVersion(FileInfo other) {
        return this.kind == other.kind && this.size == other.size && this.modifiedNanos == other.modifiedNanos
                && (this.key == null || other.key == null || this.key.equals(other.key));
    }

    public boolean isFile() {
        return this.kind == Kind.FILE;
    }

    public boolean isDirectory() {
        return this.kind == Kind.DIRECTORY;
    }

    /** When its content last changed, epoch milliseconds. */
    public long modifiedMillis() {
        return Math.floorDiv(this.modifiedNanos, 1_000_000L);
    }

    /** What an entry is. */
    public enum Kind {

        /** An ordinary file. */
        FILE,
        /** A directory. */
        DIRECTORY,
        /** A symbolic link, whatever it points to. */
        LINK,
        /** A device, pipe or socket. */
        OTHER

    }

}
