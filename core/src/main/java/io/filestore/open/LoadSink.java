package io.filestore.open;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jspecify.annotations.Nullable;

import io.filestore.check.CollectionSink;
import io.filestore.engine.Engine;
import io.filestore.io.FileInfo;
import io.filestore.memory.CollectionState;
import io.filestore.memory.RowBatch;
import io.filestore.memory.RowLoad;
import io.filestore.row.StoredRow;
import io.filestore.storage.DiskForm.DiskRow;

/**
 * Takes the rows of one collection into memory.
 */
final class LoadSink extends CollectionSink {

    /** Rows that are kept together, at first and if there are more. */
    private static final int FEW = 16;

    private static final int BATCH = 2048;

    private final Engine engine;

    private final Damage damage;

    private final long now;

    /**
     * Rows that were written before the collection had a ttl, and get their time from now
     * on.
     */
    private final Queue<StoredRow> adopted = new ConcurrentLinkedQueue<>();

    private final RowLoad load;

    /** Of rows that come one by one; under the lock of {@code load}. */
    private RowBatch batch;

    LoadSink(Engine engine, CollectionState collection, Damage damage) {
        super(collection);
        this.engine = engine;
        this.damage = damage;
        this.now = engine.now();
        this.load = collection.load();
        this.batch = this.load.batch(FEW);
    }

    @Override
    public void reading(Path file, FileInfo info) {
        if (file.equals(collection().strategy().path())) {
            this.engine.knownFiles().know(file, info);
        }
    }

    @Override
    public void row(String id, byte[] json, long expiresAt) {
        add(id, json, expiresAt);
    }

    @Override
    public void row(String id, byte[] json, long expiresAt, Path file, FileInfo info) {
        add(id, json, expiresAt);
    }

    private void add(String id, byte[] json, long expiresAt) {
        StoredRow row = stored(id, json, expiresAt);
        @Nullable Object[] keys = collection().keys(row);
        synchronized (this.load) {
            room().add(row, keys);
        }
    }

    private StoredRow stored(String id, byte[] json, long expiresAt) {
        boolean expires = collection().options().ttl() != null;
        boolean adopt = expires && expiresAt == 0;
        long expiry = adopt ? collection().expiry().of(this.now) : (expires ? expiresAt : 0);
        StoredRow row = StoredRow.of(id, json, this.engine.versions().next(), expiry);
        if (adopt) {
            this.adopted.add(row);
        }
        return row;
    }

    @Override
    public void remove(String id) {
        synchronized (this.load) {
            room().remove(id);
        }
    }

    private RowBatch room() {
        if (this.batch.isFull()) {
            this.load.add(this.batch);
            this.batch = this.load.batch(BATCH);
        }
        return this.batch;
    }

    @Override
    public Runnable rows(List<DiskRow> rows) {
        RowBatch ready = this.load.batch(rows.size());
        for (DiskRow row : rows) {
            String id = Objects.requireNonNull(row.id());
            if (row.deleted()) {
                ready.remove(id);
            }
            else {
                StoredRow stored = stored(id, row.json(), row.expiresAt());
                ready.add(stored, collection().keys(stored));
            }
        }
        return () -> take(ready);
    }

    private void take(RowBatch ready) {
        synchronized (this.load) {
            if (this.batch.size() > 0) {
                this.load.add(this.batch);
                this.batch = this.load.batch(FEW);
            }
            this.load.add(ready);
        }
    }

    /**
     * To be called before anything is loaded: what is not found is known not to be there.
     */
    void begin() {
        Path path = collection().strategy().path();
        if (path != null && collection().strategy().isOneFile()) {
            this.engine.knownFiles().know(path, null);
        }
    }

    /** Brings into memory what was taken. */
    void finish() {
        this.load.add(this.batch);
        collection().loaded();
        this.engine.tell(strays());
    }

    /**
     * So that the time which they were given is written, and does not begin anew with
     * each start.
     */
    void markAdopted() {
        for (StoredRow row : this.adopted) {
            if (collection().row(row.id()) == row) {
                collection().markDirty(row.id(), row, row, this.now);
            }
        }
    }

    @Override
    public void damaged(Path file, String reason) {
        this.damage.damaged(file, reason);
    }

    @Override
    public void damaged(Path file, long line, byte[] content, String reason) {
        this.damage.damaged(file, line, content, reason);
    }

}
