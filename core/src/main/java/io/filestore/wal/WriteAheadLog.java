package io.filestore.wal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.filestore.error.OutcomeUnknownException;
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
 * What holds of its volatile fields, and why; {@link LogForces} and {@link LogSegments}
 * say it of theirs:
 * <ol>
 * <li>{@code lastLsn}, {@code appends} and {@code appendNanos} have one writer, the
 * thread that commits. So none needs to be atomic.</li>
 * <li>{@code lastLsn} is written after its line was appended. Who reads it while nothing
 * can be sealed, and then forces all segments, has forced that line.</li>
 * <li>Figures are read one by one: each was true at some moment, not all at the
 * same.</li>
 * </ol>
 */
public final class WriteAheadLog {

    private final WalOptions options;

    private final LogBatch batch = new LogBatch();

    private final LogSegments segments = new LogSegments();

    private final LogForces forces = new LogForces();

    private LogStart start = LogStart.at(0);

    private long foundLsn;

    private volatile long lastLsn;

    private volatile long appends;

    private volatile long appendNanos;

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
        this.segments.lieIn(in);
        this.start = from;
        LogOpening.Opened found = new LogOpening(in, quarantine, readOnly).open(from.checkpointLsn(),
                this.options.onCorruption(), replay);
        this.foundLsn = found.endLsn();
        this.lastLsn = found.lastLsn();
        this.segments.found(found.segments());
        if (!readOnly) {
            this.segments.goOn(new LogContinuation(in, quarantine, from, this.options.maxSizeBytes()), found);
            this.lastLsn = Math.max(this.lastLsn, openLsn() - 1);
            this.segments.force(this.forces, this.lastLsn);
            if (!found.salvaged()) {
                // Only now: a segment of that name may be what the checkpoint speaks of.
                this.segments.deleteEmpty();
            }
            in.forceDirectory(in.root());
            this.forces.startAt(this.lastLsn);
        }
        return found.replayed();
    }

    /** Begins a batch; to be used, and appended, before the next one is begun. */
    public LogBatch begin(long epochMillis) {
        this.batch.begin(this.lastLsn + 1, this.forces.durableLsn(), epochMillis);
        return this.batch;
    }

    /**
     * Appends the batch with one call, and forces it if the policy is
     * {@link SyncPolicy#ALWAYS}.
     * @throws WriteTooLargeException if there never can be room; the log is as it was
     * @throws StoreFullException if there is no room; the log is as it was
     * @throws StoreIOException if it cannot be written; the log is as it was
     * @throws StoreFailedException if a force has failed before; the log is as it was
     * @throws OutcomeUnknownException if it cannot be told what is on disk
     */
    public void append() {
        requireRoom();
        if (this.forces.hasFailed()) {
            throw forceFailed(LogForces.afterFailure());
        }
        try {
            append(this.segments.open());
        }
        catch (StoreFailedException ex) {
            throw new OutcomeUnknownException(ex);
        }
    }

    private void append(OpenSegment segment) {
        long before = segment.bytes();
        long started = System.nanoTime();
        boolean forced = this.options.sync() == SyncPolicy.ALWAYS;
        segment.append(this.batch, forced);
        this.appends++;
        this.appendNanos += System.nanoTime() - started;
        if (forced) {
            try {
                this.forces.force(segment, this.batch.nextLsn() - 1);
            }
            catch (NotForcedException ex) {
                throw segment.cutUntried(before, ex);
            }
            catch (IOException ex) {
                // So that a restart does not take for durable what is only in the
                // system's cache.
                segment.cutUnforced(before, ex);
                throw forceFailed(ex);
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
        if (this.segments.bytes() + this.batch.length() > most) {
            throw new StoreFullException("The write-ahead log has reached wal.max-size, " + most
                    + " bytes: flushes fail, and then the log of the application says why, or they are slower than the writes."
                    + " Nothing was changed; writes are taken again after the next flush that succeeds.", null);
        }
    }

    private static StoreFailedException forceFailed(IOException cause) {
        return OpenSegment.failed("forcing the write-ahead log to disk failed", cause);
    }

    private LogFormat.Header header(long firstLsn) {
        return this.start.header(firstLsn, this.forces.durableLsn(), this.lastLsn);
    }

    /**
     * Whether the open segment has grown so far that it should be sealed before the next
     * batch. Not while another thread forces, since the batch would have to wait for
     * that.
     */
    public boolean wantsSeal() {
        return this.segments.open().bytes() > this.options.segmentSizeBytes() && !this.segments.isBusy();
    }

    /**
     * Seals the open segment and begins the next one; does nothing if it has no lines.
     * @throws StoreFailedException if the log is left without a segment to append to
     * @throws IOException if it cannot be done; the log goes on as before
     */
    public void seal() throws IOException {
        if (this.lastLsn >= openLsn()) {
            this.segments.seal(this.lastLsn, () -> header(this.lastLsn + 1));
        }
    }

    /**
     * Forces everything that has been appended so far.
     * @throws StoreFailedException if that fails: what is on disk is unknown then, and a
     * second force would not tell
     * @throws StoreIOException if it could not be tried; it can be tried again
     */
    public void sync() {
        try {
            this.segments.sync(this.forces, this::lastLsn);
        }
        catch (NotForcedException ex) {
            throw new StoreIOException("The write-ahead log could not be forced to disk yet; it is tried again", ex);
        }
        catch (IOException ex) {
            throw forceFailed(ex);
        }
    }

    /**
     * The sealed segments that have lines beyond this one, oldest first. They stay until
     * the next {@link #trim}.
     */
    public List<Path> sealedBeyond(long lsn) {
        return this.segments.sealedBeyond(lsn);
    }

    /**
     * Writes a log without changes. Forces nothing.
     * @param folder where to
     * @param firstLsn where it will go on
     * @return the file
     */
    public Path writeEmpty(Path folder, long firstLsn) throws IOException {
        Path file = folder.resolve(FileNames.WAL);
        LogFormat.Header header = this.start.header(firstLsn, firstLsn - 1, firstLsn - 1);
        this.segments.directory().write(file, Content.of(LogFormat.header(header)));
        return file;
    }

    /**
     * Deletes the sealed segments that the data files have made redundant.
     * @param lsn the checkpoint, already on disk
     */
    public void trim(long lsn) throws IOException {
        this.segments.trim(lsn);
    }

    /**
     * Reads the sealed segments again and lists what is wrong with them; each a sentence.
     * @param withOpen whether to read the open segment, too, to which nothing must be
     * appended meanwhile
     */
    public List<String> verify(boolean withOpen) throws IOException {
        LogFlaw flaw = this.segments.findFlaw(withOpen);
        return (flaw != null) ? List.of(flaw.toString()) : List.of();
    }

    /** The LSN at which the log ended that was found when this was opened. */
    public long foundLsn() {
        return this.foundLsn;
    }

    /** The first LSN of the segment that the next lines go to. */
    public long openLsn() {
        return this.segments.open().firstLsn();
    }

    public long lastLsn() {
        return this.lastLsn;
    }

    public LogStats stats() {
        return new LogStats(this.lastLsn, this.forces.durableLsn(), this.segments.bytes(), this.options.maxSizeBytes(),
                this.segments.count(), this.appends, Duration.ofNanos(this.appendNanos), this.forces.count(),
                Duration.ofNanos(this.forces.nanos()));
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
        this.segments.close(ours);
    }

}
