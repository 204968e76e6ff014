package io.filestore.commit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.filestore.backend.CollectionBackend;
import io.filestore.error.InvalidRowException;
import io.filestore.error.UniqueViolationException;
import io.filestore.error.VersionConflictException;
import io.filestore.json.FieldReader;
import io.filestore.memory.CollectionMemory;
import io.filestore.memory.FieldIndex;
import io.filestore.row.StoredRow;
import io.filestore.wal.LogBatch;

/**
 * Decides about the writes of a batch, one after the other: checks what each relies on,
 * gives versions, and adds its lines to the log's batch. Changes nothing that anybody
 * could see. Used under the commit lock.
 */
final class CommitPlan {

    private final BatchView view;

    private final Versions versions;

    private final boolean single;

    /**
     * @param single whether there will be one write only, so that no other needs to see
     * what it does
     */
    CommitPlan(long now, Versions versions, boolean single) {
        this.view = new BatchView(now);
        this.versions = versions;
        this.single = single;
    }

    /**
     * Decides about one write. If it throws, the write has left no trace in the plan, nor
     * in the log's batch, where half a transaction would spoil all lines after it.
     * @throws RetryTransaction if the write has read what holds no longer
     */
    void add(Write write, LogBatch log) {
        write.reset();
        for (ReadCheck read : write.reads) {
            if (!read.holds(this.view)) {
                throw RetryTransaction.INSTANCE;
            }
        }
        List<@Nullable RowWrite> replaced = new ArrayList<>(0);
        long lsn = log.nextLsn();
        int bytes = log.length();
        try {
            boolean alone = this.single && (write.rows().size() == 1 || isUniqueNowhere(write));
            for (RowWrite row : write.rows()) {
                decide(row, write);
                if (!alone) {
                    replaced.add(this.view.pending(row.collection, row.id));
                    this.view.add(row);
                }
            }
            checkUnique(write, replaced);
            addLines(write, log);
        }
        catch (Throwable ex) {
            log.cut(lsn, bytes);
            for (int i = replaced.size() - 1; !this.single && i >= 0; i--) {
                this.view.restore(write.rows().get(i), replaced.get(i));
            }
            throw ex;
        }
    }

    /** Whether its rows need not see each other: each is of another id. */
    private static boolean isUniqueNowhere(Write write) {
        CollectionMemory last = null;
        for (RowWrite row : write.rows()) {
            if (row.collection != last && row.collection.indexes().isAnyUnique()) {
                return false;
            }
            last = row.collection;
        }
        return true;
    }

    private void decide(RowWrite row, Write write) {
        RowWrite pending = this.view.pending(row.collection, row.id);
        StoredRow before = (pending != null) ? pending.after : row.collection.row(row.id);
        if (row.expectedVersion != CollectionBackend.ANY) {
            // An expired row counts as absent, but not for the sweep, which deletes just
            // that.
            long found = (row.expiry && before != null) ? before.version() : this.view.version(row.collection, row.id);
            if (found != row.expectedVersion) {
                if (write.transaction) {
                    throw RetryTransaction.INSTANCE;
                }
                throw new VersionConflictException(row.collection.name(), row.id, row.expectedVersion, found);
            }
        }
        row.decide(before, pending == null, row.isDelete() ? 0 : this.versions.next());
    }

    /**
     * Only after all rows of the write have been decided, so that two rows may exchange
     * their keys.
     */
    private void checkUnique(Write write, List<@Nullable RowWrite> replaced) {
        int asked = write.rows().size();
        for (int r = 0; r < asked; r++) {
            RowWrite row = write.rows().get(r);
            List<FieldIndex> indexes = row.collection.indexes().all();
            for (int i = 0; !row.keepsKeys() && i < indexes.size(); i++) {
                if (!indexes.get(i).isUnique()) {
                    continue;
                }
                for (Object key : row.addedKeys(i)) {
                    if (indexes.get(i).isTooMany(key)) {
                        throw tooMany(row, indexes.get(i));
                    }
                    if (indexes.get(i).isUnique(key)) {
                        checkUnique(write, replaced, row, i, key);
                    }
                }
            }
        }
    }

    private void checkUnique(Write write, List<@Nullable RowWrite> replaced, RowWrite row, int index, Object key) {
        StoredRow holder = this.view.holder(row.collection, index, key, row.id);
        while (holder != null) {
            if (!holder.isExpiredAt(this.view.now())) {
                throw duplicate(row, row.collection.indexes().get(index).fields(), holder);
            }
            RowWrite sweep = RowWrite.expire(row.collection, holder);
            decide(sweep, write);
            write.add(sweep);
            replaced.add(this.view.pending(sweep.collection, sweep.id));
            this.view.add(sweep);
            holder = this.view.holder(row.collection, index, key, row.id);
        }
    }

    private static UniqueViolationException duplicate(RowWrite row, List<String> fields, StoredRow holder) {
        List<String> texts = new ArrayList<>();
        for (byte[] value : new FieldReader(fields).read(Objects.requireNonNull(row.json))) {
            texts.add((value != null) ? new String(value, StandardCharsets.UTF_8) : "");
        }
        return new UniqueViolationException(row.collection.name(), fields, texts, row.id, holder.id());
    }

    private static InvalidRowException tooMany(RowWrite row, FieldIndex index) {
        return new InvalidRowException("Row '" + row.id + "' of collection '" + row.collection.name()
                + "' has arrays with too many combinations of " + index
                + ", which are unique together: each is compared with those of other rows. Make the arrays shorter.");
    }

    private static void addLines(Write write, LogBatch log) {
        long first = log.nextLsn();
        long last = first - 1;
        for (RowWrite row : write.rows()) {
            last += row.isLogged() ? 1 : 0;
        }
        for (RowWrite row : write.rows()) {
            row.log(log, first, last);
        }
    }

}
