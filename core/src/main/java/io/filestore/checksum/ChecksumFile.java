package io.filestore.checksum;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.filestore.io.AppendFile;
import io.filestore.io.ContentSum;
import io.filestore.io.FileBatch;
import io.filestore.io.FileInfo;
import io.filestore.io.LinesSum;
import io.filestore.io.StoreDirectory;
import io.filestore.row.DirtyRows;
import io.filestore.row.StoredRow;
import io.filestore.storage.StorageStrategy;

/**
 * The checksums of a collection's rows, in a file beside them to which each flush appends
 * what it has changed; {@link ChecksumLines} draws it. When everything is done and
 * durable, a line says so that is not forced: without it a crash may have come in
 * between, and the rows named since the one before may be as these lines say, or as the
 * lines before said.
 *
 * <p>
 * Belongs to the thread that flushes, and before that to the one that loads.
 */
public final class ChecksumFile {

    /** A file that names fewer rows is not written anew for being half dead. */
    private static final int FEW = 1000;

    private final StoreDirectory directory;

    private final StorageStrategy strategy;

    private final Path file;

    private final boolean shared;

    private Map<String, RowSum> corrections = new HashMap<>();

    private @Nullable FileInfo unrecordedFile;

    private Extent own = Extent.NONE;

    private @Nullable FileStamp recorded;

    private @Nullable ContentSum content;

    /** The row that the end of the file of all rows is about. */
    private @Nullable String last;

    private Map<String, LinesSum> indexes = Map.of();

    /** What the file says; what it is being told, once that is committed. */
    private @Nullable FlushMark mark;

    private boolean restart;

    private boolean rewrite;

    private boolean incomplete;

    private boolean uncommitted;

    /** Whether the file of all rows holds just what is in memory. */
    private boolean replaced;

    private ChecksumFile(StoreDirectory directory, StorageStrategy strategy, Path file) {
        this.directory = directory;
        this.strategy = strategy;
        this.file = file;
        this.shared = strategy.isOneFile();
    }

    /** The checksums of a collection; null if its strategy has none. */
    public static @Nullable ChecksumFile of(StoreDirectory directory, StorageStrategy strategy) {
        Path file = strategy.checksumFile();
        return (file != null) ? new ChecksumFile(directory, strategy, file) : null;
    }

    /** Whether a checksum file speaks of a file with all rows that has this name. */
    public static boolean isAbout(StoreDirectory directory, Path checksums, String name) throws IOException {
        RecordedFile recorded = ChecksumContent.read(directory, checksums, 0).file();
        return recorded != null && name.equals(recorded.name());
    }

    public Path file() {
        return this.file;
    }

    /** Which flush has written the file last, null if it does not say. */
    public @Nullable FlushMark mark() {
        return this.mark;
    }

    /** Reads the file, to compare it with what the strategy is going to load. */
    public ChecksumCheck check() throws IOException {
        return check(0);
    }

    /**
     * The same.
     * @param done the last flush of the collection that is known to have been done: no
     * crash can have come in between
     */
    public ChecksumCheck check(long done) throws IOException {
        return ChecksumCheck.begin(this.directory, this.strategy, this.file, done);
    }

    /** Goes on from what was loaded; its check is finished. */
    public void loaded(ChecksumCheck check) {
        ChecksumContent found = check.content();
        RecordedFile all = found.file();
        this.corrections = check.corrections();
        this.unrecordedFile = check.unrecordedFile();
        this.own = new Extent(found.own(), found.entries());
        this.recorded = (all != null) ? all.stamp() : null;
        this.content = check.sum();
        this.last = (this.unrecordedFile != null) ? check.lastRow() : (all != null) ? all.last() : null;
        this.indexes = found.indexes();
        this.mark = found.mark();
        this.restart = check.isOverturned();
        this.rewrite = found.isDamaged();
        this.incomplete = found.isIncomplete() || found.lastBadLine() > 0;
    }

    /**
     * Whether {@link #write} or {@link #complete} has work even if no row has changed.
     */
    public boolean hasWork() {
        return !this.corrections.isEmpty() || this.unrecordedFile != null || this.incomplete || this.restart;
    }

    /**
     * Lets a batch sum up the file of all rows. To be called before the strategy adds its
     * files.
     */
    public void sumUp(FileBatch batch) {
        Path path = this.strategy.path();
        if (this.shared && path != null) {
            batch.sumUp(path, this.content);
        }
    }

