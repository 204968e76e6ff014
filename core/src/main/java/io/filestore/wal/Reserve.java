package io.filestore.wal;

import java.util.Arrays;

/**
 * Blank lines behind the last line of a log that is forced with each batch: room that the
 * next lines overwrite, so that a force need not write a new length of the file, too.
 * Each sector of it is a line of spaces, so that the log stays text and JSON lines.
 *
 * <p>
 * It grows with the log, so that it is never longer than the lines before it, and there
 * is none behind the first few.
 */
final class Reserve {

    /** What a disk writes whole or not at all. */
    static final int SECTOR = 512;

    private static final int MOST = 1 << 20;

    private Reserve() {
    }

    /** How many bytes to write behind a log that ends here; may be none. */
    static int size(long end) {
        if (end < SECTOR) {
            return 0;
        }
        long reserved = end + Math.min(end, MOST);
        return (int) (reserved - reserved % SECTOR - end);
    }

    /**
     * Writes a part of a reserve.
     * @param offset of that part in its file
     */
    static void fill(byte[] buffer, int at, int length, long offset) {
        Arrays.fill(buffer, at, at + length, (byte) ' ');
        for (int i = at + SECTOR - 1 - (int) (offset % SECTOR); i < at + length; i += SECTOR) {
            buffer[i] = '\n';
        }
    }

}
