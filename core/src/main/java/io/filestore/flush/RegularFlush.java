package io.filestore.flush;

import java.util.Set;

import io.filestore.commit.StoreState;

/** What a store does by itself at each interval, while it is open and has not failed. */
public final class RegularFlush implements Runnable {

    private final StoreState state;

    private final Sweep sweep;

    private final Flusher flusher;

    public RegularFlush(StoreState state, Sweep sweep, Flusher flusher) {
        this.state = state;
        this.sweep = sweep;
        this.flusher = flusher;
    }

    @Override
    public void run() {
        if (this.state.failure() == null && !this.state.isClosed()) {
            this.sweep.run();
            this.flusher.flush(Set.of());
        }
    }

}
