package io.filestore.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.filestore.io.FileBatch;
import io.filestore.io.StoreDirectory;
import io.filestore.row.DirtyRows;
import io.filestore.row.StoredRow;

/** A collection in memory with its strategy, flushed when the test says so. */
final class Rows implements DirtyRows {

    private final StorageStrategy strategy;

    private final StoreDirectory directory;

    private final Map<String, StoredRow> rows = new TreeMap<>();

    private final Map<String, DirtyRow> changed = new LinkedHashMap<>();

    private final Loaded loaded;

    Rows(StorageStrategy strategy, StoreDirectory directory) {
        this.strategy = strategy;
        this.directory = directory;
        this.loaded = Loaded.from(strategy);
        this.rows.putAll(this.loaded.stored());
    }

    StorageStrategy strategy() {
        return this.strategy;
    }

    Loaded loaded() {
        return this.loaded;
    }

    Rows put(String id, String json) {
        return put(id, json, 0);
    }

    Rows put(String id, String json, long expiresAt) {
        byte[] canonical = json.getBytes(StandardCharsets.UTF_8);
        change(id, StoredRow.of(id, canonical, 1, expiresAt));
        return this;
    }

    Rows delete(String id) {
        change(id, null);
        return this;
    }

    private void change(String id, StoredRow after) {
        StoredRow before = (after != null) ? this.rows.put(id, after) : this.rows.remove(id);
        DirtyRow dirty = this.changed.get(id);
        this.changed.put(id, new DirtyRow(id, (dirty != null) ? dirty.before() : before, after));
    }

    long flush() {
        return commit(write());
    }

    long compact() {
        FileBatch batch = new FileBatch(this.directory, true);
        try {
            return commit(new Written(batch, this.strategy.compact(this, batch)));
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Writes and then gives up, as when something else in the batch failed. */
    void failToFlush() {
        write().batch().abandon();
    }

    private Written write() {
        FileBatch batch = new FileBatch(this.directory, true);
        try {
            return new Written(batch, this.strategy.write(this, batch));
        }
        catch (IOException ex) {
            batch.abandon();
            throw new UncheckedIOException(ex);
        }
    }

    private long commit(Written written) {
        try {
            written.batch().commit();
            this.changed.clear();
            return written.bytes();
        }
        catch (IOException ex) {
            written.batch().abandon();
            throw new UncheckedIOException(ex);
        }
    }

    /** As {@link Loaded#rows()} should find them after a flush. */
    Map<String, String> texts() {
        Loaded texts = new Loaded();
        texts.stored().putAll(this.rows);
        return texts.rows();
    }

    @Override
    public Collection<DirtyRow> changed() {
        return List.copyOf(this.changed.values());
    }

    @Override
    public Iterable<StoredRow> all() {
        return this.rows.values();
    }

    private record Written(FileBatch batch, long bytes) {
    }

}
