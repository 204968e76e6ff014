package io.filestore.remote;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.filestore.error.TransactionConflictException;

/**
 * Runs transactions until what they have read holds when they commit. Others of this
 * instance wait for one that has run in vain, so that it has to do with other instances
 * alone; but not for long, since its work may wait for theirs.
 */
final class Attempts {

    private static final int MOST = 1000;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

    private Attempts() {
    }

    /**
     * Runs work.
     * @param work throws {@link RunAgain} if it is to be run again
     */
    static <T extends @Nullable Object> T run(Supplier<T> work) {
        long begun = System.nanoTime();
        SharedDomain domain = null;
        for (int attempt = 1;; attempt++) {
            SharedDomain locked = (domain != null && domain.lock()) ? domain : null;
            try {
                return work.get();
            }
            catch (RunAgain ex) {
                domain = ex.domain();
                long nanos = System.nanoTime() - begun;
                if (attempt >= MOST || nanos >= PATIENCE.toNanos()) {
                    throw new TransactionConflictException(attempt, Duration.ofNanos(nanos));
                }
            }
            finally {
                if (locked != null) {
                    locked.unlock();
                }
            }
            giveWay(attempt);
        }
    }

    /** Waits for some time, longer with each attempt in vain. */
    static void giveWay(int attempt) {
        long most = Math.min(LONGEST_PAUSE.toNanos(), 1_000_000L << Math.min(attempt, 10));
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(most / 4, most));
    }

}
