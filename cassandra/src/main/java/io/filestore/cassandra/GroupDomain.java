package io.filestore.cassandra;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import com.datastax.oss.driver.api.core.cql.Statement;
import org.jspecify.annotations.Nullable;

import io.filestore.cassandra.ConditionalWrite.End;
import io.filestore.remote.CommitResult;
import io.filestore.remote.CommitResult.Committed;
import io.filestore.remote.CommitResult.Conflict;
import io.filestore.remote.CommitResult.Stale;
import io.filestore.remote.RemoteChange;

/** Commits rows of all collections of a group together. */
final class GroupDomain extends ConditionalDomain {

    private static final int MOST_ROWS = 100;

    private static final long MOST_BYTES = 1024 * 1024;

    private final GroupStatements statements;

    GroupDomain(Connection connection, GroupStatements statements) {
        super(connection);
        this.statements = statements;
    }

    @Override
    public String name() {
        return this.statements.group();
    }

    @Override
    public boolean isSerializable() {
        return true;
    }

    @Override
    public Object mark() {
        return Requests.await(this.statements.mark(patience()));
    }

    @Override
    CompletionStage<CommitResult> commitAsync(List<RemoteChange> changes, @Nullable Object since) {
        return (changes.isEmpty() && since != null) ? holds((Mark) since) : super.commitAsync(changes, since);
    }

    /**
     * Several in one batch, each under its own condition, since a partition can agree on
     * one change at a time only. One that meets another version leaves the batch.
     */
    @Override
    public List<CommitResult> commitEach(List<RemoteChange> changes) {
        CommitResult[] results = new CommitResult[changes.size()];
        List<Integer> batch = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; i < changes.size(); i++) {
            byte[] json = changes.get(i).json();
            int more = (json != null) ? json.length : 0;
            if (batch.size() == MOST_ROWS || bytes + more > MOST_BYTES) {
                commitBatch(changes, batch, results);
                bytes = 0;
            }
            batch.add(i);
            bytes += more;
        }
        commitBatch(changes, batch, results);
        return List.of(results);
    }

    private void commitBatch(List<RemoteChange> changes, List<Integer> left, CommitResult[] results) {
        while (!left.isEmpty()) {
            List<RemoteChange> batch = left.stream().map(changes::get).toList();
            CommitResult result = Requests.await(commitAsync(batch, null).exceptionally(Domain::refused));
            if (result instanceof Conflict conflict) {
                Integer met = left.remove(batch.indexOf(conflict.change()));
                results[met] = result;
                continue;
            }
            for (int i = 0; i < left.size(); i++) {
                results[left.get(i)] = (result instanceof Committed committed)
                        ? new Committed(List.of(committed.rows().get(i))) : result;
            }
            left.clear();
        }
    }

    private CompletionStage<CommitResult> holds(Mark since) {
        return this.statements.mark(patience())
            .thenApply((now) -> now.equals(since) ? new Committed(List.of()) : new Stale());
    }

    private Patience patience() {
        return new Patience(connection().options().patience());
    }

    @Override
    String queue(List<RemoteChange> changes) {
        return "";
    }

    @Override
    CompletionStage<@Nullable TableRow> lying(RemoteChange change, boolean fresh) {
        return this.statements.lying(change.collection(), change.rowId());
    }

    @Override
    CompletionStage<@Nullable TableRow> agreed(RemoteChange change, Patience patience) {
        return this.statements.agreed(change.collection(), change.rowId(), patience);
    }

    /**
     * With a mark, what was read holds, but for the version of what is not there any
     * more, which the new one must be greater than.
     */
    @Override
    boolean isKnown(RemoteChange change, @Nullable Object since) {
        return since != null && change.expected() > 0;
    }

    @Override
    Statement<?> statement(List<Written> rows, UUID txid, @Nullable Object since) {
        return this.statements.batch(rows, txid, (Mark) since);
    }

    @Override
    void remainsUnknown() {
        this.statements.renewInstance();
    }

    @Override
    CompletionStage<End> look(List<Written> rows, UUID txid, Patience patience) {
        return this.statements.isCommitted(txid, patience).thenApply((done) -> done ? End.DONE : End.REFUSED);
    }

}