    /**
     * Adds to the batch the checksums of the rows that it changes. To be called when the
     * strategy has added its files.
     * @param flush which flush it is
     * @return the bytes written
     */
    public long write(DirtyRows rows, FlushMark flush, FileBatch batch) throws IOException {
        if (this.restart || !isWhole()) {
            restart(rows);
        }
        Path path = this.shared ? this.strategy.path() : null;
        FileInfo written = (path != null) ? batch.written(path) : null;
        FileInfo info = (written != null) ? written : this.unrecordedFile;
        if (rows.changed().isEmpty() && this.corrections.isEmpty() && info == null) {
            return 0;
        }
        FileStamp stamp = (info != null) ? FileStamp.of(info) : this.recorded;
        ContentSum sum = (written != null && path != null) ? batch.sum(path) : this.content;
        FlushedSums flushed = new FlushedSums(this.strategy, rows, batch);
        String end = (written != null && path != null) ? flushed.last(this.last, batch.isReplaced(path)) : this.last;
        Extent[] ownAfter = { this.own };
        long bytes = batch.append(this.file, this.own.length(), (out) -> {
            ChecksumLines added = new ChecksumLines(out, this.own);
            flushed.addTo(added, this.corrections);
            if (path != null && stamp != null) {
                added.file(String.valueOf(path.getFileName()), stamp, sum, end);
            }
            added.mark(flush);
            ownAfter[0] = added.finish();
        });
        // Stays if the batch fails: its files may be in their places nevertheless.
        this.own = ownAfter[0];
        this.restart = false;
        this.incomplete = true;
        this.rewrite |= this.uncommitted;
        this.uncommitted = true;
        boolean replaced = path != null && batch.isReplaced(path);
        batch.onCommit(() -> {
            this.uncommitted = false;
            this.replaced = replaced;
            this.corrections.clear();
            this.unrecordedFile = null;
            this.recorded = stamp;
            this.content = sum;
            this.last = end;
            this.mark = flush;
        });
        return bytes;
    }

    /** Somebody may have deleted or cut the file. */
    private boolean isWhole() throws IOException {
        if (this.own.length() == 0) {
            return true;
        }
        FileInfo info = this.directory.stat(this.file);
        return info != null && info.isFile() && info.size() >= this.own.length();
    }

    /** With all rows in one file, that one's line vouches for all of them. */
    private void restart(DirtyRows rows) {
        this.own = Extent.NONE;
        if (this.shared) {
            for (StoredRow row : rows.all()) {
                this.corrections.put(row.id(), RowSum.of(RowSum.sum(row), null));
            }
        }
    }

    /**
     * Says that everything is done, once the batch is committed; writes the file anew if
     * more than half of it is dead.
     * @param rows what was written
     * @param count how many rows there are
     * @param indexFiles the index files by their names, without those of which not all is
     * known
     * @param force whether a file written anew is forced
     */
    public void complete(DirtyRows rows, long count, Map<String, LinesSum> indexFiles, boolean force)
            throws IOException {
        if (!this.incomplete && (this.own.length() == 0 || indexFiles.equals(this.indexes))) {
            return;
        }
        this.incomplete = true;
        boolean dead = this.own.entries() > FEW && this.own.entries() / 2 > count;
        if (this.rewrite || (dead && (this.replaced || !this.shared))) {
            rewrite(rows, indexFiles, force);
        }
        else {
            append(indexFiles);
        }
        this.replaced = false;
        this.indexes = Map.copyOf(indexFiles);
        this.incomplete = false;
    }

    private void append(Map<String, LinesSum> indexFiles) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ChecksumLines last = new ChecksumLines(bytes, this.own);
        last.complete(indexFiles);
        try (AppendFile open = this.directory.openAppend(this.file)) {
            if (open.length() > this.own.length()) {
                open.truncate(this.own.length());
            }
            open.append(bytes.toByteArray(), 0, bytes.size());
        }
        this.own = last.finish();
    }

    private void rewrite(DirtyRows rows, Map<String, LinesSum> indexFiles, boolean force) throws IOException {
        FileBatch batch = new FileBatch(this.directory, force);
        try {
            batch.replace(this.file, (out) -> {
                ChecksumLines kept = new ChecksumLines(out, Extent.NONE);
                LiveSums live = new LiveSums(this.directory, this.file);
                if (this.replaced) {
                    live.addTo(kept, rows);
                }
                else {
                    live.addTo(kept);
                }
                Path path = this.shared ? this.strategy.path() : null;
                if (path != null && this.recorded != null) {
                    kept.file(String.valueOf(path.getFileName()), this.recorded, this.content, this.last);
                }
                if (this.mark != null) {
                    kept.mark(this.mark);
                }
                kept.complete(indexFiles);
                Extent ownAfter = kept.finish();
                batch.onCommit(() -> {
                    this.own = ownAfter;
                    this.rewrite = false;
                });
            });
            batch.commit();
        }
        finally {
            batch.abandon();
        }
    }

}
