package io.filestore.wal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.filestore.error.UnsupportedFormatException;
import io.filestore.io.FileNames;
import io.filestore.io.StoreDirectory;

/**
 * Reads the segments of a log in order and tells where, if anywhere, it stops being
 * whole: at a torn tail or at damage. The first line that cannot be read, or is missing,
 * is the {@link LogFlaw}; what is intact behind it is searched for a proof that the
 * flawed line had been durable.
 */
final class LogScan {

    /**
     * Where a line is.
     *
     * @param file the segment
     * @param segment its position among the segments
     * @param line its number, from 1
     * @param offset where what counts ends before it
     * @param adjacent whether it begins there
     */
    record Place(Path file, int segment, long line, long offset, boolean adjacent) {

        LogFlaw flaw(long lsn, boolean certain, String reason) {
            return new LogFlaw(this.file, this.segment, this.line, this.offset, lsn, certain, reason);
        }

    }

    private static final long UNKNOWN = -1;

    private final StoreDirectory directory;

    private final long checkpointLsn;

    private final WholeChanges changes;

    private final boolean salvage;

    private final List<LogSegment> segments = new ArrayList<>();

    private long expected = UNKNOWN;

    private long durableLsn;

    private long intactBeyondFlaw = UNKNOWN;

    private long highestLsn;

    /** The first line that is missing or cannot be read. */
    private @Nullable LogFlaw badLine;

    /**
     * @param checkpointLsn what the data files hold already, or -1 if that is unknown
     * @param replay gets each whole change above the checkpoint, in order
     * @param salvage whether to go on behind a flaw
     */
    LogScan(StoreDirectory directory, long checkpointLsn, Consumer<LogRecord> replay, boolean salvage) {
        this.directory = directory;
        this.checkpointLsn = checkpointLsn;
        this.changes = new WholeChanges(checkpointLsn, replay);
        this.salvage = salvage;
    }

    void read(Path file) throws IOException {
        long first = named(file);
        if (first != UNKNOWN && this.expected == UNKNOWN) {
            startAt(file, first);
        }
        long end = 0;
        boolean headerLost = false;
        try (LogLines lines = new LogLines(this.directory.read(file))) {
            for (LogLines.Line line = lines.next(); line != null; line = lines.next()) {
                long lineNumber = line.number();
                // Where blank lines come before it, something may not have reached the
                // disk that should have overwritten them.
                boolean adjacent = line.offset() == end;
                LogFormat.Header header = line.header();
                LogRecord record = line.record();
                if (header != null) {
                    first = header.firstLsn();
                    begin(file, header);
                }
                else if (record != null) {
                    first = (first == UNKNOWN) ? record.lsn() : first;
                    take(new Place(file, this.segments.size(), lineNumber, end, adjacent), record, headerLost);
                    headerLost = false;
                }
                else if (lineNumber == 1) {
                    headerLost = true;
                }
                else {
                    // Without its header, and with no line yet, there is nothing to keep.
                    flawed(file, headerLost ? 1 : lineNumber, headerLost ? 0 : end, false,
                            "the line is cut off or changed");
                    noteDurable(line.intactEnd());
                }
                end = line.end();
            }
            if (headerLost) {
                flawed(file, 1, 0, false, "the segment has no readable line");
            }
            long last = (this.badLine != null) ? this.badLine.lsn() - 1 : this.expected - 1;
            this.segments.add(new LogSegment(file, (first != UNKNOWN) ? first : next(), last, end));
        }
    }

    /** The first LSN that the name of a sealed segment tells. */
    private static long named(Path file) {
        return FileNames.firstLsn(String.valueOf(file.getFileName())).orElse(UNKNOWN);
    }

    private long next() {
        return (this.expected != UNKNOWN) ? this.expected : Math.max(this.checkpointLsn, 0) + 1;
    }

    /**
     * A lost line feed makes one bad line of two, the second of which is still a proof.
     */
    private void noteDurable(@Nullable LogRecord record) {
        if (record != null) {
            this.durableLsn = Math.max(this.durableLsn, record.durableLsn());
        }
    }

