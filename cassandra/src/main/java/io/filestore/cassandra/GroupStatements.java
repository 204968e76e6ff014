package io.filestore.cassandra;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import org.jspecify.annotations.Nullable;

import io.filestore.remote.RemoteChange;

/**
 * The statements of the table that all groups share, each group a partition, all of whose
 * changes can be one conditional batch.
 *
 * <p>
 * Beside the rows of its collections a partition has two kinds of its own: one that has
 * the mark, which is the id of the last commit, under no collection; and one for each
 * instance under {@link #COMMITS}, with the id of its last commit, by which one whose end
 * was in doubt is recognized when others have written since: an instance commits one
 * after the other. One whose end remained unknown may be held up on its way and done much
 * later, between others of the instance; so that it does not hide those, the instance
 * goes on under another name. No collection has such names.
 */
final class GroupStatements {

    static final String COMMITS = "~commits";

    private static final int COMMIT_KNOWN_SECONDS = 600;

    private static final String UPDATE = "UPDATE TABLE USING TTL ? SET " + Columns.SET
            + " WHERE grp = ? AND coll = ? AND id = ?";

    private static final String MARK = "UPDATE TABLE SET txid = ? WHERE grp = ? AND coll = '' AND id = ''";

    private final Connection connection;

    private final String group;

    /** Of this one, since its last commit whose end it could not tell. */
    private volatile String instance = UUID.randomUUID().toString();

    private final PreparedStatement read;

    private final PreparedStatement readMark;

    private final PreparedStatement readCommit;

    private final PreparedStatement write;

    private final PreparedStatement replace;

    private final PreparedStatement mark;

    private final PreparedStatement replaceMark;

    private final PreparedStatement commit;

    GroupStatements(Connection connection, String group) {
        this.connection = connection;
        this.group = group;
        this.read = prepare("SELECT " + TableRow.COLUMNS + " FROM TABLE WHERE grp = ? AND coll = ? AND id = ?");
        this.readMark = prepare("SELECT txid FROM TABLE WHERE grp = ? AND coll = '' AND id = ''");
        this.readCommit = prepare("SELECT txid FROM TABLE WHERE grp = ? AND coll = '" + COMMITS + "' AND id = ?");
        this.write = prepare(UPDATE);
        this.replace = prepare(UPDATE + " IF ver = ?");
        this.mark = prepare(MARK);
        this.replaceMark = prepare(MARK + " IF txid = ?");
        this.commit = prepare("UPDATE TABLE USING TTL " + COMMIT_KNOWN_SECONDS
                + " SET txid = ? WHERE grp = ? AND coll = '" + COMMITS + "' AND id = ?");
    }

    String group() {
        return this.group;
    }

    PreparedStatement prepare(String cql) {
        return this.connection.requests().prepare(cql.replace("TABLE", this.connection.table(Table.GROUPS)));
    }

    CompletionStage<@Nullable TableRow> lying(String collection, String id) {
        return this.connection.requests()
            .read(this.read.bind(this.group, collection, id))
            .thenApply(GroupStatements::one);
    }

    private static @Nullable TableRow one(AsyncResultSet result) {
        Row row = result.one();
        return (row != null) ? TableRow.of(row, false) : null;
    }

    CompletionStage<@Nullable TableRow> agreed(String collection, String id, Patience patience) {
        return this.connection.requests()
            .readAgreed(this.read.bind(this.group, collection, id), patience)
            .thenApply(GroupStatements::one);
    }

    CompletionStage<Mark> mark(Patience patience) {
        return this.connection.requests()
            .readAgreed(this.readMark.bind(this.group), patience)
            .thenApply((result) -> new Mark(txid(result)));
    }

    CompletionStage<Boolean> isCommitted(UUID txid, Patience patience) {
        return this.connection.requests()
            .readAgreed(this.readCommit.bind(this.group, this.instance), patience)
            .thenApply((result) -> txid.equals(txid(result)));
    }

    /**
     * What was sent so far may be done at any time, and is to hide nothing that follows.
     */
    void renewInstance() {
        this.instance = UUID.randomUUID().toString();
    }

    private static @Nullable UUID txid(AsyncResultSet result) {
        Row row = result.one();
        return (row != null) ? row.getUuid(0) : null;
    }

    /**
     * One batch, done as a whole or not at all.
     * @param since the mark that must still be there, or else each row must be as it was
     * found
     */
    BatchStatement batch(List<Written> rows, UUID txid, @Nullable Mark since) {
        BatchStatementBuilder batch = BatchStatement.builder(BatchType.LOGGED);
        batch.addStatement((since != null) ? replaceMark(txid, since.txid()) : this.mark.bind(txid, this.group));
        Instant now = this.connection.clock().instant();
        for (Written row : rows) {
            batch.addStatement(row(row, txid, now, since == null));
        }
        batch.addStatement(this.commit.bind(txid, this.group, this.instance));
        return batch.build();
    }

    private BoundStatement replaceMark(UUID txid, @Nullable UUID since) {
        BoundStatementBuilder statement = this.replaceMark.boundStatementBuilder(txid, this.group);
        return ((since != null) ? statement.setUuid(2, since) : statement.setToNull(2)).build();
    }

    private BoundStatement row(Written row, UUID txid, Instant now, boolean conditional) {
        RemoteChange change = row.replacement().change();
        BoundStatementBuilder statement = (conditional ? this.replace : this.write).boundStatementBuilder();
        statement.setInt(0, Expiry.seconds(Columns.expires(change), now));
        int next = Columns.bind(statement, 1, row, txid);
        statement.setString(next, this.group)
            .setString(next + 1, change.collection())
            .setString(next + 2, change.rowId());
        if (conditional && row.replacement().replaced() == 0) {
            statement.setToNull(next + 3);
        }
        else if (conditional) {
            statement.setLong(next + 3, row.replacement().replaced());
        }
        return statement.build();
    }

}
