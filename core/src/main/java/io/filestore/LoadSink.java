package io.filestore;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.error.CorruptStoreException;
import io.filestore.error.StoreIOException;
import io.filestore.record.StoredRow;
import io.filestore.storage.RowSink;

/**
 * Takes the rows of one collection into memory, and what is damaged into quarantine.
 */
final class LoadSink implements RowSink {

    private static final Logger logger = LoggerFactory.getLogger(Store.class);

    private final Engine engine;

    private final CollectionState collection;

    private final long now;

    /**
     * Rows that were written before the collection had a ttl, and get their time from now
     * on.
     */
    private final Queue<StoredRow> adopted = new ConcurrentLinkedQueue<>();

    LoadSink(Engine engine, CollectionState collection) {
        this.engine = engine;
        this.collection = collection;
        this.now = engine.now();
    }

    @Override
    public boolean row(String id, byte[] json, long expiresAt) {
        boolean expires = this.collection.options.ttl() != null;
        boolean adopt = expires && expiresAt == 0;
        long expiry = adopt ? this.collection.expiry(this.now) : (expires ? expiresAt : 0);
        StoredRow row = new StoredRow(id, json, this.engine.versions().next(), expiry, this.collection.keys(json));
        if (adopt) {
            this.adopted.add(row);
        }
        return this.collection.load(row);
    }

    @Override
    public boolean remove(String id) {
        return this.collection.unload(id);
    }

    /**
     * So that the time which they were given is written, and does not begin anew with
     * each start.
     */
    void markAdopted() {
        for (StoredRow row : this.adopted) {
            if (this.collection.row(row.id()) == row) {
                this.collection.markDirty(row.id(), null, row, this.now);
            }
        }
    }

    @Override
    public void damaged(Path file, String reason) {
        report(file, 0, reason);
        if (!this.engine.settings().readOnly()) {
            try {
                this.engine.quarantine().move(file, reason);
            }
            catch (IOException ex) {
                throw new StoreIOException("The damaged file " + file + " (" + reason
                        + ") cannot be moved into quarantine. Move it away yourself and start again", ex);
            }
        }
    }

    @Override
    public void damaged(Path file, long line, byte[] content, String reason) {
        report(file, line, reason);
        if (!this.engine.settings().readOnly()) {
            try {
                this.engine.quarantine()
                    .keep(file.getFileName() + "-line-" + line, content,
                            reason + "\nIt was line " + line + " of " + file);
            }
            catch (IOException ex) {
                throw new StoreIOException("A damaged line of " + file + " cannot be put into quarantine", ex);
            }
        }
    }

    private void report(Path file, long line, String reason) {
        if (this.engine.settings().onCorruption() == OnCorruption.FAIL) {
            throw new CorruptStoreException(file, line,
                    reason + ". Repair the file, or start with on-corruption=quarantine to set aside what is damaged.",
                    null);
        }
        this.collection.quarantined.incrementAndGet();
        logger.warn("Damaged data of collection '{}' is set aside in {}: {}{}: {}", this.collection.name,
                this.engine.directory().root().resolve("_quarantine"), file, (line > 0) ? ", line " + line : "",
                reason);
    }

}
