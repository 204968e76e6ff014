package io.filestore.cassandra;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.ExecutionInfo;
import com.datastax.oss.driver.api.core.cql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * One conditional write, until it is known how it ended.
 *
 * <p>
 * Where that is in doubt, as when the time is over or the connection breaks, the very
 * same write is sent again, with its version and its id. That is safe, and settles it:
 * the condition is on a version, or a mark, which the write replaces and which is never
 * there again. So it is done once at most, and whichever of the two comes later, be it
 * the first one that was held up for long, is refused. If it is the second that is
 * refused, the first may have been done, or somebody else's write: what lies there now
 * tells which.
 */
final class ConditionalWrite {

    /** How a write ended. */
    enum End {

        DONE, REFUSED, UNKNOWN

    }

    /**
     * The end, and what it was that made it unknown.
     */
    record Outcome(End end, @Nullable Throwable cause) {
    }

    private final Requests requests;

    private final Statement<?> statement;

    private final Supplier<CompletionStage<End>> look;

    private final Patience patience;

    /**
     * @param look reads whether it was done, with agreement, once it has been refused
     */
    ConditionalWrite(Requests requests, Statement<?> statement, Supplier<CompletionStage<End>> look,
            Patience patience) {
        this.requests = requests;
        this.statement = statement;
        this.look = look;
        this.patience = patience;
    }

    /** Fails if it is certain that nothing was changed. */
    CompletionStage<Outcome> run() {
        return send(null, 0);
    }

    private CompletionStage<Outcome> send(@Nullable Throwable doubt, int times) {
        return this.requests.write(this.statement)
            .handle((result, thrown) -> (thrown == null) ? answered(result, doubt)
                    : failed(Failures.cause(thrown), doubt, times))
            .thenCompose((stage) -> stage);
    }

    private CompletionStage<Outcome> answered(AsyncResultSet result, @Nullable Throwable doubt) {
        if (result.wasApplied()) {
            return CompletableFuture.completedStage(new Outcome(End.DONE, null));
        }
        Throwable before = (doubt != null) ? doubt : doubt(result.getExecutionInfo());
        if (before == null) {
            return CompletableFuture.completedStage(new Outcome(End.REFUSED, null));
        }
        return this.look.get().handle((end, thrown) -> new Outcome((thrown == null) ? end : End.UNKNOWN, before));
    }

    /** Whether the driver had sent it to another node before that may have done it. */
    private static @Nullable Throwable doubt(ExecutionInfo info) {
        return info.getErrors()
            .stream()
            .map(Map.Entry::getValue)
            .filter((error) -> !Failures.isCertain(error))
            .findFirst()
            .orElse(null);
    }

    private CompletionStage<Outcome> failed(Throwable thrown, @Nullable Throwable doubt, int times) {
        boolean certain = Failures.isCertain(thrown);
        if (certain && doubt == null) {
            return CompletableFuture.failedStage(thrown);
        }
        Throwable first = (doubt != null) ? doubt : thrown;
        if (this.patience.isOver()) {
            return CompletableFuture.completedStage(new Outcome(End.UNKNOWN, first));
        }
        return Requests.later(times, () -> send(first, times + 1));
    }

}
