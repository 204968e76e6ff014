package io.filestore.benchmarks.contestant;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import io.filestore.benchmarks.data.Customer;

/**
 * What the machine allows one thread: a prepared line, appended by one call, and
 * {@code fdatasync} where the promise asks for it.
 */
final class RawAppend implements Writer {

    private static final long LARGEST = 256L << 20;

    private final FileChannel channel;

    private final ByteBuffer line = ByteBuffer.allocateDirect(LogLine.LENGTH);

    private final boolean forced;

    RawAppend(Setup setup) throws IOException {
        Path file = setup.path().resolve("raw.log");
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        // Or it would write over what a round before has left, which is less work to
        // force.
        this.channel.position(this.channel.size());
        this.forced = setup.forced();
        this.line.put(LogLine.bytes()).flip();
    }

    @Override
    public synchronized void put(String id, Customer row) throws IOException {
        this.line.rewind();
        while (this.line.hasRemaining()) {
            this.channel.write(this.line);
        }
        if (this.forced) {
            this.channel.force(false);
        }
    }

    @Override
    public void flush() throws IOException {
        this.channel.force(false);
    }

    @Override
    public synchronized void settle() throws IOException {
        if (this.channel.size() > LARGEST) {
            this.channel.truncate(0);
        }
    }

    @Override
    public void close() throws IOException {
        this.channel.close();
    }

}
