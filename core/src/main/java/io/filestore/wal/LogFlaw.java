package io.filestore.wal;

import java.nio.file.Path;

/**
 * Where a log stops being whole.
 *
 * @param file the segment
 * @param segment its position among the segments
 * @param line the line, from 1
 * @param offset where in the file the flaw begins
 * @param lsn the LSN that should have been there
 * @param certain whether it cannot be what a crash leaves
 * @param reason what is wrong, a clause
 */
record LogFlaw(Path file, int segment, long line, long offset, long lsn, boolean certain, String reason) {

    @Override
    public String toString() {
        return this.file + ", line " + this.line + ", LSN " + this.lsn + ": " + this.reason;
    }

}
