package io.filestore.cassandra;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.uuid.Uuids;
import org.jspecify.annotations.Nullable;

import io.filestore.backend.CollectionBackend;
import io.filestore.remote.CommitResult;
import io.filestore.remote.CommitResult.Applied;
import io.filestore.remote.CommitResult.Committed;
import io.filestore.remote.CommitResult.Unknown;
import io.filestore.remote.IndexTerm;
import io.filestore.remote.RemoteChange;

/**
 * Commits rows without a condition: of two writes that know nothing of each other the one
 * with the later clock stays. One that comes after another has been seen always does,
 * since its version, which is its timestamp, is greater. A deletion is written also where
 * there seems to be nothing: a write whose end nobody knows may be on its way.
 */
final class LastWriteDomain extends Domain {

    /** Nodes warn of larger batches, and refuse those of ten times this size. */
    private static final int MOST_BATCHED = 4000;

    /** What a batch has of each beside its text. */
    private static final int BYTES_OF_TERM = 20;

    private final RowStatements statements;

    private final PreparedStatement write;

    LastWriteDomain(Connection connection, RowStatements statements) {
        super(connection);
        this.statements = statements;
        this.write = statements.prepare(RowStatements.UPDATE_AT);
    }

    @Override
    public String name() {
        return this.statements.collection();
    }

    @Override
    CompletionStage<CommitResult> commitAsync(List<RemoteChange> changes, @Nullable Object since) {
        if (changes.size() != 1 || since != null || changes.get(0).expected() != CollectionBackend.ANY) {
            throw new UnsupportedOperationException("Rows of " + name()
                    + " are committed each for itself, whatever their version is: its writes are last-write-wins");
        }
        RemoteChange change = changes.get(0);
        return this.statements.lying(change.rowId()).thenCompose((row) -> {
            Instant now = connection().clock().instant();
            Replacement replacement = Replacement.found(change, row, row != null && row.isThereAt(now));
            Written written = new Written(replacement, connection().versions().after(replacement.replaced()));
            boolean apart = isLarge(change);
            CommitResult committed = new Committed(
                    List.of(new Applied(change.isDelete() ? 0 : written.version(), replacement.existed())));
            CompletionStage<CommitResult> sent = send(Headroom.above(statement(written, now, apart), List.of(written)),
                    committed, null, 0, new Patience(connection().options().patience()));
            return apart ? sent.thenCompose((result) -> entered(written, result)) : sent;
        });
    }

    static boolean isLarge(RemoteChange change) {
        byte[] json = change.json();
        long bytes = (json != null) ? json.length : 0;
        for (IndexTerm term : change.terms()) {
            bytes += BYTES_OF_TERM + term.field().length() + term.value().length();
        }
        return bytes > MOST_BATCHED;
    }

    private CompletionStage<CommitResult> entered(Written row, CommitResult result) {
        return (result instanceof Committed) ? connection().changes().enter(List.of(row)).thenApply((done) -> result)
                : CompletableFuture.completedStage(result);
    }

    /**
     * With the entry for others, if there is one, both are done in the end or none; that
     * of a large row is entered behind it.
     */
    private Statement<?> statement(Written row, Instant now, boolean apart) {
        BoundStatementBuilder statement = this.write.boundStatementBuilder();
        UUID txid = Uuids.timeBased();
        RowStatements.bind(statement, 1, row, txid, now);
        BoundStatement write = statement.setLong(0, row.version()).build();
        BoundStatement entry = apart ? null : connection().changes().entry(row, txid);
        return (entry != null) ? BatchStatement.newInstance(BatchType.LOGGED, write, entry) : write;
    }

    /** Again with the same timestamp where it is in doubt, which changes nothing. */
    private CompletionStage<CommitResult> send(Statement<?> statement, CommitResult committed,
            @Nullable Throwable doubt, int times, Patience patience) {
        return connection().requests().write(statement).handle((result, thrown) -> {
            if (thrown == null) {
                return CompletableFuture.completedStage(committed);
            }
            Throwable cause = Failures.cause(thrown);
            if (doubt == null && Failures.isCertainWithoutCondition(cause)) {
                return CompletableFuture.<CommitResult>failedStage(cause);
            }
            Throwable first = (doubt != null) ? doubt : cause;
            return patience.isOver()
                    ? CompletableFuture.<CommitResult>completedStage(new Unknown(Failures.reason(first), first))
                    : Requests.later(times, () -> send(statement, committed, first, times + 1, patience));
        }).thenCompose((stage) -> stage);
    }

}
