package io.filestore.open;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jspecify.annotations.Nullable;

import io.filestore.check.StrayFiles;
import io.filestore.commit.Versions;
import io.filestore.engine.OpenCollection;
import io.filestore.io.FileInfo;
import io.filestore.io.KnownFiles;
import io.filestore.memory.CollectionMemory;
import io.filestore.memory.RowBatch;
import io.filestore.memory.RowLoad;
import io.filestore.report.Finding;
import io.filestore.row.StoredRow;
import io.filestore.storage.DiskForm.DiskRow;
import io.filestore.storage.RowSink;

/**
 * Takes the rows of one collection into memory.
 */
final class LoadSink implements RowSink {

    /** Rows that are kept together, at first and if there are more. */
    private static final int FEW = 16;

    private static final int BATCH = 2048;

    private final OpenCollection collection;

    private final CollectionMemory memory;

    private final Damage damage;

    private final KnownFiles known;

    private final Versions versions;

    private final long now;

    /**
     * Rows that were written before the collection had a ttl, and get their time from now
     * on.
     */
    private final Queue<StoredRow> adopted = new ConcurrentLinkedQueue<>();

    private final StrayFiles strays = new StrayFiles();

    private final RowLoad load;

    /** Of rows that come one by one; under the lock of {@code load}. */
    private RowBatch batch;

    LoadSink(OpenCollection collection, Damage damage, KnownFiles known, Versions versions, long now) {
        this.collection = collection;
        this.memory = collection.memory();
        this.damage = damage;
        this.known = known;
        this.versions = versions;
        this.now = now;
        this.load = this.memory.load();
        this.batch = this.load.batch(FEW);
    }

    @Override
    public void reading(Path file, FileInfo info) {
        if (file.equals(this.collection.strategy().path())) {
            this.known.know(file, info);
        }
    }

    @Override
    public void passedOver(Path file, FileInfo.Kind kind) {
        this.strays.passedOver(file, kind);
    }

    @Override
    public void copied(Path file) {
        this.strays.copied(file);
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
        @Nullable Object[] keys = this.memory.indexes().keys(row);
        synchronized (this.load) {
            room().add(row, keys);
        }
    }

    private StoredRow stored(String id, byte[] json, long expiresAt) {
        boolean expires = this.memory.expiry().hasTtl();
        boolean adopt = expires && expiresAt == 0;
        long expiry = adopt ? this.memory.expiry().of(this.now) : (expires ? expiresAt : 0);
        StoredRow row = StoredRow.of(id, json, this.versions.next(), expiry);
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
                ready.add(stored, this.memory.indexes().keys(stored));
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
        Path path = this.collection.strategy().path();
        if (path != null && this.collection.strategy().isOneFile()) {
            this.known.know(path, null);
        }
    }

    /**
     * Brings into memory what was taken.
     * @return what lies among the files without being one of them
     */
    List<Finding> finish() {
        this.load.add(this.batch);
        this.collection.loaded();
        return this.strays.findings(this.collection.name());
    }

    /**
     * So that the time which they were given is written, and does not begin anew with
     * each start.
     */
    void markAdopted() {
        for (StoredRow row : this.adopted) {
            if (this.memory.row(row.id()) == row) {
                this.memory.markDirty(row.id(), row, row, this.now);
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
