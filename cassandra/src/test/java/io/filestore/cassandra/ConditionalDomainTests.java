package io.filestore.cassandra;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.filestore.backend.CollectionBackend;
import io.filestore.cassandra.ConditionalWrite.End;
import io.filestore.remote.CommitResult.Applied;
import io.filestore.remote.CommitResult.Committed;
import io.filestore.remote.CommitResult.Conflict;
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
        assertThat(domain.commit(List.of(new RemoteChange("rows", "a", null, 0, 7, List.of())), null))
            .isInstanceOf(Unknown.class);
        assertThat(domain.unknown).isEqualTo(1);
    }

    private Object commit(long expected) {
        return new TestDomain(connection()).commit(List.of(new RemoteChange("rows", "a", null, 0, expected, List.of())),
                null);
    }

    private static Connection connection() {
        CqlSession session = mock(CqlSession.class);
        AsyncResultSet applied = mock(AsyncResultSet.class);
        given(applied.wasApplied()).willReturn(true);
        given(session.executeAsync(any(Statement.class))).willReturn(CompletableFuture.completedStage(applied));
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
            return CompletableFuture.completedStage(ConditionalDomainTests.this.read);
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
