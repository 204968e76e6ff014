package io.filestore.cassandra;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import org.jspecify.annotations.Nullable;

import io.filestore.row.StoredRow;

/** The statements of a table with one row a partition. */
final class RowStatements {

    /** Stands for the name of the table. */
    private static final String TABLE = "TABLE";

    /** The beginning of all writes. */
    static final String UPDATE = "UPDATE " + TABLE + " USING TTL ? SET " + Columns.SET + ", past = ? WHERE id = ?";

    /** The same with a timestamp before all else. */
    static final String UPDATE_AT = UPDATE.replace("USING", "USING TIMESTAMP ? AND");

    private final Connection connection;

    private final String collection;

    private final CqlIdentifier table;

    private final PreparedStatement read;

    private final Known known = new Known();

    RowStatements(Connection connection, String collection, CqlIdentifier table) {
        this.connection = connection;
        this.collection = collection;
        this.table = table;
        this.read = prepare("SELECT " + TableRow.COLUMNS + ", past FROM " + TABLE + " WHERE id = ?");
    }

    String collection() {
        return this.collection;
    }

    Known known() {
        return this.known;
    }

    PreparedStatement prepare(String cql) {
        return this.connection.requests().prepare(cql.replace(TABLE, this.connection.table(this.table)));
    }

    /** Binds {@link #UPDATE}, whose first index this is; returns that behind it. */
    static int bind(BoundStatementBuilder statement, int first, Written row, UUID txid, Instant now) {
        Replacement replacement = row.replacement();
        statement.setInt(first, Expiry.seconds(Columns.expires(replacement.change()), now));
        int next = Columns.bind(statement, first + 1, row, txid);
        statement.setList(next, Past.of(replacement.row(), txid), UUID.class)
            .setString(next + 1, replacement.change().rowId());
        return next + 2;
    }

    CompletionStage<@Nullable TableRow> lying(String id) {
        return this.connection.requests().read(this.read.bind(id)).thenApply(RowStatements::one);
    }

    CompletionStage<@Nullable TableRow> agreed(String id, Patience patience) {
        return this.connection.requests().readAgreed(this.read.bind(id), patience).thenApply(RowStatements::one);
    }

    /** For callers, who may replace it next. */
    CompletionStage<@Nullable StoredRow> row(String id) {
        return lying(id).thenApply((row) -> {
            if (row == null) {
                return null;
            }
            this.known.add(row);
            return row.stored();
        });
    }

    private static @Nullable TableRow one(AsyncResultSet result) {
        Row row = result.one();
        return (row != null) ? TableRow.of(row, true) : null;
    }

}
