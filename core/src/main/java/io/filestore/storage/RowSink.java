package io.filestore.storage;

import java.nio.file.Path;

import io.filestore.io.FileInfo;

/**
 * What a strategy loads into. Thread-safe: one strategy may read with several threads, as
 * long as the rows of one id come in order.
 */
public interface RowSink {

    /**
     * Rows are about to come from this file.
     * @param file the file
     * @param info what it was like before it was opened
     */
    default void reading(Path file, FileInfo info) {
    }

    /**
     * About so many rows are going to come. A hint, which need not be given.
     * @param rows an estimate
     */
    default void expect(long rows) {
    }

    /**
     * Takes a row; the last one of an id counts.
     * @param id the row id
     * @param json canonical JSON, not to be modified afterwards
     * @param expiresAt epoch milliseconds, 0 for never
     * @return whether it replaced an earlier row of this id
     */
    boolean row(String id, byte[] json, long expiresAt);

    /**
     * Takes the row of a file that has no other, instead of {@link #reading} and
     * {@link #row(String, byte[], long)}.
     * @param id the row id, for which {@link StorageStrategy#fileOf} answers that file
     * @param json canonical JSON, not to be modified afterwards
     * @param expiresAt epoch milliseconds, 0 for never
     * @param file the file
     * @param info what it was like before it was opened
     */
    default void row(String id, byte[] json, long expiresAt, Path file, FileInfo info) {
        reading(file, info);
        row(id, json, expiresAt);
    }

    /**
     * Takes back a row.
     * @param id the row id
     * @return whether there was one
     */
    boolean remove(String id);

    /**
     * A whole file cannot be read. The sink sets it aside, or fails, as configured.
     * @param file the file
     * @param reason what is wrong with it
     */
    void damaged(Path file, String reason);

    /**
     * A piece of a file cannot be read. The sink keeps a copy of it aside, or fails, as
     * configured; the strategy leaves the piece out when it next writes the file.
     * @param file the file
     * @param line the line, from 1
     * @param content the piece
     * @param reason what is wrong with it
     */
    void damaged(Path file, long line, byte[] content, String reason);

}
