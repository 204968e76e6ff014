package io.filestore.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.filestore.event.Listeners;
import io.filestore.event.RowChange;
import io.filestore.row.StoredRow;

/**
 * Tells the store's listeners what has been committed, here and elsewhere. Of each row in
 * the order of its versions: who commits it here holds a lock of it until it is told. As
 * long as nobody listens there are no locks.
 */
final class Telling {

    private static final int LOCKS = 1024;

    private final ReentrantLock[] locks = Stream.generate(ReentrantLock::new)
        .limit(LOCKS)
        .toArray(ReentrantLock[]::new);

    private volatile @Nullable Listeners listeners;

    /** From now on there may be some who listen. */
    void begin(Listeners all) {
        this.listeners = all;
    }

    /** Commits changes, all or none. */
    CommitResult inOrder(List<RemoteChange> changes, Supplier<CommitResult> commit) {
        return locked(changes, () -> {
            CommitResult result = commit.get();
            if (result instanceof CommitResult.Committed committed) {
                tell(rowChanges(changes, committed));
            }
            return result;
        });
    }

    /** Commits each of several changes for itself. */
    List<CommitResult> eachInOrder(List<RemoteChange> changes, Supplier<List<CommitResult>> commit) {
        return locked(changes, () -> {
            List<CommitResult> results = commit.get();
            for (int i = 0; i < results.size(); i++) {
                if (results.get(i) instanceof CommitResult.Committed committed) {
                    tell(rowChanges(List.of(changes.get(i)), committed));
                }
            }
            return results;
        });
    }

    private <T> T locked(List<RemoteChange> changes, Supplier<T> commit) {
        Listeners all = this.listeners;
        if (all == null || !all.isAnybody()) {
            return commit.get();
        }
        int[] held = changes.stream().mapToInt(Telling::lock).sorted().distinct().toArray();
        for (int each : held) {
            this.locks[each].lock();
        }
        try {
            return commit.get();
        }
        finally {
            for (int each : held) {
                this.locks[each].unlock();
            }
            all.wake();
        }
    }

    private static int lock(RemoteChange change) {
        int hash = 31 * change.collection().hashCode() + change.rowId().hashCode();
        return (hash ^ (hash >>> 16)) & (LOCKS - 1);
    }

    private static List<RowChange> rowChanges(List<RemoteChange> changes, CommitResult.Committed committed) {
        List<RowChange> told = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            RemoteChange change = changes.get(i);
            CommitResult.Applied applied = committed.rows().get(i);
            if (!change.collection().startsWith("!") && (applied.existed() || !change.isDelete())) {
                told.add(rowChange(change, applied));
            }
        }
        return told;
    }

    private static RowChange rowChange(RemoteChange change, CommitResult.Applied applied) {
        byte[] json = change.json();
        if (json == null) {
            return new RowChange(change.collection(), change.rowId(), RowChange.Kind.DELETED, null);
        }
        return new RowChange(change.collection(), change.rowId(),
                applied.existed() ? RowChange.Kind.UPDATED : RowChange.Kind.INSERTED,
                StoredRow.of(change.rowId(), json, applied.version(), change.expiresAt()));
    }

    /** Takes what other instances have committed. */
    void tellFromElsewhere(List<RowChange> changes) {
        tell(changes.stream().map(RowChange::fromElsewhere).toList());
        Listeners all = this.listeners;
        if (all != null) {
            all.wake();
        }
    }

    private void tell(List<RowChange> changes) {
        Listeners all = this.listeners;
        if (all != null) {
            all.committed(new Committed(changes), 0);
        }
    }

    private record Committed(List<RowChange> all) implements Listeners.Committed {

        @Override
        public List<RowChange> changes(long now) {
            return this.all;
        }

        @Override
        public long bytes() {
            return this.all.stream().mapToLong(RowChange::bytes).sum();
        }

    }

}
