package io.filestore.cassandra;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import com.datastax.oss.driver.api.core.connection.ClosedConnectionException;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.ExecutionInfo;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.metadata.Node;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

import io.filestore.cassandra.ConditionalWrite.End;
import io.filestore.cassandra.ConditionalWrite.Outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

class ConditionalWriteTests {

    private static final Throwable LATE = new DriverTimeoutException("late");

    private final CqlSession session = mock(CqlSession.class);

    private final Queue<CompletionStage<AsyncResultSet>> answers = new ArrayDeque<>();

    private final AtomicInteger looks = new AtomicInteger();

    private Duration patience = Duration.ofSeconds(20);

    @Test
    void aWriteThatIsAppliedIsDone() {
        assertThat(run(End.UNKNOWN, applied(true)).end()).isEqualTo(End.DONE);
        assertThat(this.looks).hasValue(0);
    }

    @Test
    void aWriteThatIsRefusedAtOnceNeedsNoLook() {
        assertThat(run(End.DONE, applied(false)).end()).isEqualTo(End.REFUSED);
        assertThat(this.looks).hasValue(0);
    }

    @Test
    void aWriteThatIsInDoubtIsSentAgain() {
        assertThat(run(End.UNKNOWN, failed(LATE), failed(new ClosedConnectionException("gone")), applied(true)).end())
            .isEqualTo(End.DONE);
        assertThat(this.answers).isEmpty();
    }

    @Test
    void whatLiesThereTellsWhatBecameOfOneThatIsRefusedWhenItIsSentAgain() {
        for (End end : End.values()) {
            assertThat(run(end, failed(LATE), applied(false)).end()).isEqualTo(end);
        }
        assertThat(this.looks).hasValue(3);
    }

    @Test
    void aWriteThatCannotBeLookedUpStaysInDoubt() {
        assertThat(run(null, failed(LATE), applied(false)).end()).isEqualTo(End.UNKNOWN);
    }

    @Test
    void aRefusalIsLookedAtIfTheDriverHasSentTheWriteToAnotherNodeBefore() {
        AsyncResultSet refused = result(false, List.of(Map.entry(mock(Node.class), LATE)));
        assertThat(run(End.DONE, CompletableFuture.completedStage(refused)).end()).isEqualTo(End.DONE);
    }

    @Test
    void aRefusalIsOneIfNoNodeBeforeHadTakenTheWrite() {
        AsyncResultSet refused = result(false, List.of(Map.entry(mock(Node.class), new NoNodeAvailableException())));
        assertThat(run(End.DONE, CompletableFuture.completedStage(refused)).end()).isEqualTo(End.REFUSED);
    }

    @Test
    void aWriteThatNoNodeHasTakenFailsAtOnce() {
        Throwable none = new NoNodeAvailableException();
        assertThatThrownBy(() -> run(End.DONE, failed(none))).hasCause(none);
    }

    @Test
    void aWriteInDoubtStaysSoIfNoNodeTakesItAgain() {
        this.patience = Duration.ofMillis(50);
        this.answers.add(failed(LATE));
        Outcome outcome = run(End.DONE);
        assertThat(outcome.end()).isEqualTo(End.UNKNOWN);
        assertThat(outcome.cause()).isSameAs(LATE);
    }

    @Test
    void theDriverIsNotAllowedToSendAWriteAgainByItself() {
        run(End.DONE, applied(true));
        ArgumentCaptor<Statement<?>> sent = ArgumentCaptor.captor();
        verify(this.session, atLeastOnce()).executeAsync(sent.capture());
        assertThat(sent.getValue().isIdempotent()).isFalse();
        assertThat(sent.getValue().getConsistencyLevel()).isEqualTo(ConsistencyLevel.QUORUM);
        assertThat(sent.getValue().getSerialConsistencyLevel()).isEqualTo(ConsistencyLevel.SERIAL);
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private Outcome run(@Nullable End seen, CompletionStage<AsyncResultSet>... results) {
        this.answers.addAll(List.of(results));
        given(this.session.executeAsync(any(Statement.class))).willAnswer((call) -> {
            CompletionStage<AsyncResultSet> next = this.answers.poll();
            return (next != null) ? next : failed(new NoNodeAvailableException());
        });
        return new ConditionalWrite(new Requests(this.session), SimpleStatement.newInstance("UPDATE"), () -> {
            this.looks.incrementAndGet();
            return (seen != null) ? CompletableFuture.completedStage(seen) : CompletableFuture.failedStage(LATE);
        }, new Patience(this.patience)).run().toCompletableFuture().join();
    }

    private static CompletionStage<AsyncResultSet> applied(boolean applied) {
        return CompletableFuture.completedStage(result(applied, List.of()));
    }

    private static CompletionStage<AsyncResultSet> failed(Throwable thrown) {
        return CompletableFuture.failedStage(thrown);
    }

    private static AsyncResultSet result(boolean applied, List<Map.Entry<Node, Throwable>> errors) {
        AsyncResultSet result = mock(AsyncResultSet.class);
        ExecutionInfo info = mock(ExecutionInfo.class);
        given(result.wasApplied()).willReturn(applied);
        given(result.getExecutionInfo()).willReturn(info);
        given(info.getErrors()).willReturn(errors);
        return result;
    }

}
