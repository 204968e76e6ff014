package io.filestore;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.filestore.error.StoreException;
import io.filestore.error.TransactionConflictException;

/**
 * Runs transactions, again and again until what they have read still holds when they
 * commit.
 */
final class Transactions {

    /** A transaction that has been run this often in vain gives up. */
    private static final int ATTEMPTS = 1000;

    private final Engine engine;

    Transactions(Engine engine) {
        this.engine = engine;
    }

    <T extends @Nullable Object> T run(Function<Transaction, T> work) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Transaction transaction = new Transaction(this.engine);
            try {
                T result = work.apply(transaction);
                commit(transaction);
                return result;
            }
            catch (RetryTransaction ex) {
                giveWay(attempt);
            }
            catch (RuntimeException ex) {
                if (stillHolds(transaction)) {
                    throw ex;
                }
                giveWay(attempt);
            }
        }
        throw new TransactionConflictException(ATTEMPTS);
    }

    private void commit(Transaction transaction) {
        Write write = transaction.toWrite();
        if (!write.rows().isEmpty()) {
            this.engine.requireWritable();
            this.engine.commit(write);
        }
        else if (!this.engine.queue().holds(write.reads)) {
            throw RetryTransaction.INSTANCE;
        }
    }

    /**
     * Work that has thrown may have read rows of different moments; only if it has not
     * does the exception count.
     */
    private boolean stillHolds(Transaction transaction) {
        try {
            return this.engine.queue().holds(transaction.toWrite().reads);
        }
        catch (StoreException ex) {
            return true;
        }
    }

    private static void giveWay(int attempt) {
        if (attempt > 3) {
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(1000L * Math.min(attempt, 100)));
        }
    }

}
