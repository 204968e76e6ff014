package io.filestore.cassandra;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import org.jspecify.annotations.Nullable;

import io.filestore.backend.CollectionBackend;
import io.filestore.cassandra.ConditionalWrite.End;
import io.filestore.remote.RemoteChange;

/** Commits rows of one table, each for itself. */
final class RowDomain extends ConditionalDomain {

    private final RowStatements statements;

    private final PreparedStatement replace;

    RowDomain(Connection connection, RowStatements statements) {
        super(connection);
        this.statements = statements;
        this.replace = statements.prepare(RowStatements.UPDATE + " IF ver = ?");
    }

    @Override
    public String name() {
        return this.statements.collection();
    }

    @Override
    String queue(List<RemoteChange> changes) {
        return changes.get(0).rowId();
    }

    @Override
    CompletionStage<@Nullable TableRow> lying(RemoteChange change, boolean fresh) {
        TableRow known = fresh ? null : this.statements.known().get(change.rowId(), change.expected());
        return (known != null) ? CompletableFuture.completedStage(known) : this.statements.lying(change.rowId());
    }

    @Override
    CompletionStage<@Nullable TableRow> agreed(RemoteChange change, Patience patience) {
        return this.statements.agreed(change.rowId(), patience);
    }

    /** A row that is new replaces nothing that would have to be known. */
    @Override
    boolean isKnown(RemoteChange change, @Nullable Object since) {
        return change.expected() == CollectionBackend.ABSENT && !change.isDelete();
    }

    @Override
    Statement<?> statement(List<Written> rows, UUID txid, @Nullable Object since) {
        if (rows.size() != 1 || since != null) {
            throw new UnsupportedOperationException("Rows of " + name() + " are committed each for itself");
        }
        BoundStatementBuilder statement = this.replace.boundStatementBuilder();
        int condition = RowStatements.bind(statement, 0, rows.get(0), txid, connection().clock().instant());
        long replaced = rows.get(0).replacement().replaced();
        return ((replaced == 0) ? statement.setToNull(condition) : statement.setLong(condition, replaced)).build();
    }

    @Override
    CompletionStage<End> look(List<Written> rows, UUID txid, Patience patience) {
        Replacement replacement = rows.get(0).replacement();
        return this.statements.agreed(replacement.change().rowId(), patience)
            .thenApply((row) -> Past.end(row, txid, replacement.before()));
    }

    @Override
    void written(List<Written> rows, UUID txid) {
        Written row = rows.get(0);
        RemoteChange change = row.replacement().change();
        this.statements.known()
            .add(new TableRow(change.rowId(), row.version(), txid, Past.of(row.replacement().row(), txid),
                    Columns.expires(change), change.isDelete(), null));
    }

}
