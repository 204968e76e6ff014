package io.filestore.cassandra;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.Answers;

import io.filestore.backend.CollectionBackend;
import io.filestore.remote.RemoteChange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/** What a commit of a group has in its batch. */
class GroupStatementsTests {

    private static final UUID TXID = new UUID(0, 7);

    private static final Written ROW = new Written(
            Replacement.found(new RemoteChange("bills", "a", null, 0, CollectionBackend.ANY, List.of()), null, false),
            1);

    /** What has been bound, with its text and its first values. */
    private final Map<BatchableStatement<?>, List<Object>> bound = new LinkedHashMap<>();

    private final GroupStatements statements = new GroupStatements(connection(), "billing");

    @Test
    void eachCommitReplacesTheMark() {
        for (Mark since : new Mark[] { null, new Mark(new UUID(0, 6)), new Mark(null) }) {
            List<Object> mark = sent(since).get(0);
            assertThat(mark).startsWith("UPDATE k.fs_group SET txid = ? WHERE grp = ? AND coll = '' AND id = ''"
                    + ((since != null) ? " IF txid = ?" : ""), TXID, "billing");
        }
    }

    @Test
    void rowsAreAsTheyWereFoundUnlessTheMarkSaysSo() {
        assertThat(cql(sent(null).get(1))).startsWith("UPDATE k.fs_group USING TTL").endsWith(" IF ver = ?");
        assertThat(cql(sent(new Mark(TXID)).get(1))).startsWith("UPDATE k.fs_group USING TTL").doesNotContain(" IF ");
    }

    @Test
    void theLastCommitOfAnInstanceHidesNoneUnderItsNameBefore() {
        List<Object> before = sent(null).get(2);
        assertThat(cql(before)).contains("coll = '~commits'");
        assertThat(sent(null).get(2)).isEqualTo(before);
        this.statements.renewInstance();
        List<Object> after = sent(null).get(2);
        assertThat(after.subList(0, 3)).isEqualTo(before.subList(0, 3));
        assertThat(after.get(3)).isNotEqualTo(before.get(3));
    }

    private static String cql(List<Object> statement) {
        return (String) statement.get(0);
    }

    private List<List<Object>> sent(@Nullable Mark since) {
        BatchStatement batch = this.statements.batch(List.of(ROW), TXID, since);
        assertThat(batch.getBatchType()).isEqualTo(DefaultBatchType.LOGGED);
        List<List<Object>> sent = new ArrayList<>();
        batch.forEach((statement) -> sent.add(this.bound.get(statement)));
        return sent;
    }

    private Connection connection() {
        CqlSession session = mock(CqlSession.class);
        given(session.prepareAsync(anyString()))
            .willAnswer((call) -> CompletableFuture.completedStage(prepared(call.getArgument(0))));
        Requests requests = new Requests(session);
        return new Connection(requests, CassandraOptions.DEFAULTS, CqlIdentifier.fromInternal("k"), Instant::now,
                new Versions(Instant::now), Changes.off(requests));
    }

    private PreparedStatement prepared(String cql) {
        PreparedStatement prepared = mock(PreparedStatement.class);
        given(prepared.bind(any(Object[].class))).willAnswer((call) -> bound(cql, call.getArguments()));
        given(prepared.boundStatementBuilder(any(Object[].class))).willAnswer((call) -> {
            BoundStatementBuilder builder = mock(BoundStatementBuilder.class, Answers.RETURNS_SELF);
            BoundStatement statement = bound(cql, call.getArguments());
            given(builder.build()).willReturn(statement);
            return builder;
        });
        return prepared;
    }

    private BoundStatement bound(String cql, Object[] values) {
        BoundStatement statement = mock(BoundStatement.class);
        List<Object> all = new ArrayList<>(List.of(cql));
        all.addAll(List.of(values));
        this.bound.put(statement, all);
        return statement;
    }

}
