package io.filestore.cassandra;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.ExecutionInfo;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.filestore.backend.CollectionBackend;
import io.filestore.cassandra.ConditionalWrite.End;
import io.filestore.remote.CommitResult.Applied;
import io.filestore.remote.CommitResult.Committed;
import io.filestore.remote.CommitResult.Conflict;
import io.filestore.remote.CommitResult.Stale;
import io.filestore.remote.CommitResult.Unknown;
import io.filestore.remote.RemoteChange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class ConditionalDomainTests {

    private static final TableRow ROW = new TableRow("a", 7, Past.NONE, List.of(), Expiry.NEVER, false, null);

    private final List<Written> written = new ArrayList<>();

    private @Nullable TableRow read;

    private @Nullable TableRow readAgain;

    private @Nullable TableRow agreed;

    @Test
    void thatThereIsNothingToDeleteIsAcknowledgedWhenAllNodesAgree() {
        assertThat(commit(CollectionBackend.ANY)).isEqualTo(new Committed(List.of(new Applied(0, false))));
        assertThat(this.written).isEmpty();
    }

    @Test
    void aRowThatAWriteUnderWayHasLeftIsDeleted() {
        this.agreed = ROW;
        assertThat(commit(CollectionBackend.ANY)).isEqualTo(new Committed(List.of(new Applied(0, true))));
        assertThat(this.written).hasSize(1).allMatch((row) -> row.replacement().replaced() == 7);
    }

    @Test
    void aRowOfAnotherVersionIsAConflict() {
        this.read = ROW;
        assertThat(commit(6)).isInstanceOfSatisfying(Conflict.class,
                (conflict) -> assertThat(conflict.actual()).isEqualTo(7));
        this.agreed = ROW;
        this.read = null;
        assertThat(commit(0)).isInstanceOf(Conflict.class);
        assertThat(this.written).isEmpty();
    }

    @Test
    void aRowThatHasExpiredIsNotThere() {
        this.read = new TableRow("a", 7, Past.NONE, List.of(), Instant.now().minusMillis(1), false, null);
        this.agreed = this.read;
        assertThat(commit(7)).isInstanceOfSatisfying(Conflict.class,
                (conflict) -> assertThat(conflict.actual()).isZero());
        assertThat(commit(0)).isEqualTo(new Committed(List.of(new Applied(0, false))));
    }

    @Test
    void aCommitThatComesTooLateIsMadeAgainOverWhatLiesThereNow() {
        this.read = ROW;
        this.readAgain = new TableRow("a", 8, Past.NONE, List.of(), Expiry.NEVER, false, null);
        assertThat(commit(CollectionBackend.ANY, false, true)).isEqualTo(new Committed(List.of(new Applied(0, true))));
        assertThat(this.written).extracting((row) -> row.replacement().replaced()).containsExactly(7L, 8L);
        assertThat(commit(7, false, true)).isInstanceOfSatisfying(Conflict.class,
                (conflict) -> assertThat(conflict.actual()).isEqualTo(8));
    }

    @Test
    void aCommitThatReliesOnAMarkIsNotMadeAgainWithoutIt() {
        this.read = ROW;
        assertThat(new TestDomain(connection(false, true)).commit(List.of(delete(7)), "mark")).isEqualTo(new Stale());
        assertThat(this.written).hasSize(1);
    }

    @Test
    void aCommitThatNobodyKnowsTheEndOfIsToldToThoseThatFollow() {
        CqlSession session = mock(CqlSession.class);
        given(session.executeAsync(any(Statement.class)))
            .willReturn(CompletableFuture.failedStage(new DriverTimeoutException("late")));
        Requests requests = new Requests(session);
        CassandraOptions options = new CassandraOptions(null, SchemaMode.CREATE, null, false, Duration.ofMillis(1), 64,
                ChangeFeed.OFF, Duration.ofMillis(200));
        TestDomain domain = new TestDomain(new Connection(requests, options, CqlIdentifier.fromInternal("k"),
                Instant::now, new Versions(Instant::now), Changes.off(requests)));
        this.read = ROW;
        assertThat(domain.commit(List.of(delete(7)), null)).isInstanceOf(Unknown.class);
        assertThat(domain.unknown).isEqualTo(1);
    }

    private Object commit(long expected) {
        return commit(expected, true);
    }

    private Object commit(long expected, Boolean... applied) {
        return new TestDomain(connection(applied)).commit(List.of(delete(expected)), null);
    }

    private static RemoteChange delete(long expected) {
        return new RemoteChange("rows", "a", null, 0, expected, List.of());
    }

    /** Whose writes are applied or not, one after the other. */
    private static Connection connection(Boolean... applied) {
        CqlSession session = mock(CqlSession.class);
        AsyncResultSet result = mock(AsyncResultSet.class);
        given(result.wasApplied()).willReturn(applied[0], Arrays.copyOfRange(applied, 1, applied.length));
        given(result.getExecutionInfo()).willReturn(mock(ExecutionInfo.class));
        given(session.executeAsync(any(Statement.class))).willReturn(CompletableFuture.completedStage(result));
        Requests requests = new Requests(session);
        return new Connection(requests, CassandraOptions.DEFAULTS, CqlIdentifier.fromInternal("k"), Instant::now,
                new Versions(Instant::now), Changes.off(requests));
    }

    private final class TestDomain extends ConditionalDomain {

        private int unknown;

        TestDomain(Connection connection) {
            super(connection);
        }

        @Override
        public String name() {
            return "rows";
        }

        @Override
        CompletionStage<@Nullable TableRow> lying(RemoteChange change, boolean fresh) {
            return CompletableFuture
                .completedStage(fresh ? ConditionalDomainTests.this.readAgain : ConditionalDomainTests.this.read);
        }

        @Override
        CompletionStage<@Nullable TableRow> agreed(RemoteChange change, Patience patience) {
            return CompletableFuture.completedStage(ConditionalDomainTests.this.agreed);
        }

        @Override
        boolean isKnown(RemoteChange change, @Nullable Object since) {
            return false;
        }

        @Override
        String queue(List<RemoteChange> changes) {
            return "";
        }

        @Override
        Statement<?> statement(List<Written> rows, UUID txid, @Nullable Object since) {
            ConditionalDomainTests.this.written.addAll(rows);
            return SimpleStatement.newInstance("UPDATE");
        }

        @Override
        void remainsUnknown() {
            this.unknown++;
        }

        @Override
        CompletionStage<End> look(List<Written> rows, UUID txid, Patience patience) {
            return CompletableFuture.completedStage(End.UNKNOWN);
        }

    }

}
