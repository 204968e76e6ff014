package io.filestore.open;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.engine.OpenCollections;

/**
 * Says once a second how far opening has come, if it takes that long.
 */
final class Progress implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(Progress.class);

    private final OpenCollections collections;

    private final Path root;

    private final Thread thread;

    private volatile @Nullable Supplier<String> state;

    private volatile boolean ended;

    /**
     * @param root the store's directory
     */
    Progress(OpenCollections collections, Path root) {
        this.collections = collections;
        this.root = root;
        this.thread = new Thread(this::report, "filestore-progress");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /** All collections are being brought into memory. */
    void now(String phase) {
        now(() -> phase + " " + this.root + ": "
                + this.collections.all().stream().mapToLong((each) -> each.memory().sizeSoFar()).sum()
                + " rows so far");
    }

    /** Something else is going on. */
    void now(Supplier<String> newState) {
        this.state = newState;
    }

    private void report() {
        while (!this.ended) {
            try {
                TimeUnit.SECONDS.sleep(1);
            }
            catch (InterruptedException ex) {
                return;
            }
            Supplier<String> now = this.state;
            if (!this.ended && now != null) {
                logger.info(now.get());
            }
        }
    }

    @Override
    public void close() {
        this.ended = true;
        this.thread.interrupt();
    }

}
