package io.filestore.checksum;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.filestore.checksum.ChecksumContent.Recorded;
import io.filestore.io.AppendFile;
import io.filestore.io.ContentSum;
import io.filestore.io.FileBatch;
import io.filestore.io.FileInfo;
import io.filestore.io.LinesSum;
import io.filestore.io.StoreDirectory;
import io.filestore.row.DirtyRows.DirtyRow;
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
        return name.equals(ChecksumContent.read(directory, checksums, 0).fileName());
    }

    public Path file() {
        return this.file;
    }

    /** Which flush has written the file last, null if it does not say. */
    public @Nullable FlushMark mark() {
        return this.mark;
    }

    /** Reads the file, to compare it with what the strategy is going to load. */
    public ChecksumCheck begin() throws IOException {
        return begin(0);
    }

    /**
     * The same.
     * @param done the last flush of the collection that is known to have been done: no
     * crash can have come in between
     */
    public ChecksumCheck begin(long done) throws IOException {
        Path path = this.shared ? this.strategy.path() : null;
        FileInfo info = (path != null) ? this.directory.stat(path) : null;
        if (path == null || info == null || !info.isFile()) {
            return check(ChecksumContent.read(this.directory, this.file, done), null, null);
        }
        ContentSum sum = ContentSum.of(this.directory, path, info.size());
        ChecksumTail tail = ChecksumTail.read(this.directory, this.file);
        if (tail != null && tail.vouchesFor(FileStamp.of(info), sum, this.directory, this.file)) {
            return check(ChecksumContent.of(tail), info, sum);
        }
        return check(ChecksumContent.read(this.directory, this.file, done), info, sum);
    }

    private ChecksumCheck check(ChecksumContent found, @Nullable FileInfo info, @Nullable ContentSum sum) {
        return new ChecksumCheck(this.directory, this.strategy, found, info, sum);
    }

    /** Goes on from what was loaded; its check is finished. */
    public void loaded(ChecksumCheck check) {
        ChecksumContent found = check.content();
        this.corrections = check.corrections();
        this.unrecordedFile = check.unrecordedFile();
        this.own = new Extent(found.own(), found.entries());
        this.recorded = found.file();
        this.content = check.sum();
        this.last = (this.unrecordedFile != null) ? check.lastRow() : found.last();
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

    /** To be called before the strategy adds its files to the batch. */
    public void begin(FileBatch batch) {
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
        String end = (written != null && path != null) ? last(rows, batch.isReplaced(path)) : this.last;
        Extent[] ownAfter = { this.own };
        long bytes = batch.append(this.file, this.own.length(), (out) -> {
            ChecksumLines added = new ChecksumLines(out, this.own);
            addRows(rows, batch, added);
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

    /** Strategies write rows in the order in which they are given. */
    private @Nullable String last(DirtyRows rows, boolean replaced) {
        String id = replaced ? null : this.last;
        if (replaced) {
            for (StoredRow row : rows.all()) {
                id = row.id();
            }
        }
        else {
            for (DirtyRow row : rows.changed()) {
                id = row.id();
            }
        }
        return id;
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

    private void addRows(DirtyRows rows, FileBatch batch, ChecksumLines added) throws IOException {
        Map<String, RowSum> others = this.corrections;
        if (!others.isEmpty() && !rows.changed().isEmpty()) {
            others = new HashMap<>(others);
            for (DirtyRow row : rows.changed()) {
                others.remove(row.id());
            }
        }
        for (Map.Entry<String, RowSum> other : others.entrySet()) {
            added.row(other.getKey(), other.getValue());
        }
        for (DirtyRow row : rows.changed()) {
            StoredRow after = row.after();
            added.row(row.id(),
                    (after != null) ? RowSum.of(RowSum.sum(after), ownFile(row.id(), batch)) : RowSum.DELETED);
        }
    }

    private @Nullable FileInfo ownFile(String id, FileBatch batch) throws IOException {
        Path own = this.shared ? null : this.strategy.fileOf(id);
        return (own != null) ? batch.written(own) : null;
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
        complete(last, indexFiles);
        try (AppendFile open = this.directory.openAppend(this.file)) {
            if (open.length() > this.own.length()) {
                open.truncate(this.own.length());
            }
            open.append(bytes.toByteArray(), 0, bytes.size());
        }
        this.own = last.finish();
    }

    private static void complete(ChecksumLines last, Map<String, LinesSum> indexFiles) throws IOException {
        for (Map.Entry<String, LinesSum> index : indexFiles.entrySet()) {
            last.index(index.getKey(), index.getValue());
        }
        last.complete();
    }

    private void rewrite(DirtyRows rows, Map<String, LinesSum> indexFiles, boolean force) throws IOException {
        FileBatch batch = new FileBatch(this.directory, force);
        try {
            batch.replace(this.file, (out) -> {
                ChecksumLines kept = new ChecksumLines(out, Extent.NONE);
                keep(rows, kept);
                Path path = this.shared ? this.strategy.path() : null;
                if (path != null && this.recorded != null) {
                    kept.file(String.valueOf(path.getFileName()), this.recorded, this.content, this.last);
                }
                if (this.mark != null) {
                    kept.mark(this.mark);
                }
                complete(kept, indexFiles);
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

    private void keep(DirtyRows rows, ChecksumLines kept) throws IOException {
        if (this.replaced) {
            for (StoredRow row : rows.all()) {
                kept.row(row.id(), RowSum.of(RowSum.sum(row), null));
            }
            return;
        }
        for (Map.Entry<String, Recorded> row : ChecksumContent.read(this.directory, this.file, 0).rows().entrySet()) {
            if (!row.getValue().sum().deleted()) {
                kept.row(row.getKey(), row.getValue().sum());
            }
        }
    }

}
