package io.filestore;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.error.StoreException;
import io.filestore.error.StoreFailedException;
import io.filestore.io.MadeRoot;
import io.filestore.io.StoreLocks;
import io.filestore.io.Uninterrupted;
import io.filestore.open.OpenStore;
import io.filestore.remote.Engines;

/**
 * Ends a store: no more writes, a last flush, listeners, log, locks. Once; whoever calls
 * meanwhile waits for it.
 */
final class Closing {

    private static final Logger logger = LoggerFactory.getLogger(Closing.class);

    private final OpenStore store;

    private final Maintenance maintenance;

    private final StoreLocks locks;

    private final MadeRoot made;

    private final Engines engines;

    /** Who closes the store, null while it is open. */
    private final AtomicReference<@Nullable Thread> closer = new AtomicReference<>();

    private final CountDownLatch ended = new CountDownLatch(1);

    Closing(OpenStore store, Maintenance maintenance, StoreLocks locks, MadeRoot made, Engines engines) {
        this.store = store;
        this.maintenance = maintenance;
        this.locks = locks;
        this.made = made;
        this.engines = engines;
    }

    void close() {
        if (!this.closer.compareAndSet(null, Thread.currentThread())) {
            awaitEnd();
            return;
        }
        try {
            closeNow();
        }
        finally {
            this.ended.countDown();
        }
    }

    /**
     * A second call must not end before the first has flushed: a process may end then.
     */
    private void awaitEnd() {
        if (Thread.currentThread() == this.closer.get() || this.maintenance.scheduler().isFlushThread()
                || this.store.listeners().isTelling()) {
            return;
        }
        Uninterrupted.await(() -> {
            this.ended.await();
            return null;
        });
    }

    private void closeNow() {
        this.maintenance.scheduler().stop();
        this.store.state().close();
        this.store.queue().close();
        this.store.collections().awaitOpened();
        List<RuntimeException> failures = new ArrayList<>();
        if (!this.store.settings().readOnly()) {
            attempt(failures, this::lastFlush);
        }
        this.store.listeners().close();
        this.maintenance.scheduler().shutdown();
        boolean ours = this.locks.lost() == null;
        attempt(failures, () -> this.store.settings().log().close(ours));
        if (ours && failures.isEmpty() && !this.store.settings().readOnly() && this.store.state().failure() == null) {
            noteClosed();
        }
        attempt(failures, this::unlock);
        attempt(failures, this.engines::close);
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }

    private void lastFlush() {
        StoreException failure = this.store.state().failure();
        if (failure == null) {
            try {
                this.maintenance.flush();
                return;
            }
            catch (StoreException ex) {
                failure = ex;
            }
        }
        String lost = unloggedChanges();
        String closed = "The store in " + this.store.settings().directory().root() + " is closed without a last flush: "
                + failure.getMessage()
                + " What was acknowledged in collections with a log is in the log, and the next start brings it back."
                + (lost.isEmpty() ? "" : " Changed rows of collections without a log are lost: " + lost + ".");
        logger.error(closed);
        if (!(failure instanceof StoreFailedException)) {
            throw failure;
        }
        if (!lost.isEmpty()) {
            throw new StoreFailedException(closed, failure);
        }
    }

    /** Such as "3 of 'cache'". */
    private String unloggedChanges() {
        return this.store.collections()
            .all()
            .stream()
            .filter((collection) -> !collection.isLogged() && collection.memory().dirtyCount() > 0)
            .map((collection) -> collection.memory().dirtyCount() + " of '" + collection.name() + "'")
            .collect(Collectors.joining(", "));
    }

    private static void attempt(List<RuntimeException> failures, Runnable step) {
        try {
            step.run();
        }
        catch (RuntimeException ex) {
            failures.add(ex);
        }
    }

    /** From now on the directory is whole without its log. */
    private void noteClosed() {
        try {
            this.store.files().checkpoints().closed();
        }
        catch (IOException ex) {
            logger.warn("It could not be noted that the store in {} is closed; the next start looks at its log",
                    this.store.settings().directory().root(), ex);
        }
    }

    private void removeUnused() {
        if (this.store.settings().readOnly() || this.store.settings().log().stats().lastLsn() > 0
                || this.locks.lost() != null) {
            return;
        }
        try {
            this.made.remove();
        }
        catch (IOException ex) {
            logger.debug("The directory {} is not used, and stays", this.store.settings().directory().root(), ex);
        }
    }

    private void unlock() {
        try {
            removeUnused();
            this.locks.close();
        }
        catch (IOException ex) {
            logger.warn("The lock on {} could not be given back; it ends with the process",
                    this.store.settings().directory().root(), ex);
        }
    }

}
