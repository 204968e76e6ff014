package io.filestore.wal;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

import org.jspecify.annotations.Nullable;

/**
 * The lines of a segment, without the blank ones, and what they say. While some are
 * looked at, another thread reads and checks the next.
 */
final class LogLines implements AutoCloseable {

    /** How many bytes of lines are read at a time. */
    private static final int BLOCK = 1 << 18;

    private final InputStream in;

    private final LineScanner lines;

    private long number;

    private Block block = new Block(List.of(), false, null);

    private int next;

    private @Nullable ForkJoinTask<Block> following;

    /**
     * @param in is closed with this
     */
    LogLines(InputStream in) {
        this.in = in;
        this.lines = new LineScanner(in);
    }

    /** The next line, null behind the last. */
    @Nullable Line next() throws IOException {
        while (this.next == this.block.lines.size()) {
            if (this.block.last) {
                return null;
            }
            this.block = (this.following != null) ? this.following.join() : read();
            this.next = 0;
            this.following = this.block.last ? null : ForkJoinPool.commonPool().submit(this::readQuietly);
            if (this.block.failure != null) {
                throw this.block.failure;
            }
        }
        return this.block.lines.get(this.next++);
    }

    private Block readQuietly() {
        try {
            return read();
        }
        catch (IOException ex) {
            return new Block(List.of(), true, ex);
        }
    }

    private Block read() throws IOException {
        List<Line> read = new ArrayList<>();
        long until = this.lines.nextOffset() + BLOCK;
        while (this.lines.nextOffset() < until) {
            if (!this.lines.next()) {
                return new Block(read, true, null);
            }
            this.number++;
            if (!this.lines.isBlank()) {
                read.add(line());
            }
        }
        return new Block(read, false, null);
    }

    private Line line() {
        LogFormat.Header header = null;
        LogRecord record = null;
        LogRecord intactEnd = null;
        if (this.lines.isIntact()) {
            header = (this.number == 1) ? LogFormat.header(this.lines.line()) : null;
            record = (header == null) ? this.lines.record() : null;
        }
        else {
            byte[] end = this.lines.intactEnd();
            intactEnd = (end != null) ? LogFormat.record(end) : null;
        }
        return new Line(this.number, this.lines.offset(), this.lines.nextOffset(), header, record, intactEnd);
    }

    @Override
    public void close() throws IOException {
        if (this.following != null) {
            this.following.quietlyJoin();
        }
        this.in.close();
    }

    /**
     * A line that is not blank.
     *
     * @param number from 1, blank lines counted
     * @param offset where in the file it begins
     * @param end where the next one begins
     * @param header what it says, if it is an intact header
     * @param record what it says, if it is an intact record
     * @param intactEnd the record at the end of a line that is not intact, if it is whole
     */
    record Line(long number, long offset, long end, LogFormat.@Nullable Header header, @Nullable LogRecord record,
            @Nullable LogRecord intactEnd) {
    }

    private record Block(List<Line> lines, boolean last, @Nullable IOException failure) {
    }

}
