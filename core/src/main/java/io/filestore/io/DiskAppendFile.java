package io.filestore.io;

import java.io.IOException;
import java.io.RandomAccessFile;

/**
 * An {@link AppendFile} on disk. Not a FileChannel, because an interrupt closes those.
 */
final class DiskAppendFile implements AppendFile {

    private final RandomAccessFile file;

    private long length;

    // Whether behind its length there may be more than a reserve.
    private boolean astray = true;

    DiskAppendFile(RandomAccessFile file) throws IOException {
        this.file = file;
        this.length = file.length();
    }

    @Override
    public long length() {
        return this.length;
    }

    @Override
    public void append(byte[] bytes, int offset, int length, int reserve) throws IOException {
        if (this.astray) {
            truncate(this.length);
        }
        this.astray = true;
        this.file.write(bytes, offset, length + reserve);
        if (reserve > 0) {
            this.file.seek(this.length + length);
        }
        this.astray = false;
        this.length += length;
    }

    @Override
    public void truncate(long length) throws IOException {
        if (length < 0 || length > this.length) {
            throw new IllegalArgumentException("Cannot cut " + this.length + " bytes to " + length + ".");
        }
        this.astray = true;
        if (this.file.length() > length) {
            this.file.setLength(length);
        }
        this.length = length;
        this.file.seek(length);
        this.astray = false;
    }

    @Override
    public void force() throws IOException {
        this.file.getFD().sync();
    }

    @Override
    public void close() throws IOException {
        this.file.close();
    }

}
