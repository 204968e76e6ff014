package io.filestore.row;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The memory that the decoded values of a store's rows may take together. When there is
 * no room for another value, the oldest one goes, unless its row was read since it was
 * last its turn: the rule of the clock, or second chance.
 *
 * <p>
 * How much a value takes is estimated from its JSON, and what counts includes the row,
 * which is held here until its turn even when it has been changed or deleted meanwhile.
 *
 * <p>
 * What holds, and why:
 * <ol>
 * <li>A row remembers a value exactly as long as it is among {@link #rows}, once: a row
 * begins and ceases to remember under {@link #lock} only. In between one value may give
 * place to another of the same row.</li>
 * <li>A read that finds a value takes no lock, and writes only when it is the first since
 * the row's turn. That a row was read is a bit, which several rows may share and which a
 * race may lose: then a value stays, or goes, that need not have.</li>
 * <li>Remembering costs a bounded number of steps, and never waits: who finds the lock
 * taken lets the next reader remember.</li>
 * </ol>
 */
public final class DecodedMemory {

    /** As much of the heap, at most. */
    private static final int SHARE_OF_HEAP = 16;

    private static final long LARGEST_DEFAULT = 128L << 20;

    /** No value takes more than this part of it all. */
    private static final int LARGEST_VALUE = 16;

    private static final int BYTES_OF_A_SMALL_VALUE = 256;

    private static final int MOST_BITS = 1 << 24;

    private static final int SECOND_CHANCES_AT_ONCE = 16;

    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final long limit;

    private final ReentrantLock lock = new ReentrantLock();

    /** Those that remember a value, in the order of their turns. */
    private final Deque<StoredRow> rows = new ArrayDeque<>();

    private volatile long bytes;

    private volatile int count;

    /** Which rows were read, by what their version leads to. */
    private final long[] read;

    private final int shift;

    /**
     * @param limit in bytes, 0 for remembering nothing
     */
    public DecodedMemory(long limit) {
        this.limit = limit;
        long bits = Math.min(MOST_BITS, Math.max(Long.SIZE, limit / BYTES_OF_A_SMALL_VALUE));
        int size = Long.SIZE - Long.numberOfLeadingZeros(bits - 1);
        this.read = new long[1 << (size - 6)];
        this.shift = Long.SIZE - size;
    }

    /** A sixteenth of the heap, at most 128 MB. */
    public static long defaultLimit() {
        return Math.min(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP, LARGEST_DEFAULT);
    }

    /** Notes that the value of a row was read. */
    void read(StoredRow row) {
        int at = at(row);
        long bit = 1L << at;
        if ((this.read[at >>> 6] & bit) == 0) {
            this.read[at >>> 6] |= bit;
        }
    }

    /** Whether a row was read since this was asked last. */
    private boolean wasRead(StoredRow row) {
        int at = at(row);
        long bit = 1L << at;
        boolean was = (this.read[at >>> 6] & bit) != 0;
        this.read[at >>> 6] &= ~bit;
        return was;
    }

    private int at(StoredRow row) {
        return (int) ((row.version() * SPREAD) >>> this.shift);
    }

    /**
     * Lets a row remember a value, if there is room, in place of one that is not read.
     */
    void remember(StoredRow row, Object value) {
        Object known = row.decoded();
        if (known == null) {
            add(row, value);
        }
        else if (known.getClass() != value.getClass() && !wasRead(row)) {
            // Who reads rows as two classes in turn finds the value of one of them there.
            row.remember(known, value);
            read(row);
        }
    }

    private void add(StoredRow row, Object value) {
        long more = bytes(row);
        if (more > this.limit / LARGEST_VALUE || !this.lock.tryLock()) {
            return;
        }
        try {
            this.rows.addLast(row);
            if (!row.remember(null, value)) {
                this.rows.removeLast();
                return;
            }
            makeRoom(this.bytes + more);
        }
        finally {
            this.lock.unlock();
        }
    }

    private void makeRoom(long taken) {
        int chances = SECOND_CHANCES_AT_ONCE;
        while (taken > this.limit) {
            StoredRow row = this.rows.removeFirst();
            if (chances > 0 && wasRead(row)) {
                this.rows.addLast(row);
                chances--;
            }
            else {
                row.forget();
                taken -= bytes(row);
            }
        }
        this.bytes = taken;
        this.count = this.rows.size();
    }

    /** What a row and its value take: an object, and some for each part of the JSON. */
    private static long bytes(StoredRow row) {
        return 128 + 3L * row.json().length;
    }

    /** How many values are remembered. */
    public int count() {
        return this.count;
    }

    /** What they take, as it is estimated, with their rows. */
    public long bytes() {
        return this.bytes;
    }

    /** What they may take. */
    public long limit() {
        return this.limit;
    }

}
