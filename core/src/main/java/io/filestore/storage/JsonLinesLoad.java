package io.filestore.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.error.InvalidRowException;
import io.filestore.json.JsonLimits;
import io.filestore.json.NotJsonException;

/**
 * Reads a file of JSON lines once. Several threads take a block of lines each, parse it
 * at the same time as the others, and hand it to the sink when it is its turn.
 */
final class JsonLinesLoad {

    /** As much as a row, and what its line may have in addition. */
    private static final int MAX_LINE = 2 * JsonLimits.MAX_BYTES;

    /** A smaller file is not worth a second thread. */
    private static final int SMALL = 4 * LineBlock.BYTES;

    private static final Logger logger = LoggerFactory.getLogger(JsonLinesLoad.class);

    private final String collection;

    private final Path file;

    private final RowSink sink;

    private final boolean transparent;

    private final ReentrantLock fileLock = new ReentrantLock();

    private final ReentrantLock turnLock = new ReentrantLock();

    private final Condition turn = this.turnLock.newCondition();

    private long blocks;

    private long done;

    private boolean ended;

    private boolean terminated = true;

    private volatile @Nullable Throwable failure;

    private long length;

    private long lines;

    private boolean open;

    /** Whether zero bytes lie behind a row that no newline ends. */
    private boolean endsInRow;

    private boolean rewrite;

    private @Nullable String fault;

    /** Whether it is no JSON lines at all, so that each line is not worth a word. */
    private boolean foreign;

    /**
     * Creates a new instance.
     * @param transparent whether a torn line can be cut off the file
     */
    JsonLinesLoad(CollectionPlace place, RowSink sink, boolean transparent) {
        this.collection = place.collection();
        this.file = place.path();
        this.sink = sink;
        this.transparent = transparent;
    }

    void read(Container.Opened opened) throws IOException {
        LineReader reader = new LineReader(opened.content(), MAX_LINE);
        this.length = opened.length();
        this.fault = opened.damage();
        int threads = (this.length < SMALL) ? 1 : Runtime.getRuntime().availableProcessors();
        IntStream.range(0, threads).parallel().forEach((thread) -> readBlocks(reader));
        rethrow(this.failure);
        this.open = !this.terminated && (this.endsInRow || this.length == opened.length());
    }

    private void readBlocks(LineReader reader) {
        LineBlock block = new LineBlock();
        try {
            while (next(reader, block)) {
                block.parse();
                Runnable rows = this.sink.rows(block.rows());
                await(block);
                if (this.failure == null) {
                    look(block);
                    rows.run();
                }
                pass();
            }
        }
        catch (Throwable ex) {
            fail(ex);
        }
    }

    private boolean next(LineReader reader, LineBlock block) throws IOException {
        this.fileLock.lock();
        try {
            if (this.ended || this.failure != null) {
                return false;
            }
            this.ended = !block.fill(reader, this.blocks++);
            this.terminated = block.isEmpty() ? this.terminated : block.isTerminated();
            return true;
        }
        finally {
            this.fileLock.unlock();
        }
    }

    private void await(LineBlock block) {
        this.turnLock.lock();
        try {
            while (this.done < block.number() && this.failure == null) {
                this.turn.awaitUninterruptibly();
            }
        }
        finally {
            this.turnLock.unlock();
        }
    }

    private void pass() {
        this.turnLock.lock();
        try {
            this.done++;
            this.turn.signalAll();
        }
        finally {
            this.turnLock.unlock();
        }
    }

    private void fail(Throwable ex) {
        this.turnLock.lock();
        try {
            this.failure = (this.failure != null) ? this.failure : ex;
            this.turn.signalAll();
        }
        finally {
            this.turnLock.unlock();
        }
    }

    private static void rethrow(@Nullable Throwable failure) throws IOException {
        if (failure instanceof IOException io) {
            throw io;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw (RuntimeException) failure;
        }
    }

    LinesState state() {
        return new LinesState(this.length, this.lines, 0, this.open, this.rewrite || this.fault != null);
    }

    /** Tells the sink if the file is damaged as a whole. */
    void reportFault() {
        if (this.fault != null) {
            this.sink.damaged(this.file, this.fault);
        }
    }

    /** Looks at what is not a row. */
    private void look(LineBlock block) {
        this.rewrite |= block.isAnyNamed();
        for (int i = 0; i < block.size(); i++) {
            InvalidRowException reason = block.reason(i);
            if (block.isRow(i)) {
                this.lines++;
                zerosBehind(block, i);
            }
            else if (this.foreign) {
                continue;
            }
            else if (reason != null) {
                unreadable(block, i, reason);
            }
            else {
                damaged("Line " + block.lineNumber(i) + " is longer than " + MAX_LINE + " bytes.");
            }
        }
    }

    /** A power loss may have left zeros behind a row that is whole. */
    private void zerosBehind(LineBlock block, int line) {
        if (block.hasZeros(line)) {
            if (this.transparent && !block.isTerminated(line)) {
                this.length = block.position(line) + block.lengthWithoutZeros(line);
                this.endsInRow = true;
            }
            else {
                this.rewrite = true;
            }
        }
    }

    /**
     * A power loss leaves the last append cut, or with zeros where a page had not
     * arrived. JSON has no zero bytes.
     */
    private void unreadable(LineBlock block, int line, InvalidRowException reason) {
        boolean zeros = this.transparent && block.hasZeros(line);
        String looks = block.foreign(line);
        if (looks != null) {
            this.foreign = true;
            damaged(looks);
        }
        else if (zeros && this.lines == 0) {
            damaged("Line " + block.lineNumber(line) + " has zero bytes in it, as a power loss leaves them.");
        }
        else if (this.transparent && !block.isTerminated(line) && (zeros || !block.isWellFormed(line))) {
            this.length = block.position(line);
        }
        else if (zeros) {
            logger.warn(
                    "Collection '{}': line {} of {} is left out: it has zero bytes in it, from an append that was interrupted",
                    this.collection, block.lineNumber(line), this.file);
            this.sink.torn(this.file, block.position(line));
            this.rewrite = true;
        }
        else {
            this.rewrite = true;
            InvalidRowException there = (reason instanceof NotJsonException no) ? no.within(block.lineNumber(line), 1)
                    : reason;
            this.sink.damaged(this.file, block.lineNumber(line), block.copy(line), String.valueOf(there.getMessage()));
        }
    }

    private void damaged(String reason) {
        if (this.fault == null) {
            this.fault = reason;
        }
    }

}
