package io.filestore.storage;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a file from some byte on, counts, and knows whether it was the disk that failed
 * and not the one who reads from it.
 */
final class CountedInput extends InputStream {

    private final InputStream in;

    private long position;

    private long limit = Long.MAX_VALUE;

    private boolean failed;

    CountedInput(InputStream in, long position) throws IOException {
        this.in = new BufferedInputStream(in, 64 * 1024);
        this.position = position;
        try {
            this.in.skipNBytes(position);
        }
        catch (IOException ex) {
            this.in.close();
            throw ex;
        }
    }

    long position() {
        return this.position;
    }

    boolean failed() {
        return this.failed;
    }

    /** Pretends that the file ends there, until the next limit. */
    void limit(long position) {
        this.limit = position;
    }

    /** Goes to the limit. */
    void skipToLimit() throws IOException {
        this.in.skipNBytes(this.limit - this.position);
        this.position = this.limit;
    }

    boolean atEnd() throws IOException {
        this.in.mark(1);
        boolean end = disk(this.in::read) < 0;
        this.in.reset();
        return end;
    }

    @Override
    public int read() throws IOException {
        if (this.position == this.limit) {
            return -1;
        }
        int next = disk(this.in::read);
        this.position += (next >= 0) ? 1 : 0;
        return next;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int most = (int) Math.min(length, this.limit - this.position);
        if (most == 0) {
            return (length == 0) ? 0 : -1;
        }
        int count = disk(() -> this.in.read(target, offset, most));
        this.position += Math.max(count, 0);
        return count;
    }

    @Override
    public void close() throws IOException {
        this.in.close();
    }

    private int disk(Read read) throws IOException {
        try {
            return read.read();
        }
        catch (IOException ex) {
            this.failed = true;
            throw ex;
        }
    }

    private interface Read {

        int read() throws IOException;

    }

}
