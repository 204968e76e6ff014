package io.filestore;

import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once a second how far opening has come, if it takes that long.
 */
final class Progress implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(Store.class);

    private final Engine engine;

    private final Thread thread;

    private volatile String phase = "Opening";

    private volatile boolean ended;

    Progress(Engine engine) {
        this.engine = engine;
        this.thread = new Thread(this::report, "filestore-progress");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    void now(String newPhase) {
        this.phase = newPhase;
    }

    private void report() {
        while (!this.ended) {
            try {
                TimeUnit.SECONDS.sleep(1);
            }
            catch (InterruptedException ex) {
                return;
            }
            if (!this.ended) {
                long rows = this.engine.collections().all().stream().mapToLong(CollectionState::sizeSoFar).sum();
                logger.info("{} {}: {} rows so far", this.phase, this.engine.directory().root(), rows);
            }
        }
    }

    @Override
    public void close() {
        this.ended = true;
        this.thread.interrupt();
    }

}
