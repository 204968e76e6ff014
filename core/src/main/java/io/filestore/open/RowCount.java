package io.filestore.open;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

import io.filestore.storage.RowSink;
import io.filestore.storage.StorageStrategy;

/** Counts rows that have not expired, and damaged ones as if they were such. */
final class RowCount implements RowSink {

    private final Set<String> ids = new HashSet<>();

    private final long now;

    private long damaged;

    private RowCount(long now) {
        this.now = now;
    }

    static long of(StorageStrategy strategy, long now) throws IOException {
        RowCount count = new RowCount(now);
        strategy.load(count);
        return count.ids.size() + count.damaged;
    }

    @Override
    public synchronized void row(String id, byte[] json, long expiresAt) {
        if (expiresAt == 0 || expiresAt > this.now) {
            this.ids.add(id);
        }
        else {
            this.ids.remove(id);
        }
    }

    @Override
    public synchronized void remove(String id) {
        this.ids.remove(id);
    }

    @Override
    public synchronized void damaged(Path file, String reason) {
        this.damaged++;
    }

    @Override
    public synchronized void damaged(Path file, long line, byte[] content, String reason) {
        this.damaged++;
    }

}
