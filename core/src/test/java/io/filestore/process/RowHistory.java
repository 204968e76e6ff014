package io.filestore.process;

import java.util.ArrayList;
import java.util.List;

/**
 * What may be found of one row after a kill: the oldest state that is promised, and every
 * one that was asked for since. A state is the number of a write, 0 for "not there".
 */
final class RowHistory {

    private final boolean logged;

    private List<Long> states = new ArrayList<>(List.of(0L));

    /** The position of the newest state that was acknowledged. */
    private int acknowledged;

    /** The position of what the flush that runs must write, at least. */
    private int flushing;

    RowHistory(boolean logged) {
        this.logged = logged;
    }

    boolean isLogged() {
        return this.logged;
    }

    void intend(long state) {
        this.states.add(state);
    }

    void acknowledge() {
        this.acknowledged = this.states.size() - 1;
        if (this.logged) {
            forgetBefore(this.acknowledged);
        }
    }

    void beginFlush() {
        this.flushing = this.acknowledged;
    }

    void endFlush() {
        forgetBefore(this.flushing);
    }

    private void forgetBefore(int position) {
        this.states = new ArrayList<>(this.states.subList(position, this.states.size()));
        this.acknowledged -= position;
        this.flushing = Math.max(0, this.flushing - position);
    }

    /** The store has been opened, and this is what was there. */
    boolean found(long state) {
        boolean possible = this.states.contains(state);
        this.states = new ArrayList<>(List.of(state));
        this.acknowledged = 0;
        this.flushing = 0;
        return possible;
    }

    @Override
    public String toString() {
        return "one of " + this.states;
    }

}
