package io.filestore.handover;

import org.jspecify.annotations.Nullable;

import io.filestore.catalog.Layout;
import io.filestore.remote.RemoteEngine;

/** The note that says where the rows of a collection are, and the lease beside it. */
public final class WhereaboutsNote {

    private final SharedNote note;

    private final SharedNote lease;

    /** Which of the places of the engine has the rows, by the name of its note. */
    private final SharedNote current;

    private final RemoteEngine engine;

    private @Nullable String text;

    /**
     * @param layout where the engine has the collection
     */
    public WhereaboutsNote(RemoteEngine engine, Layout layout, String collection) {
        String group = layout.group();
        String name = "filestore/" + layout.path() + "/" + ((group != null) ? group + "/" : "") + collection;
        this.engine = engine;
        this.note = new SharedNote(engine, name);
        this.current = new SharedNote(engine, "filestore/" + collection);
        this.lease = new SharedNote(engine, name + "/lease");
    }

    /** What it is called, for people. */
    public String name() {
        return this.note.name();
    }

    /** What it says now, null if there is none. */
    public @Nullable Whereabouts read() {
        String found = this.note.text();
        this.text = found;
        return (found != null) ? Whereabouts.of(found) : null;
    }

    /**
     * Replaces what was {@linkplain #read() read} last, unless somebody else has done so.
     * @return whether it was replaced
     */
    public boolean replace(Whereabouts next) {
        String written = next.text();
        boolean replaced = this.note.replace(this.text, written, null);
        if (replaced) {
            this.text = written;
        }
        return replaced;
    }

    /**
     * Takes the lease, without which nobody moves the rows.
     * @param mover what it is going to say
     * @return null if somebody else has it
     */
    public @Nullable Lease lease(Whereabouts mover) {
        return Lease.take(this.lease, mover.store() + " " + mover.directory(), mover.attempt());
    }

    /** Whether somebody has the lease. */
    public boolean isLeased() {
        return this.lease.text() != null;
    }

    /** Whether this is the place of the engine that has had the rows last. */
    public boolean isCurrent() {
        return name().equals(this.current.text());
    }

    /** The note of another place of the engine that has the rows, null if none has. */
    public @Nullable String elsewhere() {
        return elsewhere(this.current.text());
    }

    private @Nullable String elsewhere(@Nullable String named) {
        if (named == null || named.equals(name())) {
            return null;
        }
        String found = this.engine.note(named);
        return (found != null && Whereabouts.of(found).isThere()) ? named : null;
    }

    /**
     * Notes that it is this place that has the rows, unless another one has them. It must
     * have been noted before that they are here, which others look for.
     * @return whether it is noted
     */
    public boolean makeCurrent() {
        while (true) {
            String named = this.current.text();
            if (elsewhere(named) != null) {
                return false;
            }
            if (name().equals(named) || this.current.replace(named, name(), null)) {
                return true;
            }
        }
    }

}
