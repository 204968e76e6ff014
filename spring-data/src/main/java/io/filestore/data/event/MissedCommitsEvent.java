package io.filestore.data.event;

import org.springframework.context.ApplicationEvent;

/**
 * Listeners were too slow for the commits, so that some were left out between the last
 * {@link CommitEvent} and the next. What they would have told is visible now.
 */
public final class MissedCommitsEvent extends ApplicationEvent {

    private static final long serialVersionUID = 1L;

    private final long missed;

    MissedCommitsEvent(Object source, long missed) {
        super(source);
        this.missed = missed;
    }

    /** How many at least, flushes counted as well. */
    public long getMissed() {
        return this.missed;
    }

}
