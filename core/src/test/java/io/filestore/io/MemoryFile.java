package io.filestore.io;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import io.filestore.io.FileInfo.Kind;

/**
 * A file of a {@link MemoryDirectory}, whatever its name: what it holds, and what it held
 * when it was last forced. Directories and links are such files without content.
 */
final class MemoryFile {

    private final Kind kind;

    private byte[] content;

    private int length;

    private long modified;

    private long forcedModified;

    // The first bytes, which are on the device as they are here.
    private int unchanged;

    // What is on the device; null if that is just the unchanged bytes.
    private byte @Nullable [] forced;

    // Up to where what is on the device was written over in place, if at all.
    private int overwritten;

    private boolean forceFailed;

    MemoryFile(Kind kind) {
        this(kind, new byte[0]);
    }

    /** A file that is on the device. */
    MemoryFile(Kind kind, byte[] content) {
        this.kind = kind;
        this.content = content.clone();
        this.length = content.length;
        this.unchanged = content.length;
    }

    /** Gives it a modification time, on the device. */
    void touch(long now) {
        this.modified = now;
        this.forcedModified = now;
    }

    void setModified(MemoryFile other) {
        this.modified = other.modified;
    }

    Kind kind() {
        return this.kind;
    }

    int length() {
        return this.length;
    }

    byte[] content() {
        return Arrays.copyOf(this.content, this.length);
    }

    FileInfo info(String name) {
        return new FileInfo(name, this.kind, this.length, this.modified * 1_000_000);
    }

    void append(byte[] bytes, int offset, int count, long now) {
        write(this.length, bytes, offset, count, now);
    }

    void write(int at, byte[] bytes, int offset, int count, long now) {
        if (at < this.unchanged) {
            this.forced = onDevice();
            this.overwritten = this.forced.length;
            this.unchanged = at;
        }
        int end = at + count;
        if (end > this.content.length) {
            this.content = Arrays.copyOf(this.content, Math.max(end, 2 * this.content.length));
        }
        System.arraycopy(bytes, offset, this.content, at, count);
        this.length = Math.max(this.length, end);
        this.modified = now;
    }

    void truncate(int to, long now) {
        if (to < this.unchanged) {
            this.forced = onDevice();
            this.unchanged = to;
        }
        if (to <= this.unchanged) {
            this.forceFailed = false;
        }
        this.overwritten = Math.min(this.overwritten, to);
        this.length = to;
        this.modified = now;
    }

    void force() {
        if (!this.forceFailed) {
            this.unchanged = this.length;
            this.forced = null;
            this.overwritten = 0;
            this.forcedModified = this.modified;
        }
    }

    /**
     * As Linux does it: what could not be written is forgotten, and the next force is
     * glad to have nothing to do. Only what is written anew can be forced again.
     */
    void failForce() {
        this.forceFailed = true;
    }

    private byte[] onDevice() {
        return (this.forced != null) ? this.forced : Arrays.copyOf(this.content, this.unchanged);
    }

    /** The same file, what is not forced included. */
    MemoryFile copy() {
        MemoryFile copy = new MemoryFile(this.kind, content());
        copy.modified = this.modified;
        copy.forcedModified = this.forcedModified;
        copy.unchanged = this.unchanged;
        copy.forced = this.forced;
        copy.overwritten = this.overwritten;
        return copy;
    }

    MemoryFile afterCrash(CrashMode mode) {
        boolean clean = this.forced == null && this.unchanged == this.length;
        MemoryFile left = new MemoryFile(this.kind,
                clean ? content() : mode.content(onDevice(), content(), this.unchanged, this.overwritten));
        left.modified = (clean || !Arrays.equals(left.content, onDevice())) ? this.modified : this.forcedModified;
        left.forcedModified = left.modified;
        return left;
    }

}
