package io.filestore.wal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.error.StoreFailedException;
import io.filestore.error.StoreFullException;
import io.filestore.error.StoreIOException;
import io.filestore.io.AppendFile;
import io.filestore.io.DiskFull;
import io.filestore.io.FileNames;
import io.filestore.io.Quarantine;
import io.filestore.io.StoreDirectory;

/**
 * The write-ahead log of one store: the file {@code _wal.jsonl} that gets every change
 * before memory does, and the sealed segments that wait for the next flush. See
 * {@code docs/file-format.md}; the format is drawn in {@code LogFormat}.
 *
 * <p>
 * Made from its options, then handed to a {@code StoreBuilder}; the store opens it, is
 * the only one to use it, and closes it. Appending and sealing belong to the one thread
 * that commits at a time; {@link #sync}, {@link #trim} and {@link #stats} may come from
 * any thread.
 */
public final class WriteAheadLog {

    private static final Logger logger = LoggerFactory.getLogger(WriteAheadLog.class);

    private final WalOptions options;

    private final LogBatch batch = new LogBatch();

    private final Deque<LogSegment> sealed = new ArrayDeque<>();

    /**
     * Held while files are forced, sealed or deleted, so that no file is closed under a
     * force.
     */
    private final ReentrantLock files = new ReentrantLock();

    private @Nullable StoreDirectory directory;

    private @Nullable AppendFile open;

    private long openFirstLsn;

    /**
     * Whether the name of the open segment is on disk, so that a force of its content is
     * enough.
     */
    private boolean openIsNamed;

    private volatile long lastLsn;

    private volatile long durableLsn;

    private volatile long openBytes;

    private volatile long sealedBytes;

    private volatile int segments;

    private volatile long appends;

    private volatile long appendNanos;

    private volatile long syncs;

    private volatile long syncNanos;

    public WriteAheadLog(WalOptions options) {
        this.options = options;
    }

    public WalOptions options() {
        return this.options;
    }

    /**
     * Reads the log and makes it ready to append to.
     * @param in the disk
     * @param quarantine takes what is set aside
     * @param checkpointLsn what the data files hold already, or -1 if that is unknown
     * @param readOnly whether to leave the files alone
     * @param replay gets each whole change above the checkpoint, in order
     * @return how many changes were replayed
     * @throws io.filestore.error.CorruptStoreException if the log is damaged and the
     * options say to fail
     * @throws IOException if the disk fails
     */
    public long open(StoreDirectory in, Quarantine quarantine, long checkpointLsn, boolean readOnly,
            Consumer<LogRecord> replay) throws IOException {
        this.directory = in;
        LogOpening.Opened found = new LogOpening(in, quarantine, readOnly).open(checkpointLsn,
                this.options.onCorruption(), replay);
        this.lastLsn = found.lastLsn();
        this.sealed.addAll(found.segments());
        LogSegment last = this.sealed.peekLast();
        Path path = openPath();
        if (!readOnly) {
            if (last != null && last.file().equals(path)) {
                this.sealed.removeLast();
                if (found.salvaged() && last.bytes() > 0) {
                    replaceDamaged(last, quarantine);
                }
                else {
                    resume(last);
                }
            }
            else {
                create();
            }
            force();
            in.forceDirectory(in.root());
            this.openIsNamed = true;
            this.durableLsn = this.lastLsn;
        }
        count();
        return found.replayed();
    }

    private void resume(LogSegment last) throws IOException {
        if (last.bytes() == 0) {
            create();
            return;
        }
        this.open = directory().openAppend(last.file());
        this.openFirstLsn = last.firstLsn();
        this.openBytes = last.bytes();
    }

    /**
     * A damaged segment is not appended to, and goes like any other with the next flush.
     */
    private void replaceDamaged(LogSegment last, Quarantine quarantine) throws IOException {
        long first = last.firstLsn();
        if (first < 0) {
            quarantine.move(last.file(), "No line of this segment of the write-ahead log can be read.");
        }
        else {
            setAside(first);
            this.sealed.addLast(new LogSegment(sealedPath(first), first, this.lastLsn, last.bytes()));
        }
        create();
    }

