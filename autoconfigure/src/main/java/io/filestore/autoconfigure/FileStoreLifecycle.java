package io.filestore.autoconfigure;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ExecutorConfigurationSupport;

import io.filestore.Store;
import io.filestore.error.StoreClosedException;

/**
 * Lets the store flush by itself while the application runs, and flushes a last time when
 * it stops: after the web server and the executors, so that what they still write while
 * they drain is in the files too. Can be stopped and started again and again; the store
 * stays open meanwhile and takes writes.
 */
public class FileStoreLifecycle implements SmartLifecycle {

    /** Stops after the web server's and the executors' phases. */
    public static final int PHASE = ExecutorConfigurationSupport.DEFAULT_PHASE - 1024;

    private static final Logger logger = LoggerFactory.getLogger(FileStoreLifecycle.class);

    private final Store store;

    private volatile boolean running;

    public FileStoreLifecycle(Store store) {
        this.store = store;
    }

    @Override
    public void start() {
        this.running = true;
        try {
            this.store.startFlushing();
        }
        catch (StoreClosedException ex) {
            logger.warn("Nothing is flushed: {}", ex.getMessage());
        }
    }

    @Override
    public void stop() {
        this.running = false;
        this.store.stopFlushing();
        if (this.store.isReadOnly()) {
            return;
        }
        try {
            this.store.flush();
        }
        catch (StoreClosedException ex) {
            logger.debug("Closed already, which has flushed", ex);
        }
        catch (RuntimeException ex) {
            logger.error("The flush at shutdown has failed. Logged changes come back from the write-ahead log at the "
                    + "next start; changes of collections without a log may be lost", ex);
        }
    }

    @Override
    public boolean isRunning() {
        return this.running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

}
