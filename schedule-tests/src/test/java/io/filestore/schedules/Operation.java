package io.filestore.schedules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.filestore.schedules.State.Kept;

/** What a thread of a simulation has asked for, and what it was told. */
final class Operation {

    enum Outcome {

        /** It has returned. */
        DONE,
        /** It has failed, and changed nothing. */
        REFUSED,
        /** It has failed, and nobody knows what it has changed. */
        UNKNOWN

    }

    /** Who has done what. */
    final String what;

    /** What it has read; of a single read without a moment of its own, loosely. */
    final List<Seen> seen = new ArrayList<>();

    /** What it writes, null for a deletion. */
    final Map<RowName, Kept> writes = new TreeMap<>();

    int begin;

    int end = Integer.MAX_VALUE;

    /** What the clock said when it began. */
    long from;

    /** What the clock said when it had ended. */
    long to = Long.MAX_VALUE;

    Outcome outcome = Outcome.UNKNOWN;

    /** Whether what it has read need not be of one moment. */
    boolean loose;

    /** The version of what it has put, 0 if it was not told. */
    long version;

    /** Up to where all is in the files since then. */
    long flushed;

    Operation(String what) {
        this.what = what;
    }

    /** Forgets what an attempt has read and written. */
    void beginAgain(long now) {
        this.seen.clear();
        this.writes.clear();
        this.from = now;
    }

    /** A row as it was read, unless it is its own. */
    void saw(RowName name, String json) {
        if (!this.writes.containsKey(name)) {
            this.seen.add(new Seen.Was(name, json));
        }
    }

    void sawThere(RowName name, boolean there) {
        if (!this.writes.containsKey(name)) {
            this.seen.add(there ? new Seen.WasNot(name, null) : new Seen.Was(name, null));
        }
    }

    void wrote(RowName name, Item item) {
        this.writes.put(name, (item != null) ? new Kept(item, 0) : null);
    }

    /**
     * What a single write was told: whether the row was there, and whether it was
     * written.
     */
    void did(RowName name, boolean there, boolean written) {
        sawInstead(there ? new Seen.WasNot(name, null) : new Seen.Was(name, null));
        if (!written) {
            this.writes.clear();
        }
    }

    /** Of all that was to be expected, only this was seen. */
    void sawInstead(Seen other) {
        this.seen.clear();
        this.seen.add(other);
    }

    /** Whether the log tells that it was this one. */
    boolean isMarked() {
        return this.writes.entrySet()
            .stream()
            .anyMatch((write) -> write.getValue() != null && Setup.isLogged(write.getKey().collection()));
    }

    /** Its own writes until now. */
    Map<RowName, Kept> own() {
        return new TreeMap<>(this.writes);
    }

    boolean isDeletionOf(RowName name) {
        return this.writes.size() == 1 && this.writes.containsKey(name) && this.writes.get(name) == null;
    }

    @Override
    public String toString() {
        return this.begin + "-" + ((this.end < Integer.MAX_VALUE) ? this.end : "") + " " + this.what + " "
                + this.outcome + ": read " + this.seen + ", wrote " + this.writes;
    }

}