    private void create() throws IOException {
        AppendFile file = directory().openAppend(openPath());
        try {
            file.truncate(0);
            byte[] header = LogFormat.header(this.lastLsn + 1, this.durableLsn);
            file.append(header, 0, header.length);
        }
        catch (IOException | RuntimeException ex) {
            file.close();
            throw ex;
        }
        this.open = file;
        this.openIsNamed = false;
        this.openFirstLsn = this.lastLsn + 1;
        this.openBytes = file.length();
    }

    /** Begins a batch; to be used, and appended, before the next one is begun. */
    public LogBatch begin(long epochMillis) {
        this.batch.begin(this.lastLsn + 1, this.durableLsn, epochMillis);
        return this.batch;
    }

    /**
     * Appends the batch with one call, and forces it if the policy is
     * {@link SyncPolicy#ALWAYS}.
     * @throws StoreFullException if there is no room; the log is as it was
     * @throws StoreIOException if it cannot be written; the log is as it was
     * @throws StoreFailedException if it cannot be told what is on disk
     */
    public void append() {
        if (walBytes() + this.batch.length() > this.options.maxSizeBytes()) {
            throw new StoreFullException("The write-ahead log has reached wal.max-size, " + this.options.maxSizeBytes()
                    + " bytes, because flushes have not succeeded for long. See the log for why they fail; writes are taken again after the next flush that succeeds.",
                    null);
        }
        AppendFile file = openFile();
        long before = file.length();
        long started = System.nanoTime();
        try {
            file.append(this.batch.buffer(), 0, this.batch.length());
        }
        catch (IOException ex) {
            takeBack(file, before, ex);
        }
        this.appends++;
        this.appendNanos += System.nanoTime() - started;
        this.openBytes = file.length();
        if (this.options.sync() == SyncPolicy.ALWAYS) {
            try {
                forceOpen(file);
            }
            catch (IOException ex) {
                throw failed("forcing the write-ahead log to disk failed", ex);
            }
            this.durableLsn = this.batch.nextLsn() - 1;
        }
        this.lastLsn = this.batch.nextLsn() - 1;
    }

    private static void takeBack(AppendFile file, long length, IOException cause) {
        try {
            file.truncate(length);
        }
        catch (IOException ex) {
            cause.addSuppressed(ex);
            throw failed("the write-ahead log could not be written, nor brought back to where it ended before", cause);
        }
        if (DiskFull.isDiskFull(cause)) {
            throw new StoreFullException("The disk is full: the write-ahead log could not be written ("
                    + cause.getMessage() + "). Nothing was changed. Make room; writes are taken again at once.", cause);
        }
        throw new StoreIOException("The write-ahead log could not be written; nothing was changed", cause);
    }

    private void forceOpen(AppendFile file) throws IOException {
        long started = System.nanoTime();
        file.force();
        if (!this.openIsNamed) {
            directory().forceDirectory(directory().root());
            this.openIsNamed = true;
        }
        this.syncs++;
        this.syncNanos += System.nanoTime() - started;
    }

    static StoreFailedException failed(String what, Exception cause) {
        return new StoreFailedException("The store has stopped taking writes: " + what + " (" + cause.getMessage()
                + "), so that it is unknown whether the last writes are on disk. Reading goes on. Mend the disk and restart.",
                cause);
    }

    /**
     * Whether the open segment has grown so far that it should be sealed before the next
     * batch.
     */
    public boolean wantsSeal() {
        return this.openBytes > this.options.segmentSizeBytes();
    }

    /**
     * Seals the open segment and begins the next one; does nothing if it has no lines.
     * @throws StoreFailedException if the log is left without a segment to append to
     * @throws IOException if it cannot be done; the log goes on as before
     */
    public void seal() throws IOException {
        if (this.lastLsn < this.openFirstLsn) {
            return;
        }
        this.files.lock();
        try {
            long first = this.openFirstLsn;
            long bytes = this.openBytes;
            boolean named = this.openIsNamed;
            try {
                setAside(first);
                create();
            }
            catch (IOException | RuntimeException ex) {
                putBack(first, bytes, named, ex);
                throw ex;
            }
            this.sealed.addLast(new LogSegment(sealedPath(first), first, this.lastLsn, bytes));
            count();
        }
        finally {
            this.files.unlock();
        }
    }

    private void setAside(long first) throws IOException {
        AppendFile file = this.open;
        if (file != null) {
            file.close();
        }
        directory().rename(openPath(), sealedPath(first));
    }