    private void begin(Path file, LogFormat.Header header) {
        if (header.version() > LogFormat.VERSION) {
            throw new UnsupportedFormatException(file, header.version(), LogFormat.VERSION);
        }
        if (header.follows() < header.firstLsn() - 1 && (this.checkpointLsn == Checkpoint.UNKNOWN_LSN
                || header.follows() <= Math.max(this.expected - 1, this.checkpointLsn))) {
            // Those between were given to nobody.
            this.expected = header.firstLsn();
        }
        if (this.expected == UNKNOWN) {
            startAt(file, header.firstLsn());
        }
        this.durableLsn = Math.max(this.durableLsn, header.durableLsn());
        if (forgive(header.firstLsn())) {
            this.expected = header.firstLsn();
        }
        else if (this.badLine != null && this.changes.open() == null && !this.badLine.certain()
                && this.intactBeyondFlaw == UNKNOWN && header.firstLsn() == this.badLine.lsn()) {
            // Nothing is missing: what cannot be read was a reserve, or a write that was
            // refused.
            this.badLine = null;
        }
        if (header.firstLsn() != this.expected) {
            // One that begins before the end of the one in front of it is from an earlier
            // time, and in the place of another one.
            boolean older = header.firstLsn() < this.expected && this.badLine == null && !this.segments.isEmpty();
            flawed(file, 1, 0, older, "the segment begins with LSN " + header.firstLsn());
        }
    }

    private void startAt(Path file, long firstLsn) {
        this.expected = firstLsn;
        if (this.checkpointLsn != UNKNOWN && firstLsn > this.checkpointLsn + 1) {
            this.expected = this.checkpointLsn + 1;
            flawed(file, 1, 0, true, "the segment before it is missing");
            this.intactBeyondFlaw = firstLsn;
        }
    }

    private void take(Place place, LogRecord record, boolean headerLost) {
        if (this.expected == UNKNOWN) {
            startAt(place.file, record.lsn());
            if (headerLost && this.checkpointLsn == UNKNOWN && record.lsn() > 1) {
                flawed(place.file, 1, 0, true,
                        "the line is changed, and what stood before LSN " + record.lsn() + " is unknown");
            }
        }
        this.durableLsn = Math.max(this.durableLsn, record.durableLsn());
        if (record.lsn() != this.expected && this.badLine == null) {
            flawed(place.file, headerLost ? 1 : place.line, headerLost ? 0 : place.offset,
                    !headerLost && place.adjacent,
                    "LSN " + record.lsn() + " stands where " + this.expected + " should");
        }
        if (this.badLine != null) {
            if (!forgive(record.lsn())) {
                this.intactBeyondFlaw = (this.intactBeyondFlaw == UNKNOWN) ? record.lsn() : this.intactBeyondFlaw;
                if (!this.salvage || record.lsn() <= this.highestLsn) {
                    // An older copy of a segment must not take newer changes back.
                    return;
                }
            }
        }
        this.expected = record.lsn() + 1;
        this.highestLsn = Math.max(this.highestLsn, record.lsn());
        this.changes.take(place, record);
    }

    /**
     * Forgets a flaw in what the data files hold already.
     * @param lsn where the log is whole again
     */
    private boolean forgive(long lsn) {
        LogFlaw found = flaw();
        if (found == null || found.lsn() > this.checkpointLsn || lsn > this.checkpointLsn + 1) {
            return false;
        }
        this.badLine = null;
        this.changes.clear();
        return true;
    }

    private void flawed(Path file, long line, long offset, boolean certain, String reason) {
        if (this.badLine == null) {
            this.badLine = new LogFlaw(file, this.segments.size(), line, offset, next(), certain, reason);
        }
    }

    /**
     * The flaw, if there is one; a transaction that is not whole begins earlier than the
     * line that is missing.
     */
    @Nullable LogFlaw flaw() {
        return (this.changes.open() != null) ? this.changes.open() : this.badLine;
    }

    /** Whether the flaw lies before something that had been durable. */
    boolean isDamage() {
        LogFlaw found = flaw();
        return found != null && (found.certain() || this.durableLsn >= Math.max(found.lsn(), this.checkpointLsn + 1));
    }

    /** The first readable LSN behind the flaw, or -1. */
    long intactBeyondFlaw() {
        return this.intactBeyondFlaw;
    }

    /** The highest LSN that counts. */
    long lastLsn() {
        LogFlaw found = flaw();
        if (found != null && !this.salvage) {
            return Math.max(found.lsn() - 1, this.checkpointLsn);
        }
        return Math.max(this.highestLsn, Math.max(this.expected - 1, Math.max(this.checkpointLsn, 0)));
    }

    /**
     * The LSN at which what was read ends, also if that is before the checkpoint; the
     * checkpoint's if nothing was read, or there is a flaw.
     */
    long endLsn() {
        return (flaw() == null && this.expected != UNKNOWN) ? this.expected - 1 : lastLsn();
    }

    long durableLsn() {
        return this.durableLsn;
    }

    long replayed() {
        return this.changes.count();
    }

    /**
     * The segments read so far; {@code lastLsn} of a segment behind a flaw means nothing.
     */
    List<LogSegment> segments() {
        return this.segments;
    }

}
