package io.filestore.data.event;

import java.util.List;

import org.springframework.context.ApplicationEventPublisher;

import io.filestore.event.RowChange;
import io.filestore.event.StoreListener;

/**
 * Publishes what a store has committed, whoever has changed it and by whatever way, as a
 * {@link CommitEvent} each, in the order of the commits and in the thread that the store
 * gives its listener, which is in no transaction. What it promises is what
 * {@link StoreListener} does: it comes later than the commit, and not again after a
 * crash.
 */
public final class CommitEvents implements StoreListener {

    private final ApplicationEventPublisher publisher;

    public CommitEvents(ApplicationEventPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public void onCommit(List<RowChange> changes) {
        this.publisher.publishEvent(new CommitEvent(this, changes));
    }

    @Override
    public void onOverflow(long missed) {
        this.publisher.publishEvent(new MissedCommitsEvent(this, missed));
    }

}
