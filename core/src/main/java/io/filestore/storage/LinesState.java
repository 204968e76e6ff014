package io.filestore.storage;

import java.util.Collection;

import io.filestore.row.DirtyRows.DirtyRow;

/**
 * What is known of a file of JSON lines.
 *
 * @param length the bytes that are good; what lies behind them is to be cut off
 * @param lines how many rows and deletions it holds
 * @param dead how many of them do not count any more
 * @param open whether the last line lacks its newline
 * @param rewrite whether it holds what should not stay there
 */
record LinesState(long length, long lines, long dead, boolean open, boolean rewrite) {

    static final LinesState EMPTY = new LinesState(0, 0, 0, false, false);

    private static final int WORTHWHILE_LINES = 1000;

    private static final int WORTHWHILE_BYTES = 64 * 1024;

    boolean wantsCompaction() {
        boolean worthwhile = this.lines >= WORTHWHILE_LINES || this.length >= WORTHWHILE_BYTES;
        return this.rewrite || (worthwhile && this.dead > this.lines / 2);
    }

    /** The same, now that it is known how many rows count. */
    LinesState withRows(long rows) {
        return new LinesState(this.length, this.lines, this.lines - rows, this.open, this.rewrite);
    }

    LinesState toRewrite() {
        return new LinesState(this.length, this.lines, this.dead, this.open, true);
    }

    LinesState appended(long bytes, Collection<DirtyRow> rows) {
        long died = 0;
        for (DirtyRow row : rows) {
            died += ((row.before() != null) ? 1 : 0) + ((row.after() == null) ? 1 : 0);
        }
        return new LinesState(this.length + bytes, this.lines + rows.size(), this.dead + died, false, this.rewrite);
    }

}
