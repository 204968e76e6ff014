package io.filestore.cassandra;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import org.jspecify.annotations.Nullable;

import io.filestore.cassandra.ConditionalWrite.End;
import io.filestore.remote.RemoteChange;

/** Commits rows of one table, each for itself. */
final class RowDomain extends ConditionalDomain {

    private final RowStatements statements;

    private final PreparedStatement replace;

    private final PreparedStatement replaceExpected;

    RowDomain(Connection connection, RowStatements statements) {
        super(connection);
        this.statements = statements;
        this.replace = statements.prepare(RowStatements.UPDATE + " IF ver = ?");
        this.replaceExpected = statements.prepare(RowStatements.UPDATE + " IF ver = ? AND exp > ?");
    }

    @Override
    public String name() {
        return this.statements.collection();
    }

    @Override
    public boolean isSerializable() {
        return false;
    }

    @Override
    public Object mark() {
        throw new UnsupportedOperationException("Rows of " + name() + " are committed each for itself");
    }

    @Override
    CompletionStage<@Nullable TableRow> lying(RemoteChange change) {
        return this.statements.lying(change.rowId());
    }

    @Override
    boolean claims(RemoteChange change, @Nullable Object since) {
        return change.expected() > 0 || (change.expected() == 0 && !change.isDelete());
    }

    @Override
    Statement<?> statement(List<Written> rows, UUID txid, @Nullable Object since) {
        if (rows.size() != 1 || since != null) {
            throw new UnsupportedOperationException("Rows of " + name() + " are committed each for itself");
        }
        Written row = rows.get(0);
        Replacement replacement = row.replacement();
        Instant now = connection().clock().instant();
        BoundStatementBuilder statement = (replacement.claimed() ? this.replaceExpected : this.replace)
            .boundStatementBuilder();
        int condition = RowStatements.bind(statement, 0, row, txid, now);
        if (replacement.replaced() == 0) {
            statement.setToNull(condition);
        }
        else {
            statement.setLong(condition, replacement.replaced());
        }
        BoundStatement bound = statement.build();
        return replacement.claimed() ? bound.setInstant(condition + 1, now) : bound;
    }

    @Override
    CompletionStage<End> look(List<Written> rows, UUID txid, Patience patience) {
        Replacement replacement = rows.get(0).replacement();
        return this.statements.agreed(replacement.change().rowId(), patience)
            .thenApply((row) -> end(row, replacement.replaced(), txid));
    }

    /**
     * A row tells which version it has replaced. Since each is replaced once, that is who
     * has replaced ours, or who was there before us.
     */
    static End end(@Nullable TableRow row, long replaced, UUID txid) {
        if (row != null && txid.equals(row.txid())) {
            return End.DONE;
        }
        boolean other = row == null || row.was() == replaced || row.version() == replaced;
        return other ? End.REFUSED : End.UNKNOWN;
    }

}