    private void putBack(long first, long bytes, boolean named, Exception cause) {
        try {
            if (directory().stat(sealedPath(first)) != null) {
                directory().delete(openPath());
                directory().rename(sealedPath(first), openPath());
            }
            this.open = directory().openAppend(openPath());
            this.openFirstLsn = first;
            this.openBytes = bytes;
            this.openIsNamed = named;
        }
        catch (IOException ex) {
            cause.addSuppressed(ex);
            throw failed("a new segment of the write-ahead log could not be begun", cause);
        }
    }

    /**
     * Forces everything that has been appended so far.
     * @throws StoreFailedException if that fails: what is on disk is unknown then, and a
     * second force would not tell
     */
    public void sync() {
        this.files.lock();
        try {
            long target = this.lastLsn;
            if (target > this.durableLsn || !this.openIsNamed) {
                force();
                this.durableLsn = Math.max(this.durableLsn, target);
            }
        }
        catch (IOException ex) {
            throw failed("forcing the write-ahead log to disk failed", ex);
        }
        finally {
            this.files.unlock();
        }
    }

    private void force() throws IOException {
        for (LogSegment segment : this.sealed) {
            if (segment.lastLsn() > this.durableLsn) {
                directory().force(segment.file());
            }
        }
        forceOpen(openFile());
    }

    /**
     * Deletes the sealed segments that the data files have made redundant.
     * @param lsn the checkpoint, already on disk
     */
    public void trim(long lsn) throws IOException {
        this.files.lock();
        try {
            boolean deleted = false;
            while (!this.sealed.isEmpty() && this.sealed.getFirst().lastLsn() <= lsn) {
                directory().delete(this.sealed.getFirst().file());
                this.sealed.removeFirst();
                deleted = true;
            }
            if (deleted) {
                directory().forceDirectory(directory().root());
            }
            count();
        }
        finally {
            this.files.unlock();
        }
    }

    /**
     * Reads the sealed segments again and lists what is wrong with them; each a sentence.
     * @param withOpen whether to read the open segment, too, to which nothing must be
     * appended meanwhile
     */
    public List<String> verify(boolean withOpen) throws IOException {
        LogScan scan = new LogScan(directory(), Checkpoint.UNKNOWN_LSN, (record) -> {
        }, false);
        this.files.lock();
        try {
            boolean read = false;
            for (LogSegment segment : this.sealed) {
                scan.read(segment.file());
                read |= segment.file().equals(openPath());
            }
            if (withOpen && !read && directory().stat(openPath()) != null) {
                scan.read(openPath());
            }
        }
        finally {
            this.files.unlock();
        }
        LogScan.Flaw flaw = scan.flaw();
        return (flaw == null) ? List.of()
                : List.of(flaw.file() + ", line " + flaw.line() + ", LSN " + flaw.lsn() + ": " + flaw.reason());
    }

    private void count() {
        this.sealedBytes = this.sealed.stream().mapToLong(LogSegment::bytes).sum();
        this.segments = this.sealed.size() + ((this.open != null) ? 1 : 0);
    }

    public long lastLsn() {
        return this.lastLsn;
    }

    private long walBytes() {
        return this.openBytes + this.sealedBytes;
    }

    public LogStats stats() {
        return new LogStats(this.lastLsn, this.durableLsn, walBytes(), this.segments, this.appends,
                Duration.ofNanos(this.appendNanos), this.syncs, Duration.ofNanos(this.syncNanos));
    }

    /** Closes the file, without forcing it; nothing can be appended afterwards. */
    public void close() {
        this.files.lock();
        try {
            if (this.open != null) {
                this.open.close();
            }
        }
        catch (IOException ex) {
            logger.warn("The write-ahead log could not be closed", ex);
        }
        finally {
            this.open = null;
            this.files.unlock();
        }
    }

    private StoreDirectory directory() {
        StoreDirectory found = this.directory;
        if (found == null) {
            throw new IllegalStateException("The log has not been opened by a store");
        }
        return found;
    }

    private AppendFile openFile() {
        AppendFile file = this.open;
        if (file == null) {
            throw new IllegalStateException("The log is not open");
        }
        return file;
    }

    private Path openPath() {
        return directory().root().resolve(FileNames.WAL);
    }

    private Path sealedPath(long firstLsn) {
        return directory().root().resolve(FileNames.sealedLog(firstLsn));
    }

}
