package io.filestore.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A buffered stream that knows how much has gone through it. */
final class CountedOutput extends OutputStream {

    private final OutputStream out;

    private long count;

    CountedOutput(OutputStream out) {
        this.out = new BufferedOutputStream(out);
    }

    /** Writes the content and flushes it; returns its size. */
    static long write(Content content, OutputStream out) throws IOException {
        CountedOutput counted = new CountedOutput(out);
        content.writeTo(counted);
        counted.flush();
        return counted.count;
    }

    @Override
    public void write(int b) throws IOException {
        this.out.write(b);
        this.count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        this.out.write(bytes, offset, length);
        this.count += length;
    }

    @Override
    public void flush() throws IOException {
        this.out.flush();
    }

}
