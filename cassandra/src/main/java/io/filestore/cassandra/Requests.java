package io.filestore.cassandra;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Requests of one session, at the levels that the promises need whatever the session has
 * for its own: a quorum of all replicas, and agreement between all datacentres.
 *
 * <p>
 * Which reads need agreement, and which do not:
 * <ul>
 * <li>A row by itself is read from a quorum. A write is acknowledged when a quorum has
 * it, so that whatever was acknowledged before is seen; and what one reader has seen is
 * given to a quorum before it is returned (read repair), so that the next sees it,
 * too.</li>
 * <li>The mark of a group is read with agreement. That completes the last commit on a
 * quorum, with all of its rows. So the reads that follow see all rows of that commit or
 * later ones, though each is repaired by itself only; and should one be later, the mark
 * is another, and the commit that depends on it fails.</li>
 * <li>What became of a write that is in doubt is read with agreement, since only that
 * completes a write that is under way, or keeps it from being done.</li>
 * </ul>
 */
final class Requests {

    private static final long SHORTEST_PAUSE_MILLIS = 10;

    private static final long LONGEST_PAUSE_MILLIS = 500;

    private final CqlSession session;

    Requests(CqlSession session) {
        this.session = session;
    }

    CqlSession session() {
        return this.session;
    }

    PreparedStatement prepare(String cql) {
        return await(this.session.prepareAsync(cql));
    }

    CompletionStage<AsyncResultSet> read(Statement<?> statement) {
        return execute(statement.setIdempotent(true).setConsistencyLevel(DefaultConsistencyLevel.QUORUM));
    }

    /** A read that completes what others have begun; again if that takes too long. */
    CompletionStage<AsyncResultSet> readAgreed(Statement<?> statement, Patience patience) {
        return again(() -> execute(statement.setIdempotent(true).setConsistencyLevel(DefaultConsistencyLevel.SERIAL)),
                patience, 0);
    }

    /** A write, which is not sent again by the driver if it may have been done. */
    CompletionStage<AsyncResultSet> write(Statement<?> statement) {
        return execute(statement.setIdempotent(false)
            .setConsistencyLevel(DefaultConsistencyLevel.QUORUM)
            .setSerialConsistencyLevel(DefaultConsistencyLevel.SERIAL));
    }

    private CompletionStage<AsyncResultSet> execute(Statement<?> statement) {
        try {
            return this.session.executeAsync(statement);
        }
        catch (RuntimeException ex) {
            return CompletableFuture.failedFuture(ex);
        }
    }

    private static <T> CompletionStage<T> again(Supplier<CompletionStage<T>> request, Patience patience, int times) {
        return request.get().handle((result, thrown) -> {
            if (thrown == null) {
                return CompletableFuture.completedStage(result);
            }
            Throwable cause = Failures.cause(thrown);
            return (Failures.isCertainWithoutCondition(cause) || patience.isOver())
                    ? CompletableFuture.<T>failedStage(cause) : later(times, () -> again(request, patience, times + 1));
        }).thenCompose((stage) -> stage);
    }

    /** Goes on after a pause, longer from time to time, and never the same for two. */
    static <T> CompletionStage<T> later(int times, Supplier<CompletionStage<T>> next) {
        long most = Math.min(LONGEST_PAUSE_MILLIS, SHORTEST_PAUSE_MILLIS << Math.min(times, 10));
        long pause = ThreadLocalRandom.current().nextLong(most / 2, most + 1);
        Executor executor = CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS);
        return CompletableFuture.supplyAsync(next, executor).thenCompose((stage) -> stage);
    }

    /** Waits for a result; what the driver throws becomes what callers know. */
    static <T extends @Nullable Object> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        }
        catch (CompletionException ex) {
            throw Failures.unavailable(ex);
        }
    }

}
