package io.filestore.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.io.FileBatch;
import io.filestore.row.DirtyRows;

/**
 * How one collection lies on disk. Filestore loads and writes from one thread at a time;
 * where something lies ({@link #path}, {@link #fileOf} and their like) any thread asks,
 * at any time.
 *
 * <p>
 * {@link #load} comes first and once. What {@link #write} and {@link #compact} add to a
 * batch is done only when the batch commits: until then the strategy must answer as if
 * nothing had happened, because the flush may fail and be tried again with the same and
 * more rows. It must leave files so that a crash at any moment loses no row that was
 * there before, and that a later {@code write} of the same rows makes them whole.
 */
public interface StorageStrategy {

    /**
     * The file or directory that belongs to this collection alone; null if it has none.
     */
    @Nullable Path path();

    /** Whether all rows lie in one file, which is at the path. */
    default boolean isOneFile() {
        Path path = path();
        return path != null && path.equals(fileOf("any"));
    }

    /**
     * Names the form of what is at the path, such as {@code jsonl}, for a strategy that
     * has several. It is recorded, with the strategy's name and path, before the first
     * file is written; where a start finds another one recorded, the rows move from the
     * old form to this one.
     */
    default String form() {
        return "";
    }

    /** Where the collection's index files go; null if it has none. */
    @Nullable Path indexDirectory();

    /**
     * Where the checksums of the collection's rows go, a file that nothing else writes;
     * null if it has none, and then a bit that flips on the disk may pass unnoticed.
     * Whoever names a file must tell {@link RowSink#reading} of every file that it reads,
     * and have either all rows in {@link #path} or each in a file of its own. Rows that
     * are added to one file stand in it in the order in which they are given.
     */
    default @Nullable Path checksumFile() {
        return null;
    }

    /**
     * Reads the whole collection into the sink. Changes no file: damage is told to the
     * sink, and what the next flush should clean up is remembered for
     * {@link #wantsCompaction}.
     * @param sink gets every row, and every piece of damage
     * @throws IOException if the disk fails; damage in a file is not an exception
     */
    void load(RowSink sink) throws IOException;

    /**
     * What {@link #load} has found that a killed flush has left unfinished, under names
     * that nothing but this strategy gives. The store deletes it, before it writes.
     */
    default List<Path> leftovers() {
        return List.of();
    }

    /**
     * Is told, after {@link #load}, how many of the rows count.
     * @param rows without those that were replaced or taken back
     */
    default void loaded(long rows) {
    }

    /**
     * Adds to the batch what makes the files hold the changed rows.
     * @param rows what changed, and everything else as of the same moment
     * @param batch takes the files to write, rename and delete
     * @return the bytes written
     * @throws IOException if the disk fails; the batch is then abandoned
     */
    long write(DirtyRows rows, FileBatch batch) throws IOException;

    /**
     * With how many changed rows a flush calls {@link #write}: with more, it does so
     * several times, and commits a batch each time.
     */
    default int rowsAtOnce() {
        return Integer.MAX_VALUE;
    }

    /**
     * Whether the files hold so much that is dead, or something so odd, that the next
     * flush should {@link #compact}.
     */
    default boolean wantsCompaction() {
        return false;
    }

    /**
     * Like {@link #write}, but leaves the files in their smallest form.
     * @param rows what changed, and everything else as of the same moment
     * @param batch takes the files to write, rename and delete
     * @return the bytes written
     * @throws IOException if the disk fails; the batch is then abandoned
     */
    default long compact(DirtyRows rows, FileBatch batch) throws IOException {
        return write(rows, batch);
    }

    /** The file that holds this row once it is flushed; null if there is none. */
    @Nullable Path fileOf(String rowId);

}
