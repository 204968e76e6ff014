package io.filestore.wal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.error.StoreFailedException;
import io.filestore.error.StoreFullException;
import io.filestore.error.StoreIOException;
import io.filestore.error.WriteTooLargeException;
import io.filestore.io.Content;
import io.filestore.io.FileNames;
import io.filestore.io.NotForcedException;
import io.filestore.io.Quarantine;
import io.filestore.io.StoreDirectory;
import io.filestore.report.LogStats;

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
 *
 * <p>
 * What holds of its volatile fields, and why:
 * <ol>
 * <li>{@code lastLsn}, {@code appends} and {@code appendNanos} have one writer, the
 * thread that commits; {@code durableLsn}, {@code syncs} and {@code syncNanos} are
 * written under {@link #forcing}. So none needs to be atomic.</li>
 * <li>{@code lastLsn} is written after its line was appended. Who reads it under
 * {@link #files} and then forces all segments has forced that line, since nothing is
 * sealed meanwhile.</li>
 * <li>{@code durableLsn} never goes back, and is written after the force. Within an
 * append that forces it is for a moment ahead of {@code lastLsn}.</li>
 * <li>{@code forceFailed} is never taken back, and is set before {@link #forcing} is
 * given back: after a force that has failed no other is believed.</li>
 * <li>{@code open} is replaced under {@link #files} alone: what is being forced by
 * {@link #sync} is not closed. A reader of figures may still have the segment
 * before.</li>
 * <li>Figures are read one by one: each was true at some moment, not all at the
 * same.</li>
 * </ol>
 */
public final class WriteAheadLog {

    private static final Logger logger = LoggerFactory.getLogger(WriteAheadLog.class);

    /** No line has fewer bytes. */
    private static final int SHORTEST_LINE = 64;

    private final WalOptions options;

    private final LogBatch batch = new LogBatch();

    private final SealedSegments sealed = new SealedSegments();

    /**
     * Held while files are forced, sealed or deleted, so that no file is closed under a
     * force.
     */
    private final ReentrantLock files = new ReentrantLock();

    /**
     * Held while the open segment is forced: a force that succeeds after one that has
     * failed proves nothing, so nobody may miss the failure.
     */
    private final ReentrantLock forcing = new ReentrantLock();

    private volatile boolean forceFailed;

    private LogStart start = LogStart.at(0);

    private @Nullable StoreDirectory directory;

    private volatile @Nullable OpenSegment open;

    private long foundLsn;

    private volatile long lastLsn;

    private volatile long durableLsn;

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
     * @param from what the store knows from elsewhere
     * @param readOnly whether to leave the files alone
     * @param replay gets each whole change above the checkpoint, in order
     * @return how many changes were replayed
     * @throws io.filestore.error.CorruptStoreException if the log is damaged and the
     * options say to fail
     * @throws IOException if the disk fails
     */
    public long open(StoreDirectory in, Quarantine quarantine, LogStart from, boolean readOnly,
            Consumer<LogRecord> replay) throws IOException {
        if (this.directory != null) {
            throw new IllegalStateException("This log has been opened by a store before; each store needs its own");
        }
        this.directory = in;
        this.start = from;
        LogOpening.Opened found = new LogOpening(in, quarantine, readOnly).open(from.checkpointLsn(),
                this.options.onCorruption(), replay);
        this.foundLsn = found.endLsn();
        this.lastLsn = found.lastLsn();
        this.sealed.add(found.segments());
        if (!readOnly) {
            boolean apart = from.lost() || found.isBehind() || from.knownLsn() > found.lastLsn();
            this.open = openSegment(in, quarantine, found.salvaged() || apart);
            this.lastLsn = Math.max(this.lastLsn, openLsn() - 1);
            force(this.lastLsn);
            if (!found.salvaged()) {
                // Only now: a segment of that name may be what the checkpoint speaks of.
                this.sealed.deleteEmpty(in);
            }
            in.forceDirectory(in.root());
            this.durableLsn = this.lastLsn;
        }
        return found.replayed();
    }

    /**
     * @param apart whether what is there is not to be appended to
     */
    private OpenSegment openSegment(StoreDirectory in, Quarantine quarantine, boolean apart) throws IOException {
        LogSegment last = this.sealed.removeOpen(in);
        if (last != null) {
            if (last.bytes() > 0 && !apart) {
                return OpenSegment.resume(in, last);
            }
            if (last.bytes() > 0 && last.firstLsn() < 0) {
                quarantine.move(last.file(), "No line of this segment of the write-ahead log can be read.");
            }
            else if (last.bytes() > 0 && this.sealed.hasFirst(last.firstLsn())) {
                quarantine.move(last.file(), "It is an older copy: LSN " + last.firstLsn()
                        + " begins a sealed segment of the write-ahead log, too, whose place it would take.");
            }
            else if (last.bytes() > 0) {
                // The first flush makes it redundant.
                this.sealed.add(OpenSegment.resume(in, last).seal(this.lastLsn));
            }
        }
        else if (this.sealed.count() > 0) {
            logger.warn(
                    "There is no {} behind the sealed segments of the write-ahead log. A crash leaves it so in the moment in which a segment is begun; if somebody has taken the file away, the changes in it are lost",
                    in.root().resolve(FileNames.WAL));
        }
        return OpenSegment.create(in, header(Math.max(this.lastLsn, highestGiven()) + 1));
    }

    /** The highest LSN that may have been given to somebody before this run. */
    private long highestGiven() {
        return this.start.lost()
                ? Math.max(this.lastLsn, this.start.knownLsn()) + this.options.maxSizeBytes() / SHORTEST_LINE
                : this.start.knownLsn();
    }

    private LogFormat.Header header(long firstLsn) {
        return LogFormat.Header.of(firstLsn, this.durableLsn, this.lastLsn, this.start.run(), this.start.store());
    }

    /** Begins a batch; to be used, and appended, before the next one is begun. */
    public LogBatch begin(long epochMillis) {
        this.batch.begin(this.lastLsn + 1, this.durableLsn, epochMillis);
        return this.batch;
    }

    /**
     * Appends the batch with one call, and forces it if the policy is
     * {@link SyncPolicy#ALWAYS}.
     * @throws WriteTooLargeException if there never can be room; the log is as it was
     * @throws StoreFullException if there is no room; the log is as it was
     * @throws StoreIOException if it cannot be written; the log is as it was
     * @throws StoreFailedException if it cannot be told what is on disk
     */
    public void append() {
        requireRoom();
        if (this.forceFailed) {
            throw OpenSegment.failed("forcing the write-ahead log to disk failed", afterFailure());
        }
        OpenSegment segment = openSegment();
        long before = segment.bytes();
        long started = System.nanoTime();
        boolean forced = this.options.sync() == SyncPolicy.ALWAYS;
        segment.append(this.batch, forced);
        this.appends++;
        this.appendNanos += System.nanoTime() - started;
        if (forced) {
            try {
                force(segment, this.batch.nextLsn() - 1);
            }
            catch (NotForcedException ex) {
                throw segment.takeBackWhole(before, ex);
            }
            catch (IOException ex) {
                // So that a restart does not take for durable what is only in the
                // system's cache.
                segment.forget(before, ex);
                throw OpenSegment.failed("forcing the write-ahead log to disk failed", ex);
            }
        }
        this.lastLsn = this.batch.nextLsn() - 1;
    }

    private void requireRoom() {
        long most = this.options.maxSizeBytes();
        // A header, which is not made for every put, needs less than the other half.
        if (this.batch.length() > most / 2
                && LogFormat.header(header(this.lastLsn + 1)).length + this.batch.length() > most) {
            throw new WriteTooLargeException("The write needs " + this.batch.length()
                    + " bytes of write-ahead log, but all of it may have " + most
                    + " (wal.max-size). No retry can help: make it several smaller transactions, or raise wal.max-size.");
        }
        if (walBytes() + this.batch.length() > most) {
            throw new StoreFullException("The write-ahead log has reached wal.max-size, " + most
                    + " bytes: flushes fail, and then the log of the application says why, or they are slower than the writes."
                    + " Nothing was changed; writes are taken again after the next flush that succeeds.", null);
        }
    }

    private void force(OpenSegment segment, long lsn) throws IOException {
        this.forcing.lock();
        try {
            if (this.forceFailed) {
                throw afterFailure();
            }
            long started = System.nanoTime();
            segment.force();
            this.syncs++;
            this.syncNanos += System.nanoTime() - started;
            this.durableLsn = Math.max(this.durableLsn, lsn);
        }
        catch (NotForcedException ex) {
            throw ex;
        }
        catch (IOException ex) {
            this.forceFailed = true;
            throw ex;
        }
        finally {
            this.forcing.unlock();
        }
    }

    private static IOException afterFailure() {
        return new IOException("A force has failed before, so that no later one proves anything.");
    }

    /**
     * Whether the open segment has grown so far that it should be sealed before the next
     * batch. Not while another thread forces, since the batch would have to wait for
     * that.
     */
    public boolean wantsSeal() {
        return openSegment().bytes() > this.options.segmentSizeBytes() && !this.files.isLocked();
    }

    /**
     * Seals the open segment and begins the next one; does nothing if it has no lines.
     * @throws StoreFailedException if the log is left without a segment to append to
     * @throws IOException if it cannot be done; the log goes on as before
     */
    public void seal() throws IOException {
        OpenSegment segment = openSegment();
        if (this.lastLsn < segment.firstLsn()) {
            return;
        }
        this.files.lock();
        try {
            this.sealed.add(segment.seal(this.lastLsn));
            this.open = OpenSegment.create(directory(), header(this.lastLsn + 1));
        }
        catch (IOException | RuntimeException ex) {
            this.sealed.remove(segment.firstLsn());
            this.open = unseal(segment, ex);
            throw ex;
        }
        finally {
            this.files.unlock();
        }
    }

    private static OpenSegment unseal(OpenSegment segment, Exception cause) {
        try {
            return segment.unseal();
        }
        catch (IOException ex) {
            cause.addSuppressed(ex);
            throw OpenSegment.failed("a new segment of the write-ahead log could not be begun", cause);
        }
    }

    /**
     * Forces everything that has been appended so far.
     * @throws StoreFailedException if that fails: what is on disk is unknown then, and a
     * second force would not tell
     * @throws StoreIOException if it could not be tried; it can be tried again
     */
    public void sync() {
        this.files.lock();
        try {
            long target = this.lastLsn;
            if (target > this.durableLsn || this.forceFailed) {
                force(target);
            }
        }
        catch (NotForcedException ex) {
            throw new StoreIOException("The write-ahead log could not be forced to disk yet; it is tried again", ex);
        }
        catch (IOException ex) {
            this.forceFailed = true;
            throw OpenSegment.failed("forcing the write-ahead log to disk failed", ex);
        }
        finally {
            this.files.unlock();
        }
    }

    private void force(long lsn) throws IOException {
        if (this.forceFailed) {
            throw afterFailure();
        }
        this.sealed.force(directory(), this.durableLsn);
        force(openSegment(), lsn);
    }

    /**
     * The sealed segments that have lines beyond this one, oldest first. They stay until
     * the next {@link #trim}.
     */
    public List<Path> sealedBeyond(long lsn) {
        this.files.lock();
        try {
            return this.sealed.beyond(lsn);
        }
        finally {
            this.files.unlock();
        }
    }

    /**
     * Writes a log without changes. Forces nothing.
     * @param folder where to
     * @param firstLsn where it will go on
     * @return the file
     */
    public Path writeEmpty(Path folder, long firstLsn) throws IOException {
        Path file = folder.resolve(FileNames.WAL);
        directory().write(file, Content.of(LogFormat
            .header(LogFormat.Header.of(firstLsn, firstLsn - 1, firstLsn - 1, this.start.run(), this.start.store()))));
        return file;
    }

    /**
     * Deletes the sealed segments that the data files have made redundant.
     * @param lsn the checkpoint, already on disk
     */
    public void trim(long lsn) throws IOException {
        this.files.lock();
        try {
            this.sealed.trim(directory(), lsn);
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
            boolean read = this.sealed.scan(scan, directory());
            Path open = OpenSegment.path(directory());
            if (withOpen && !read && directory().stat(open) != null) {
                scan.read(open);
            }
        }
        finally {
            this.files.unlock();
        }
        LogScan.Flaw flaw = scan.flaw();
        return (flaw == null) ? List.of()
                : List.of(flaw.file() + ", line " + flaw.line() + ", LSN " + flaw.lsn() + ": " + flaw.reason());
    }

    /** The LSN at which the log ended that was found when this was opened. */
    public long foundLsn() {
        return this.foundLsn;
    }

    /** The first LSN of the segment that the next lines go to. */
    public long openLsn() {
        return openSegment().firstLsn();
    }

    public long lastLsn() {
        return this.lastLsn;
    }

    private long walBytes() {
        OpenSegment segment = this.open;
        return this.sealed.bytes() + ((segment != null) ? segment.bytes() : 0);
    }

    public LogStats stats() {
        int segments = this.sealed.count() + ((this.open != null) ? 1 : 0);
        return new LogStats(this.lastLsn, this.durableLsn, walBytes(), this.options.maxSizeBytes(), segments,
                this.appends, Duration.ofNanos(this.appendNanos), this.syncs, Duration.ofNanos(this.syncNanos));
    }

    /** Closes the file, without forcing it; nothing can be appended afterwards. */
    public void close() {
        close(true);
    }

    /**
     * Closes the file, without forcing it; nothing can be appended afterwards.
     * @param ours whether the file is still ours: what lies behind the last line is cut
     * off then, and may be another store's otherwise
     */
    public void close(boolean ours) {
        this.files.lock();
        try {
            OpenSegment segment = this.open;
            if (segment != null) {
                segment.close(ours);
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

    private OpenSegment openSegment() {
        OpenSegment segment = this.open;
        if (segment == null) {
            throw new IllegalStateException("The log is not open");
        }
        return segment;
    }

}
