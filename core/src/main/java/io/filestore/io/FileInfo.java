package io.filestore.io;

/**
 * What a directory says about one of its entries; links are not followed.
 *
 * @param name the entry's name, without its directory
 * @param kind what it is
 * @param size bytes, meaningful for files only
 * @param modifiedNanos when its content last changed, nanoseconds since 1970, as exactly
 * as the file system knows it
 */
public record FileInfo(String name, Kind kind, long size, long modifiedNanos) {

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
