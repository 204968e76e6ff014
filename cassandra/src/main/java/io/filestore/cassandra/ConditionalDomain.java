package io.filestore.cassandra;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.uuid.Uuids;
import org.jspecify.annotations.Nullable;

import io.filestore.backend.CollectionBackend;
import io.filestore.cassandra.ConditionalWrite.End;
import io.filestore.cassandra.ConditionalWrite.Outcome;
import io.filestore.error.StoreUnavailableException;
import io.filestore.remote.CommitResult;
import io.filestore.remote.CommitResult.Applied;
import io.filestore.remote.CommitResult.Committed;
import io.filestore.remote.CommitResult.Conflict;
import io.filestore.remote.CommitResult.Stale;
import io.filestore.remote.CommitResult.Unknown;
import io.filestore.remote.RemoteChange;

/** Commits by writes that are conditional on the versions they replace. */
abstract class ConditionalDomain extends Domain {

    private final Queues queues = new Queues();

    ConditionalDomain(Connection connection) {
        super(connection);
    }

    /**
     * What lies at the place of a row.
     * @param fresh whether it must be read now
     */
    abstract CompletionStage<@Nullable TableRow> lying(RemoteChange change, boolean fresh);

    /** The same when all writes that are under way have been done, or never will be. */
    abstract CompletionStage<@Nullable TableRow> agreed(RemoteChange change, Patience patience);

    /** Whether it needs no look what lies there: the caller knows. */
    abstract boolean isKnown(RemoteChange change, @Nullable Object since);

    /** Those with the same come one after the other. */
    abstract String queue(List<RemoteChange> changes);

    /** Takes note of what has been written. */
    void written(List<Written> rows, UUID txid) {
    }

    abstract Statement<?> statement(List<Written> rows, UUID txid, @Nullable Object since);

    /** What was sent last may be done at any time from now on. */
    void remainsUnknown() {
    }

    /** What became of a commit that was refused when it was sent again. */
    abstract CompletionStage<End> look(List<Written> rows, UUID txid, Patience patience);

    @Override
    CompletionStage<CommitResult> commitAsync(List<RemoteChange> changes, @Nullable Object since) {
        return this.queues.add(queue(changes),
                () -> commit(changes, since, 0, new Patience(connection().options().patience())));
    }

    private CompletionStage<CommitResult> commit(List<RemoteChange> changes, @Nullable Object since, int times,
            Patience patience) {
        CompletionStage<List<Object>> all = SideBySide.each(changes, connection().options().parallel(),
                (change) -> (times == 0 && isKnown(change, since))
                        ? CompletableFuture.completedStage(Replacement.expected(change))
                        : found(change, since, times > 0, patience));
        return all.thenCompose((found) -> {
            List<Written> rows = new ArrayList<>();
            for (Object each : found) {
                if (each instanceof Conflict conflict) {
                    return CompletableFuture.completedStage(conflict);
                }
                rows.add(written((Replacement) each));
            }
            return write(rows, changes, since, times, patience);
        });
    }

    /**
     * What a row is to replace. That there is nothing to delete is acknowledged without a
     * write, and so must be agreed upon: one whose end nobody knows would come back.
     */
    private CompletionStage<Object> found(RemoteChange change, @Nullable Object since, boolean fresh,
            Patience patience) {
        return lying(change, fresh).thenCompose((row) -> {
            Object found = replacement(change, row);
            return (since == null && found instanceof Replacement replacement && replacement.isNothing())
                    ? agreed(change, patience).thenApply((agreed) -> replacement(change, agreed))
                    : CompletableFuture.completedStage(found);
        });
    }

    private Written written(Replacement replacement) {
        return new Written(replacement, connection().versions().after(replacement.replaced()));
    }

    /** A {@link Replacement}, or a {@link Conflict}. */
    private Object replacement(RemoteChange change, @Nullable TableRow row) {
        boolean there = row != null && row.isThereAt(connection().clock().instant());
        long actual = (row != null && there) ? row.version() : 0;
        return (change.expected() == CollectionBackend.ANY || change.expected() == actual)
                ? Replacement.found(change, row, there) : new Conflict(change, actual);
    }

    private CompletionStage<CommitResult> write(List<Written> rows, List<RemoteChange> changes, @Nullable Object since,
            int times, Patience patience) {
        List<Written> real = rows.stream().filter((row) -> !row.replacement().isNothing()).toList();
        if (real.isEmpty() && since == null) {
            return CompletableFuture.completedStage(committed(rows));
        }
        UUID txid = Uuids.timeBased();
        return new ConditionalWrite(connection().requests(), Headroom.above(statement(real, txid, since), real),
                () -> look(real, txid, patience), patience)
            .run()
            .thenCompose((outcome) -> switch (outcome.end()) {
                case DONE -> {
                    written(real, txid);
                    yield connection().changes().enter(real).thenApply((entered) -> committed(rows));
                }
                case UNKNOWN -> {
                    remainsUnknown();
                    yield CompletableFuture.completedStage(unknown(outcome));
                }
                case REFUSED ->
                    (since != null) ? CompletableFuture.completedStage(new Stale()) : again(changes, times, patience);
            });
    }

    private CompletionStage<CommitResult> again(List<RemoteChange> changes, int times, Patience patience) {
        if (patience.isOver()) {
            return CompletableFuture.failedStage(new StoreUnavailableException("Others have changed "
                    + changes.get(0).collection() + "/" + changes.get(0).rowId() + " before each of " + (times + 1)
                    + " tries to change it; nothing was changed. Try again later.", null));
        }
        return Requests.later(times, () -> commit(changes, null, times + 1, patience));
    }

    static CommitResult unknown(Outcome outcome) {
        Throwable cause = (outcome.cause() != null) ? outcome.cause() : new IllegalStateException("No cause");
        return new Unknown(Failures.reason(cause), cause);
    }

    private static CommitResult committed(List<Written> rows) {
        return new Committed(rows.stream()
            .map((row) -> new Applied(row.replacement().change().isDelete() ? 0 : row.version(),
                    row.replacement().existed()))
            .toList());
    }

}
