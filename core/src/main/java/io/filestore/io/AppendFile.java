package io.filestore.io;

import java.io.Closeable;
import java.io.IOException;

/**
 * An open file that grows at its end. Not thread-safe. An interrupt of the calling thread
 * neither closes it nor makes a call fail.
 *
 * <p>
 * Its length counts whole appends only: what a failed {@link #append} left behind on disk
 * is not counted, and is cut off by the next {@code append} or by
 * {@code truncate(length())}. Nor does it count the <em>reserve</em>: bytes that were
 * written ahead, for the next appends to overwrite. Forcing what overwrites is cheaper
 * than forcing what makes a file grow. After a failed {@link #force} nothing is known
 * about what is on disk; do not force again, close it.
 */
public interface AppendFile extends Closeable {

    /**
     * Bytes in whole appends, including all that was there when it was opened.
     */
    long length();

    /**
     * Adds bytes at the end, in one write; not forced.
     * @param bytes where they are
     * @param offset where they start
     * @param length how many they are
     * @throws IOException if not all could be written; {@link #length} is then unchanged
     */
    default void append(byte[] bytes, int offset, int length) throws IOException {
        append(bytes, offset, length, 0);
    }

    /**
     * Adds bytes at the end, and a reserve behind them, in one write; not forced.
     * Overwrites the reserve that there is. What is left of that stays.
     * @param bytes where they are, and the reserve behind them
     * @param offset where they start
     * @param length how many they are, without the reserve
     * @param reserve how many bytes to write ahead
     * @throws IOException if not all could be written; {@link #length} is then unchanged
     */
    void append(byte[] bytes, int offset, int length, int reserve) throws IOException;

    /**
     * Cuts the file to this many bytes; the reserve goes with what is cut.
     * @param length at most {@link #length}
     * @throws IOException if the disk fails
     */
    void truncate(long length) throws IOException;

    /**
     * Returns once everything appended is on the device, as far as the system can tell.
     * @throws IOException if it may not be
     */
    void force() throws IOException;

}
