package io.filestore.handover;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.filestore.backend.CollectionBackend;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.error.StoreUnavailableException;
import io.filestore.memory.RowTable;
import io.filestore.remote.CommitResult;
import io.filestore.remote.RemoteChange;
import io.filestore.remote.RemoteDomain;
import io.filestore.remote.RowChanges;
import io.filestore.row.StoredRow;

/**
 * Writes the rows of a collection that moves to where an engine has them, and deletes
 * those that do not count there. Each step can be made again.
 */
public final class RowWrites {

    /** Rows that are committed side by side, each for itself. */
    private static final int ROWS_AT_ONCE = 200;

    /** Changes that are committed together, and about how long they are. */
    private static final int MOST_TOGETHER = 30;

    private static final int MOST_BYTES_TOGETHER = 8 * 1024;

    private static final int MOST_ATTEMPTS = 10;

    private final RemoteDomain domain;

    private final RowChanges changes;

    private final boolean versions;

    private final RowsThere there;

    private final RowTable memory;

    private final Lease lease;

    private volatile long written;

    /**
     * @param versions whether the engine compares versions
     * @param memory all rows that are to be there
     */
    public RowWrites(RemoteDomain domain, RowChanges changes, boolean versions, RowsThere there, RowTable memory,
            Lease lease) {
        this.domain = domain;
        this.changes = changes;
        this.versions = versions;
        this.there = there;
        this.memory = memory;
        this.lease = lease;
    }

    /** How many rows are there so far. */
    public long written() {
        return this.written;
    }

    /**
     * Writes rows that are not there.
     * @throws InvalidConfigurationException if they cannot be together there
     */
    public void insert(List<StoredRow> rows) {
        List<List<RemoteChange>> each = new ArrayList<>();
        Map<String, String> holders = new HashMap<>();
        for (StoredRow row : rows) {
            List<RemoteChange> put = this.changes.put(row,
                    this.versions ? CollectionBackend.ABSENT : CollectionBackend.ANY);
            for (RemoteChange key : put.subList(1, put.size())) {
                String other = holders.putIfAbsent(key.rowId(), row.id());
                if (other != null) {
                    throw shared(row.id(), other);
                }
            }
            each.add(put);
        }
        commit(each);
    }

    /** Deletes rows that are there. */
    public void delete(List<StoredRow> rows) {
        List<List<RemoteChange>> each = new ArrayList<>();
        for (StoredRow row : rows) {
            each.add(this.changes.delete(row, this.versions ? row.version() : CollectionBackend.ANY));
        }
        commit(each);
    }

    /**
     * @param rows what becomes of each row: first of itself, then of its keys
     */
    private void commit(List<List<RemoteChange>> rows) {
        List<List<RemoteChange>> together = new ArrayList<>();
        int changed = 0;
        int bytes = 0;
        for (List<RemoteChange> row : rows) {
            together.add(row);
            changed += row.size();
            bytes += row.stream()
                .map(RemoteChange::json)
                .filter(Objects::nonNull)
                .mapToInt((json) -> json.length)
                .sum();
            boolean full = this.domain.isSerializable() ? changed >= MOST_TOGETHER || bytes >= MOST_BYTES_TOGETHER
                    : together.size() == ROWS_AT_ONCE;
            if (full) {
                commitSome(together);
                together = new ArrayList<>();
                changed = 0;
                bytes = 0;
            }
        }
        commitSome(together);
    }

    private void commitSome(List<List<RemoteChange>> rows) {
        this.lease.require();
        List<List<RemoteChange>> left = rows.isEmpty() ? rows
                : this.domain.isSerializable() ? together(rows) : each(rows);
        for (List<RemoteChange> row : left) {
            commitAlone(row);
        }
        this.written += rows.size();
    }

    /** Returns those that are not known to be committed. */
    private List<List<RemoteChange>> together(List<List<RemoteChange>> rows) {
        CommitResult result = this.domain.commit(rows.stream().flatMap(List::stream).toList(), null);
        return (result instanceof CommitResult.Committed) ? List.of() : rows;
    }

    private List<List<RemoteChange>> each(List<List<RemoteChange>> rows) {
        List<CommitResult> results = this.domain.commitEach(rows.stream().flatMap(List::stream).toList());
        List<List<RemoteChange>> left = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            if (!(results.get(i) instanceof CommitResult.Committed)) {
                left.add(rows.get(i));
            }
        }
        return left;
    }

    private void commitAlone(List<RemoteChange> row) {
        List<RemoteChange> next = row;
        for (int attempt = 1; !isDone(next.get(0)); attempt++) {
            this.lease.require();
            CommitResult result = this.domain.isSerializable() ? this.domain.commit(next, null)
                    : this.domain.commitEach(next).get(0);
            if (result instanceof CommitResult.Committed) {
                return;
            }
            if (result instanceof CommitResult.Refused refused) {
                throw refused.reason();
            }
            if (result instanceof CommitResult.Conflict conflict) {
                next = behind(next, conflict);
            }
            if (attempt == MOST_ATTEMPTS) {
                throw new StoreUnavailableException(
                        "Row '" + row.get(0).rowId() + "' of collection '" + row.get(0).collection()
                                + "' could not be moved: the engine does not say how that ends (" + result + ").",
                        null);
            }
        }
    }

    /** Whether a row is as it is to become. */
    private boolean isDone(RemoteChange change) {
        StoredRow found = this.there.read(change.rowId());
        byte[] json = change.json();
        if (found == null && json != null && this.there.isOver(change.expiresAt())) {
            return true;
        }
        if (json == null || found == null) {
            return json == null && found == null;
        }
        return Comparison.isSame(found, StoredRow.of(change.rowId(), json, 1, change.expiresAt()));
    }

    private InvalidConfigurationException shared(String id, String holder) {
        return new InvalidConfigurationException("collections." + this.changes.name() + ".unique", null, "Rows '"
                + holder + "' and '" + id
                + "' share a value that is unique, which the engine does not take. Set the old strategy, change one of them, and start again.");
    }

    /** What to do when something else was there than was expected. */
    private List<RemoteChange> behind(List<RemoteChange> row, CommitResult.Conflict conflict) {
        RemoteChange other = conflict.change();
        String id = row.get(0).rowId();
        if (other.collection().equals(row.get(0).collection())) {
            throw new InvalidConfigurationException("collections." + other.collection(), null, "Row '" + id
                    + "' has been written at the engine while it moved there, and is not overwritten. Another instance uses the collection: stop it, and start again.");
        }
        String holder = this.changes.otherWith(other, id, this.memory);
        if (holder != null) {
            throw shared(id, holder);
        }
        // Of a row that does not count.
        return row.stream()
            .map((change) -> change.rowId().equals(other.rowId()) && change.collection().equals(other.collection())
                    ? new RemoteChange(change.collection(), change.rowId(), change.json(), change.expiresAt(),
                            conflict.actual(), change.terms())
                    : change)
            .toList();
    }

}
