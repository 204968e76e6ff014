package io.filestore.flush;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.error.StoreClosedException;
import io.filestore.error.StoreException;
import io.filestore.error.StoreIOException;
import io.filestore.io.Uninterrupted;

/**
 * The store's own threads: one that flushes, sweeps and verifies, and with an interval of
 * the log's own one that forces the log, which must not wait for a long flush.
 */
public final class FlushScheduler {

    private static final Logger logger = LoggerFactory.getLogger(FlushScheduler.class);

    /** A flush that keeps failing is tried less and less often, down to this. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final ScheduledThreadPoolExecutor flushing = executor("filestore-flush");

    private final ScheduledThreadPoolExecutor syncing = executor("filestore-sync");

    private final Duration interval;

    private final Runnable tick;

    private final Flusher flusher;

    private volatile @Nullable Thread thread;

    private boolean running;

    private @Nullable ScheduledFuture<?> next;

    public FlushScheduler(Duration interval, Runnable tick, Flusher flusher) {
        this.interval = interval;
        this.tick = tick;
        this.flusher = flusher;
    }

    private static ScheduledThreadPoolExecutor executor(String name) {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, (work) -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }

    /** Begins to flush by itself; does nothing if it does so already. */
    public synchronized void start() {
        if (!this.running) {
            this.running = true;
            schedule(this.interval);
        }
    }

    /** Stops flushing by itself; a flush that runs goes on. */
    public synchronized void stop() {
        this.running = false;
        if (this.next != null) {
            this.next.cancel(false);
            this.next = null;
        }
    }

    public synchronized boolean isRunning() {
        return this.running;
    }

    private synchronized void schedule(Duration pause) {
        if (this.next != null) {
            this.next.cancel(false);
        }
        if (this.running && !this.flushing.isShutdown()) {
            this.next = this.flushing.schedule(this::run, pause.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void run() {
        this.thread = Thread.currentThread();
        try {
            this.tick.run();
        }
        catch (StoreException ex) {
            logger.debug("Reported already", ex);
        }
        catch (Throwable ex) {
            // An error, too, must not end all flushing; there may be memory again next
            // time.
            logger.error("Flushing has met an unexpected error; it is tried again", ex);
        }
        schedule(pause());
    }

    private Duration pause() {
        return pause(this.interval, this.flusher.counts().failuresInARow());
    }

    static Duration pause(Duration interval, long failuresInARow) {
        long doublings = Math.min(failuresInARow, 16);
        Duration pause = interval.multipliedBy(1L << doublings);
        return (doublings == 0 || pause.compareTo(LONGEST_PAUSE) < 0) ? pause : LONGEST_PAUSE;
    }

    /** Runs this again and again, beside the flushes, and also after any error. */
    public void every(Duration period, Runnable work) {
        this.syncing.scheduleWithFixedDelay(() -> runUndeterred(work), period.toNanos(), period.toNanos(),
                TimeUnit.NANOSECONDS);
    }

    private static void runUndeterred(Runnable work) {
        try {
            work.run();
        }
        catch (Throwable ex) {
            logger.error("The log could not be forced for an unexpected error; it is tried again", ex);
        }
    }

    /**
     * Runs work on the flush thread, where nothing else flushes, and waits for it, deaf
     * to interrupts.
     */
    public <T> T call(Callable<T> work) {
        if (isFlushThread()) {
            return callNow(work);
        }
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            this.flushing.execute(() -> {
                this.thread = Thread.currentThread();
                try {
                    result.complete(work.call());
                }
                catch (Throwable ex) {
                    result.completeExceptionally(ex);
                }
            });
        }
        catch (RejectedExecutionException ex) {
            throw new StoreClosedException("The store is closed.");
        }
        try {
            return result.join();
        }
        catch (CompletionException ex) {
            RuntimeException failure = failure((ex.getCause() != null) ? ex.getCause() : ex);
            failure.addSuppressed(new CallerTrace());
            throw failure;
        }
    }

    private static RuntimeException failure(Throwable cause) {
        if (cause instanceof RuntimeException known) {
            return known;
        }
        if (cause instanceof OutOfMemoryError) {
            return new StoreIOException(
                    "There is not enough memory for this (a verification needs some for every row). Nothing is lost."
                            + " Give the process a larger heap (-Xmx), or read fewer rows at a time",
                    new IOException(cause));
        }
        return new StoreIOException("The files of the store could not be read or written; nothing is lost",
                (cause instanceof IOException io) ? io : new IOException(cause));
    }

    public boolean isFlushThread() {
        return Thread.currentThread() == this.thread;
    }

    private static <T> T callNow(Callable<T> work) {
        try {
            return work.call();
        }
        catch (RuntimeException | Error ex) {
            throw ex;
        }
        catch (Exception ex) {
            throw failure(ex);
        }
    }

    /**
     * Ends the threads, and waits for that unless it is asked by one of them; work that
     * waits is done first.
     */
    public void shutdown() {
        synchronized (this) {
            // Nothing is scheduled any more once this is over, for which it would wait.
            stop();
            this.syncing.shutdown();
            this.flushing.shutdown();
        }
        awaitEnd(this.syncing);
        if (!isFlushThread()) {
            awaitEnd(this.flushing);
        }
    }

    private static void awaitEnd(ScheduledThreadPoolExecutor executor) {
        boolean ended = false;
        while (!ended) {
            ended = Uninterrupted.await(() -> executor.awaitTermination(1, TimeUnit.MINUTES));
        }
    }

    /** Shows, in a stack trace from the flush thread, who had asked. */
    private static final class CallerTrace extends RuntimeException {

        CallerTrace() {
            super("The flush thread was asked from here");
        }

    }

}
