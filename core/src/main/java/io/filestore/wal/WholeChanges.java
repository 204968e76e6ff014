package io.filestore.wal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Hands on the changes of a log that are whole: a line that is one by itself, or all
 * lines of a transaction. Lines come in the order of their LSNs.
 */
final class WholeChanges {

    private final long checkpointLsn;

    private final Consumer<LogRecord> replay;

    private final List<LogRecord> lines = new ArrayList<>();

    private @Nullable LogFlaw open;

    private long count;

    /**
     * @param checkpointLsn what need not be handed on
     */
    WholeChanges(long checkpointLsn, Consumer<LogRecord> replay) {
        this.checkpointLsn = checkpointLsn;
        this.replay = replay;
    }

    void take(LogScan.Place place, LogRecord record) {
        if (!this.lines.isEmpty() && this.lines.get(0).firstLsn() != record.firstLsn()) {
            this.lines.clear();
        }
        if (record.firstLsn() == record.lsn()) {
            this.open = (record.lastLsn() == record.lsn()) ? null
                    : place.flaw(record.lsn(), false, "the transaction that begins here is not whole");
        }
        this.lines.add(record);
        if (record.lastLsn() == record.lsn()) {
            this.open = null;
            boolean whole = this.lines.size() == record.lastLsn() - record.firstLsn() + 1
                    && this.lines.get(0).lsn() == record.firstLsn();
            if (whole && record.firstLsn() > this.checkpointLsn) {
                this.lines.forEach(this.replay);
                this.count += this.lines.size();
            }
            this.lines.clear();
        }
    }

    /** Forgets the transaction that has begun. */
    void clear() {
        this.open = null;
        this.lines.clear();
    }

    /** Where the transaction has begun whose end has not come, null if there is none. */
    @Nullable LogFlaw open() {
        return this.open;
    }

    /** How many lines were handed on. */
    long count() {
        return this.count;
    }

}
