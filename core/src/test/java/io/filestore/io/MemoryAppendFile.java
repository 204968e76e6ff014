package io.filestore.io;

import java.io.IOException;
import java.nio.file.Path;

/**
 * An open file of a {@link MemoryDirectory}. Goes on with its file when that is renamed.
 */
final class MemoryAppendFile implements AppendFile {

    private final MemoryDirectory directory;

    private final Faults faults;

    private final Path name;

    private final MemoryFile file;

    private int length;

    private boolean astray;

    private boolean closed;

    MemoryAppendFile(MemoryDirectory directory, Faults faults, Path name, MemoryFile file) {
        this.directory = directory;
        this.faults = faults;
        this.name = name;
        this.file = file;
        this.length = file.length();
    }

    @Override
    public long length() {
        return this.length;
    }

    @Override
    public void append(byte[] bytes, int offset, int length, int reserve) throws IOException {
        synchronized (this.directory) {
            requireOpen();
            Fault fault = this.faults.next("append", this.name);
            if (this.astray) {
                this.file.truncate(this.length, this.directory.now());
            }
            int arriving = (fault != null) ? fault.arriving(length + reserve) : length + reserve;
            this.astray = fault != null;
            this.file.write(this.length, bytes, offset, arriving, this.directory.now());
            if (fault != null) {
                throw fault.exception(this.name);
            }
            this.length += length;
        }
    }

    @Override
    public void truncate(long length) throws IOException {
        if (length < 0 || length > this.length) {
            throw new IllegalArgumentException("Cannot cut " + this.length + " bytes to " + length + ".");
        }
        synchronized (this.directory) {
            requireOpen();
            this.faults.check("truncate", this.name);
            this.file.truncate((int) length, this.directory.now());
            this.length = (int) length;
            this.astray = false;
        }
    }

    @Override
    public void force() throws IOException {
        requireOpen();
        this.directory.force(this.name, this.file);
    }

    private void requireOpen() throws IOException {
        if (this.closed) {
            throw new IOException("Stream Closed");
        }
    }

    @Override
    public void close() {
        this.closed = true;
    }

}
