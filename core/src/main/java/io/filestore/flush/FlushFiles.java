package io.filestore.flush;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.checksum.ChecksumFile;
import io.filestore.checksum.FlushMark;
import io.filestore.engine.CollectionSnapshot;
import io.filestore.engine.OpenCollection;
import io.filestore.io.FileBatch;
import io.filestore.io.KnownFiles;
import io.filestore.io.LinesSum;
import io.filestore.io.StoreDirectory;
import io.filestore.row.DirtyRows;
import io.filestore.storage.IndexFile;

/**
 * Writes what a flush has for the files of one collection: rows and checksums, which make
 * up a batch, and index files, which follow it.
 */
public final class FlushFiles {

    private static final Logger logger = LoggerFactory.getLogger(FlushFiles.class);

    /**
     * A flush that takes longer than this says how far it is, and again after as long.
     */
    public static final Duration TELL_AFTER = Duration.ofSeconds(2);

    private final StoreDirectory directory;

    private final FlushMark mark;

    private final boolean force;

    private final @Nullable KnownFiles known;

    private volatile long rows;

    /**
     * @param mark which flush it is
     * @param known what files are like that nobody else has changed; null if nobody can
     * have files there
     */
    public FlushFiles(StoreDirectory directory, FlushMark mark, boolean force, @Nullable KnownFiles known) {
        this.directory = directory;
        this.mark = mark;
        this.force = force;
        this.known = known;
    }

    /**
     * How many changed rows are in the files, of a collection of which not all are yet.
     */
    public long rows() {
        return this.rows;
    }

    public FileBatch batch() {
        return new FileBatch(this.directory, this.force, this.known);
    }

    /**
     * Adds rows and checksums to the batch. If the rows are too many for the strategy to
     * take at once, all but the last part of them are in the files when this returns.
     * @return the bytes written
     */
    public long writeInParts(CollectionSnapshot work, boolean compact, FileBatch batch) throws IOException {
        OpenCollection collection = work.collection();
        if (compact || collection.isRewriteDue()) {
            return add(collection, work.rows(), true, batch);
        }
        List<? extends DirtyRows> parts = work.rows().parts(collection.strategy().rowsAtOnce());
        long bytes = 0;
        long done = 0;
        long told = System.nanoTime();
        for (DirtyRows part : parts.subList(0, parts.size() - 1)) {
            bytes += commit(collection, part);
            this.rows += part.changed().size();
            done += part.changed().size();
            if (System.nanoTime() - told > TELL_AFTER.toNanos()) {
                told = System.nanoTime();
                logger.info("Flushing collection '{}': {} of {} changed rows are in their files so far",
                        collection.name(), done, work.rows().changed().size());
            }
        }
        return bytes + add(collection, parts.get(parts.size() - 1), false, batch);
    }

    private long commit(OpenCollection collection, DirtyRows part) throws IOException {
        FileBatch batch = batch();
        try {
            long bytes = add(collection, part, false, batch);
            batch.commit();
            return bytes;
        }
        finally {
            batch.abandon();
        }
    }

    private long add(OpenCollection collection, DirtyRows rows, boolean compact, FileBatch batch) throws IOException {
        ChecksumFile checksums = collection.checksums();
        if (checksums != null) {
            checksums.begin(batch);
        }
        long bytes = 0;
        if (compact) {
            bytes = collection.strategy().compact(rows, batch);
        }
        else if (!rows.changed().isEmpty()) {
            bytes = collection.strategy().write(rows, batch);
        }
        return (checksums != null) ? bytes + checksums.write(rows, this.mark, batch) : bytes;
    }

    /**
     * Writes files for people, which nothing is read from: they must not hold up the
     * checkpoint.
     * @return the bytes written
     */
    public long writeIndexes(CollectionSnapshot work) {
        List<IndexFile> indexes = work.collection().indexFiles();
        FileBatch batch = new FileBatch(this.directory, false);
        try {
            long bytes = 0;
            for (IndexFile index : indexes) {
                bytes += index.write(work.rows(), batch);
            }
            batch.commit();
            return bytes;
        }
        catch (IOException | RuntimeException ex) {
            indexes.forEach(IndexFile::distrust);
            logger.warn(
                    "The index files of collection '{}' could not be written; they are written anew by the next flush",
                    work.collection().name(), ex);
            return 0;
        }
        finally {
            batch.abandon();
        }
    }

    /**
     * Without that last line a start is less sure of the rows just written, but nothing
     * is lost.
     */
    public void completeChecksums(CollectionSnapshot work) {
        OpenCollection collection = work.collection();
        ChecksumFile checksums = collection.checksums();
        try {
            if (checksums != null) {
                checksums.complete(work.rows(), collection.memory().size(), indexFiles(collection), this.force);
            }
        }
        catch (IOException | RuntimeException ex) {
            logger.warn("The checksums of collection '{}' could not be completed; the next flush does it",
                    collection.name(), ex);
        }
    }

    private static Map<String, LinesSum> indexFiles(OpenCollection collection) {
        Map<String, LinesSum> known = new LinkedHashMap<>();
        for (IndexFile file : collection.indexFiles()) {
            LinesSum state = file.state();
            if (state != null) {
                known.put(file.name(), state);
            }
        }
        return known;
    }

}
