package io.filestore.storage;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import io.filestore.io.FileInfo;
import io.filestore.storage.DiskForm.DiskRow;

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
     * From a byte on the file with all rows is not whole, as an append leaves it that a
     * crash has interrupted. What is left out for that is not told otherwise.
     * @param file the file
     * @param from the first byte that does not count
     */
    default void torn(Path file, long from) {
    }

    /**
     * The file with all rows says itself that it is at its end: nothing was cut off.
     * @param file the file
     */
    default void ended(Path file) {
    }

    /**
     * A part of the file with all rows was changed, and cannot be told from the others:
     * its rows count only if they are as they were recorded.
     * @param file the file, of which damage is reported, too
     */
    default void doubtful(Path file) {
    }

    /**
     * Takes a row; the last one of an id counts.
     * @param id the row id
     * @param json canonical JSON, not to be modified afterwards
     * @param expiresAt epoch milliseconds, 0 for never
     */
    void row(String id, byte[] json, long expiresAt);

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
     * Takes back a row, if there is one.
     * @param id the row id
     */
    void remove(String id);

    /**
     * Gets rows ready, of which several threads may each have some, while it does not
     * matter in what order.
     * @param rows with their ids; those that are deleted are to be taken back
     * @return takes the rows as {@link #row(String, byte[], long)} and {@link #remove}
     * do; to be run when it is their turn
     */
    default Runnable rows(List<DiskRow> rows) {
        return () -> {
            for (DiskRow row : rows) {
                String id = Objects.requireNonNull(row.id());
                if (row.deleted()) {
                    remove(id);
                }
                else {
                    row(id, row.json(), row.expiresAt());
                }
            }
        };
    }

    /**
     * Something lies where the collection does that filestore has not written and that is
     * no row. It is left alone.
     * @param file what it is
     * @param kind whether it is a file or something else
     */
    default void passedOver(Path file, FileInfo.Kind kind) {
    }

    /**
     * A row comes from a file whose name says that it is a copy of another row's.
     * @param file the file
     */
    default void copied(Path file) {
    }

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
