package io.filestore.remote;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.filestore.error.OutcomeUnknownException;
import io.filestore.error.StoreException;
import io.filestore.error.StoreUnavailableException;
import io.filestore.error.VersionConflictException;
import io.filestore.io.Uninterrupted;

/**
 * Commits changes by a domain of an engine: what the domain answers becomes a return or
 * an exception, and what it has acknowledged is told to listeners, of each row in the
 * order of its versions.
 */
final class SharedDomain {

    private static final long LONGEST_WAIT_MILLIS = 1000;

    private final RemoteDomain domain;

    private final Telling telling;

    private final Map<String, ConnectedCollection> collections = new ConcurrentHashMap<>();

    private final ReentrantLock lock = new ReentrantLock(true);

    SharedDomain(RemoteDomain domain, Telling telling) {
        this.domain = domain;
        this.telling = telling;
    }

    void add(ConnectedCollection collection) {
        this.collections.put(collection.name(), collection);
    }

    String name() {
        return this.domain.name();
    }

    boolean isSerializable() {
        return this.domain.isSerializable();
    }

    Object mark() {
        return this.domain.mark();
    }

    /** Waits for others that have locked it, for a while; whether it is locked now. */
    boolean lock() {
        return Uninterrupted.await(() -> this.lock.tryLock(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS));
    }

    void unlock() {
        this.lock.unlock();
    }

    /** Commits one change that nothing else depends on. */
    CommitResult.Applied commit(RemoteChange change) {
        return applied(change, this.telling.inOrder(List.of(change), () -> send(List.of(change), null)));
    }

    private static CommitResult.Applied applied(RemoteChange change, CommitResult result) {
        if (result instanceof CommitResult.Committed committed) {
            return committed.rows().get(0);
        }
        if (result instanceof CommitResult.Conflict conflict) {
            throw new VersionConflictException(change.collection(), change.rowId(), change.expected(),
                    conflict.actual());
        }
        throw failure(result);
    }

    private static StoreException failure(CommitResult result) {
        if (result instanceof CommitResult.Unknown unknown) {
            return new OutcomeUnknownException(unknown.reason(), unknown.cause());
        }
        if (result instanceof CommitResult.Refused refused) {
            return refused.reason();
        }
        return new OutcomeUnknownException("The engine has answered what was not asked: " + result + ".", null);
    }

    /**
     * Commits a transaction.
     * @param changes maybe none, to be told whether the mark holds
     * @return what became of each
     * @throws RunAgain if something has changed that it has read
     */
    List<CommitResult.Applied> commit(List<RemoteChange> changes, @Nullable Object since) {
        CommitResult result = this.telling.inOrder(changes, () -> send(changes, since));
        if (result instanceof CommitResult.Committed committed) {
            return committed.rows();
        }
        if (result instanceof CommitResult.Stale || result instanceof CommitResult.Conflict) {
            throw new RunAgain(this);
        }
        throw failure(result);
    }

    /** Commits each change for itself; what became of each. */
    List<CommitResult> commitEach(List<RemoteChange> changes) {
        return this.telling.eachInOrder(changes, () -> {
            List<CommitResult> results = sendEach(changes);
            for (int i = 0; i < results.size(); i++) {
                count(List.of(changes.get(i)), results.get(i));
            }
            return results;
        });
    }

    private CommitResult send(List<RemoteChange> changes, @Nullable Object since) {
        CommitResult result = counted(changes, () -> unknownIfItFails(() -> this.domain.commit(changes, since)));
        count(changes, result);
        return result;
    }

    private List<CommitResult> sendEach(List<RemoteChange> changes) {
        return counted(changes, () -> this.domain.commitEach(changes));
    }

    /** What fails on the way may have come through all the same. */
    private static CommitResult unknownIfItFails(Supplier<CommitResult> commit) {
        try {
            return commit.get();
        }
        catch (StoreException ex) {
            throw ex;
        }
        catch (RuntimeException ex) {
            return new CommitResult.Unknown("The engine has failed: " + ex + ".", ex);
        }
    }

    private <T> T counted(List<RemoteChange> changes, Supplier<T> call) {
        long begun = System.nanoTime();
        List<RemoteCounts> counts = counts(changes);
        try {
            return call.get();
        }
        catch (StoreUnavailableException ex) {
            counts.forEach((each) -> each.unavailable.increment());
            throw ex;
        }
        finally {
            counts.forEach((each) -> each.writes.add(begun));
        }
    }

    private void count(List<RemoteChange> changes, CommitResult result) {
        for (RemoteCounts each : counts(changes)) {
            if (result instanceof CommitResult.Conflict || result instanceof CommitResult.Stale) {
                each.conflicts.increment();
            }
            else if (result instanceof CommitResult.Unknown) {
                each.unknown.increment();
            }
            else if (result instanceof CommitResult.Refused) {
                each.unavailable.increment();
            }
        }
    }

    private List<RemoteCounts> counts(List<RemoteChange> changes) {
        return changes.stream()
            .map(RemoteChange::collection)
            .distinct()
            .map(this.collections::get)
            .filter(Objects::nonNull)
            .map(ConnectedCollection::counts)
            .toList();
    }

    /**
     * What several changes that were committed each for itself end with, null if well.
     */
    static @Nullable StoreException worst(List<RemoteChange> changes, List<CommitResult> results) {
        List<StoreException> failures = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            if (!(results.get(i) instanceof CommitResult.Committed)) {
                try {
                    applied(changes.get(i), results.get(i));
                }
                catch (StoreException ex) {
                    failures.add(ex);
                }
            }
        }
        return failures.stream()
            .filter(OutcomeUnknownException.class::isInstance)
            .findFirst()
            .orElse(failures.isEmpty() ? null : failures.get(0));
    }

    @Override
    public String toString() {
        return name() + Arrays.asList(this.collections.keySet());
    }

}
