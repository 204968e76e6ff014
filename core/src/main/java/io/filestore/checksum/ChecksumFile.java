package io.filestore.checksum;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.filestore.io.AppendFile;
import io.filestore.io.FileBatch;
import io.filestore.io.FileInfo;
import io.filestore.io.StoreDirectory;
import io.filestore.record.DirtyRows;
import io.filestore.record.DirtyRows.DirtyRow;
import io.filestore.record.StoredRow;
import io.filestore.storage.StorageStrategy;

/**
 * The checksums of a collection's rows, in a file beside them to which each flush appends
 * what it has changed. With a file a row: <pre>
 * {"rowId":"user-1","row":"1c291ca3","size":304,"mtime":1766000000000000000,"crc":"9f3a01bc"}
 * {"rowId":"user-2","_deleted":true,"crc":"0b2c1d9e"}
 * {"complete":true,"crc":"52bcb26c"}
 * </pre> With one file for all rows: <pre>
 * {"rowId":"order-1","row":"1c291ca3","crc":"9f3a01bc"}
 * {"file":"orders.jsonl","size":1234,"mtime":1766000000000000000,"crc":"0b2c1d9e"}
 * {"complete":true,"crc":"52bcb26c"}
 * </pre> The last line of a row counts. {@code row} is a CRC-32C of its canonical JSON
 * and expiry; size and modification time (nanoseconds) are those of the file right after
 * it was written. {@code complete} follows, not forced, when everything above it is done
 * and durable: without it a crash may have come in between, and the rows named since the
 * one before may be as these lines say, or as the lines before said.
 *
 * <p>
 * Belongs to the thread that flushes, and before that to the one that loads.
 */
public final class ChecksumFile {

    /** A file of fewer lines is not written anew for being half dead. */
    private static final int FEW_LINES = 1000;

    private final StoreDirectory directory;

    private final StorageStrategy strategy;

    private final Path file;

    private final boolean shared;

    private Map<String, RowSum> corrections = new HashMap<>();

    private @Nullable FileInfo unrecordedFile;

    private long length;

    private long lines;

    private boolean rewrite;

    private boolean completionDue;

    private boolean incomplete;

    private boolean uncommitted;

    private ChecksumFile(StoreDirectory directory, StorageStrategy strategy, Path file) {
        this.directory = directory;
        this.strategy = strategy;
        this.file = file;
        this.shared = isShared(strategy);
    }

    /** The checksums of a collection; null if its strategy has none. */
    public static @Nullable ChecksumFile of(StoreDirectory directory, StorageStrategy strategy) {
        Path file = strategy.checksumFile();
        return (file != null) ? new ChecksumFile(directory, strategy, file) : null;
    }

    static boolean isShared(StorageStrategy strategy) {
        Path path = strategy.path();
        return path != null && path.equals(strategy.fileOf("a"));
    }

    public Path file() {
        return this.file;
    }

    /** Reads the file, to compare it with what the strategy is going to load. */
    public ChecksumCheck begin() throws IOException {
        return new ChecksumCheck(this.directory, this.strategy, ChecksumContent.read(this.directory, this.file));
    }

    /** Goes on from what was loaded; its check is finished. */
    public void loaded(ChecksumCheck check) {
        ChecksumContent content = check.content();
        this.corrections = check.corrections();
        this.unrecordedFile = check.unrecordedFile();
        this.length = content.length();
        this.lines = content.lines();
        this.rewrite = content.isDamaged();
        this.incomplete = content.isIncomplete() || content.lastBadLine() > 0;
        this.completionDue = this.incomplete;
    }

    /**
     * Whether {@link #write} or {@link #complete} has work even if no row has changed.
     */
    public boolean hasWork() {
        return !this.corrections.isEmpty() || this.unrecordedFile != null || this.completionDue;
    }

    /**
     * Adds to the batch the checksums of the rows that it changes. To be called when the
     * strategy has added its files.
     * @return the bytes written
     */
    public long write(DirtyRows rows, FileBatch batch) throws IOException {
        ChecksumLines added = new ChecksumLines();
        if (!isWhole()) {
            restart(rows);
        }
        addRows(rows, batch, added);
        addFile(batch, added);
        if (added.count() == 0) {
            return 0;
        }
        long bytes = batch.append(this.file, this.length, added::writeTo);
        // Stays if the batch fails: its files may be in their places nevertheless.
        this.length += bytes;
        this.lines += added.count();
        this.incomplete = true;
        this.rewrite |= this.uncommitted;
        this.uncommitted = true;
        batch.onCommit(() -> {
            this.uncommitted = false;
            this.corrections.clear();
            this.unrecordedFile = null;
        });
        return bytes;
    }

    /** Somebody may have deleted or cut the file. */
    private boolean isWhole() throws IOException {
        if (this.length == 0) {
            return true;
        }
        FileInfo info = this.directory.stat(this.file);
        return info != null && info.isFile() && info.size() >= this.length;
    }

    /** With all rows in one file, that one's line vouches for all of them. */
    private void restart(DirtyRows rows) {
        this.length = 0;
        this.lines = 0;
        if (this.shared) {
            for (StoredRow row : rows.all()) {
                this.corrections.put(row.id(), RowSum.of(RowSum.sum(row), null));
            }
        }
    }

    private void addRows(DirtyRows rows, FileBatch batch, ChecksumLines added) throws IOException {
        Set<String> changed = new HashSet<>();
        for (DirtyRow row : rows.changed()) {
            changed.add(row.id());
        }
        this.corrections.forEach((id, sum) -> {
            if (!changed.contains(id)) {
                added.row(id, sum);
            }
        });
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

    private void addFile(FileBatch batch, ChecksumLines added) throws IOException {
        Path path = this.strategy.path();
        if (this.shared && path != null) {
            FileInfo written = batch.written(path);
            FileInfo info = (written != null) ? written : this.unrecordedFile;
            if (info != null) {
                added.file(String.valueOf(path.getFileName()), FileStamp.of(info));
            }
        }
    }

    /**
     * Says that everything is done, once the batch is committed; writes the file anew if
     * more than half of it is dead.
     * @param rows how many rows there are
     * @param force whether a file written anew is forced
     */
    public void complete(long rows, boolean force) throws IOException {
        if (!this.incomplete) {
            return;
        }
        this.completionDue = true;
        if (this.rewrite || (this.lines > FEW_LINES && this.lines / 2 > rows)) {
            rewrite(force);
        }
        else {
            ChecksumLines last = new ChecksumLines();
            last.complete();
            try (AppendFile open = this.directory.openAppend(this.file)) {
                if (open.length() > this.length) {
                    open.truncate(this.length);
                }
                byte[] line = last.toByteArray();
                open.append(line, 0, line.length);
                this.length += line.length;
                this.lines++;
            }
        }
        this.completionDue = false;
        this.incomplete = false;
    }

    private void rewrite(boolean force) throws IOException {
        ChecksumContent content = ChecksumContent.read(this.directory, this.file);
        ChecksumLines kept = new ChecksumLines();
        content.rows().forEach((id, row) -> {
            if (!row.sum().deleted()) {
                kept.row(id, row.sum());
            }
        });
        FileStamp stamp = content.file();
        Path path = this.strategy.path();
        if (stamp != null && path != null) {
            kept.file(String.valueOf(path.getFileName()), stamp);
        }
        kept.complete();
        FileBatch batch = new FileBatch(this.directory, force);
        try {
            this.length = batch.replace(this.file, kept::writeTo);
            batch.commit();
            this.lines = kept.count();
            this.rewrite = false;
        }
        finally {
            batch.abandon();
        }
    }

}
