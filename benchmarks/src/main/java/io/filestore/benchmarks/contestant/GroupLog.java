package io.filestore.benchmarks.contestant;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The plainest log with group commit: one thread writes, and forces, what all that wait
 * have brought. Any failure ends the measurement.
 */
final class GroupLog implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 20;

    private final ReentrantLock lock = new ReentrantLock();

    private final Condition changed = this.lock.newCondition();

    private final FileChannel channel;

    private final boolean forced;

    private ByteBuffer waiting = ByteBuffer.allocateDirect(BUFFER_BYTES);

    private ByteBuffer spare = ByteBuffer.allocateDirect(BUFFER_BYTES);

    private long appended;

    private long written;

    private boolean writing;

    GroupLog(Path file, boolean forced) throws IOException {
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        this.channel.position(this.channel.size());
        this.forced = forced;
    }

    void append(byte[] line) throws IOException {
        this.lock.lock();
        try {
            this.waiting.put(line);
            long mine = ++this.appended;
            while (this.written < mine) {
                if (this.writing) {
                    this.changed.awaitUninterruptibly();
                }
                else {
                    writeWaiting();
                }
            }
        }
        finally {
            this.lock.unlock();
        }
    }

    private void writeWaiting() throws IOException {
        ByteBuffer batch = this.waiting.flip();
        this.waiting = this.spare;
        long last = this.appended;
        this.writing = true;
        this.lock.unlock();
        try {
            while (batch.hasRemaining()) {
                this.channel.write(batch);
            }
            if (this.forced) {
                this.channel.force(false);
            }
        }
        finally {
            this.lock.lock();
        }
        this.spare = batch.clear();
        this.written = last;
        this.writing = false;
        this.changed.signalAll();
    }

    void force() throws IOException {
        this.channel.force(false);
    }

    long size() throws IOException {
        return this.channel.size();
    }

    void clear() throws IOException {
        this.channel.truncate(0);
    }

    @Override
    public void close() throws IOException {
        this.channel.close();
    }

}
