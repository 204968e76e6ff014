package io.filestore.data.event;

import java.util.List;

import org.springframework.context.ApplicationEvent;

import io.filestore.event.RowChange;

/** Changes of rows that were committed together. */
public final class CommitEvent extends ApplicationEvent {

    private static final long serialVersionUID = 1L;

    private final transient List<RowChange> changes;

    CommitEvent(Object source, List<RowChange> changes) {
        super(source);
        this.changes = changes;
    }

    /** One change, or all changes of a transaction. */
    public List<RowChange> getChanges() {
        return this.changes;
    }

}
