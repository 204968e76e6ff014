package io.filestore.remote;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.filestore.backend.CollectionBackend;
import io.filestore.backend.RowEdit;
import io.filestore.error.StoreException;
import io.filestore.error.TransactionConflictException;
import io.filestore.row.EncodedRow;
import io.filestore.row.PutResult;
import io.filestore.row.RowIds;
import io.filestore.row.StoredRow;

/**
 * Writes outside of a transaction. Each is one change, but where fields are unique: then
 * row and keys are one transaction of their own.
 */
final class DirectWrites {

    /** So many rows are deleted together, or side by side. */
    private static final int CLEAR_AT_ONCE = 200;

    private static final int MOST_ATTEMPTS = 100;

    private final ConnectedCollection collection;

    private final DirectRows rows;

    private final Gate gate;

    DirectWrites(ConnectedCollection collection, DirectRows rows, Gate gate) {
        this.collection = collection;
        this.rows = rows;
        this.gate = gate;
    }

    PutResult put(String id, byte[] json, long expected) {
        this.gate.requireWritable();
        RowIds.require(id);
        if (!this.collection.unique().isEmpty()) {
            return transact((within) -> within.put(id, json, expected),
                    (result, committed) -> new PutResult(committed.first().version(), result.inserted()));
        }
        CommitResult.Applied applied = this.collection.domain()
            .commit(this.collection.put(id, json, this.collection.expiry(), expected));
        return new PutResult(applied.version(), !applied.existed());
    }

    boolean delete(String id, long expected) {
        this.gate.requireWritable();
        if (!RowIds.isValid(id) && expected == CollectionBackend.ANY) {
            return false;
        }
        if (!this.collection.unique().isEmpty()) {
            return transact((within) -> within.delete(id, expected), (existed, committed) -> existed);
        }
        return this.collection.domain().commit(this.collection.delete(id, expected)).existed();
    }

    /**
     * Runs work in a transaction of its own, which relies on what it has read also if
     * that leaves nothing to be changed.
     * @param result what it ends with
     */
    private <T> T transact(Function<BufferedRows, T> work, BiFunction<T, RemoteTransaction.Committed, T> result) {
        return Attempts.run(() -> {
            RemoteTransaction transaction = new RemoteTransaction(this.collection.domain(), this.gate::requireOpen,
                    false);
            try {
                T found = work.apply(transaction.rows(this.collection, this.rows));
                return result.apply(found, transaction.commit());
            }
            catch (RunAgain ex) {
                transaction.noteRetry();
                throw ex;
            }
            catch (StoreException ex) {
                if (RoutedDomain.mayBeStale(ex) && !transaction.stillHolds()) {
                    transaction.noteRetry();
                    throw new RunAgain(this.collection.domain());
                }
                throw ex;
            }
        });
    }

    /** Stores each for itself, side by side. */
    void putEach(List<EncodedRow> all) {
        this.gate.requireWritable();
        Map<String, RemoteChange> changes = new LinkedHashMap<>();
        long expiry = this.collection.expiry();
        for (EncodedRow row : all) {
            changes.put(RowIds.require(row.id()),
                    this.collection.put(row.id(), row.json(), expiry, CollectionBackend.ANY));
        }
        commitEach(List.copyOf(changes.values()));
    }

    private void commitEach(List<RemoteChange> changes) {
        StoreException failure = SharedDomain.worst(changes, this.collection.domain().commitEach(changes));
        if (failure != null) {
            throw failure;
        }
    }

    /** Changes each for itself, again where others were faster. */
    long editEach(List<String> ids, Function<StoredRow, @Nullable RowEdit> edit) {
        this.gate.requireWritable();
        long begun = System.nanoTime();
        long changed = 0;
        List<String> left = ids;
        for (int attempt = 1;; attempt++) {
            List<RemoteChange> changes = edits(left, edit);
            List<CommitResult> results = changes.isEmpty() ? List.of() : this.collection.domain().commitEach(changes);
            left = new ArrayList<>();
            List<RemoteChange> failed = new ArrayList<>();
            List<CommitResult> failures = new ArrayList<>();
            for (int i = 0; i < results.size(); i++) {
                if (results.get(i) instanceof CommitResult.Committed) {
                    changed++;
                }
                else if (results.get(i) instanceof CommitResult.Conflict) {
                    left.add(changes.get(i).rowId());
                }
                else {
                    failed.add(changes.get(i));
                    failures.add(results.get(i));
                }
            }
            StoreException failure = SharedDomain.worst(failed, failures);
            if (failure != null) {
                throw failure;
            }
            if (left.isEmpty()) {
                return changed;
            }
            if (attempt == MOST_ATTEMPTS) {
                throw new TransactionConflictException(attempt, Duration.ofNanos(System.nanoTime() - begun));
            }
            Attempts.giveWay(attempt);
        }
    }

    private List<RemoteChange> edits(List<String> ids, Function<StoredRow, @Nullable RowEdit> edit) {
        List<RemoteChange> changes = new ArrayList<>();
        for (StoredRow row : this.rows.readAll(ids)) {
            RowEdit next = edit.apply(row);
            if (next != null) {
                byte[] json = next.json();
                long expected = this.collection.capabilities().versions() ? row.version() : CollectionBackend.ANY;
                changes.add((json != null) ? this.collection.put(row.id(), json, this.collection.expiry(), expected)
                        : this.collection.delete(row.id(), expected));
            }
        }
        return changes;
    }

    /** Deletes all that are there now, some at a time. */
    void clear() {
        this.gate.requireWritable();
        Iterator<StoredRow> all = this.rows.rows().iterator();
        while (all.hasNext()) {
            List<String> part = new ArrayList<>();
            while (part.size() < CLEAR_AT_ONCE && all.hasNext()) {
                part.add(all.next().id());
            }
            if (this.collection.domain().isSerializable()) {
                transact((within) -> {
                    within.readAll(part);
                    part.forEach((id) -> within.delete(id, CollectionBackend.ANY));
                    return true;
                }, (done, committed) -> done);
            }
            else {
                commitEach(part.stream().map((id) -> this.collection.delete(id, CollectionBackend.ANY)).toList());
            }
        }
    }

}
