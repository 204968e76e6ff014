package io.filestore.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32C;

/** A buffered stream that knows the checksum of what has gone through it. */
final class SummedOutput extends OutputStream {

    private final Sink sink;

    private final OutputStream buffered;

    SummedOutput(OutputStream out) {
        this.sink = new Sink(out);
        this.buffered = new BufferedOutputStream(this.sink, 1 << 16);
    }

    /** Of everything written so far, which is flushed. */
    ContentSum sum() throws IOException {
        this.buffered.flush();
        return new ContentSum(this.sink.length, (int) this.sink.crc.getValue());
    }

    @Override
    public void write(int b) throws IOException {
        this.buffered.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        this.buffered.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        this.buffered.flush();
    }

    private static final class Sink extends OutputStream {

        private final OutputStream out;

        private final CRC32C crc = new CRC32C();

        private long length;

        Sink(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] { (byte) b }, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            this.out.write(bytes, offset, length);
            this.crc.update(bytes, offset, length);
            this.length += length;
        }

    }

}
