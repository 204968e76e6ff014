package io.filestore.cassandra;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import com.datastax.oss.driver.api.core.NodeUnavailableException;
import com.datastax.oss.driver.api.core.connection.ClosedConnectionException;
import com.datastax.oss.driver.api.core.connection.HeartbeatException;
import com.datastax.oss.driver.api.core.cql.ExecutionInfo;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.servererrors.CASWriteUnknownException;
import com.datastax.oss.driver.api.core.servererrors.DefaultWriteType;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import com.datastax.oss.driver.api.core.servererrors.OverloadedException;
import com.datastax.oss.driver.api.core.servererrors.ServerError;
import com.datastax.oss.driver.api.core.servererrors.UnavailableException;
import com.datastax.oss.driver.api.core.servererrors.WriteTimeoutException;
import org.junit.jupiter.api.Test;

import io.filestore.error.StoreUnavailableException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class FailuresTests {

    private final Node node = mock(Node.class);

    private final Throwable tooFewToAgree = new UnavailableException(this.node, ConsistencyLevel.SERIAL, 2, 1);

    private final Throwable tooFewToWrite = new UnavailableException(this.node, ConsistencyLevel.QUORUM, 2, 1);

    @Test
    void itIsCertainThatNothingWasDoneIfNoNodeTookIt() {
        assertThat(List.of(new NoNodeAvailableException(), new NodeUnavailableException(this.node), this.tooFewToAgree,
                new InvalidQueryException(this.node, "no"),
                all(this.tooFewToAgree, new NodeUnavailableException(this.node))))
            .allMatch(Failures::isCertain);
    }

    @Test
    void allElseIsInDoubt() {
        assertThat(List.of(new DriverTimeoutException("late"), new ClosedConnectionException("gone"),
                new HeartbeatException(null, "gone", null),
                new WriteTimeoutException(this.node, ConsistencyLevel.SERIAL, 1, 2, DefaultWriteType.CAS),
                new CASWriteUnknownException(this.node, ConsistencyLevel.SERIAL, 1, 2), new ServerError(this.node, "?"),
                new OverloadedException(this.node), new RuntimeException("?"),
                all(this.tooFewToAgree, new ClosedConnectionException("gone"))))
            .noneMatch(Failures::isCertain);
    }

    @Test
    void tooFewNodesBehindTheAgreementLeaveAConditionalWriteInDoubtAndNoOther() {
        assertThat(Failures.isCertain(this.tooFewToWrite)).isFalse();
        assertThat(Failures.isCertain(all(this.tooFewToWrite))).isFalse();
        assertThat(Failures.isCertainWithoutCondition(this.tooFewToWrite)).isTrue();
        assertThat(Failures.isCertainWithoutCondition(all(this.tooFewToWrite))).isTrue();
        assertThat(Failures.isCertainWithoutCondition(new DriverTimeoutException("late"))).isFalse();
    }

    @Test
    void aNodeThatWasTriedBeforeMayHaveDoneIt() {
        UnavailableException last = new UnavailableException(this.node, ConsistencyLevel.SERIAL, 2, 1);
        ExecutionInfo info = mock(ExecutionInfo.class);
        last.setExecutionInfo(info);
        given(info.getErrors()).willReturn(List.of(Map.entry(this.node, this.tooFewToAgree)));
        assertThat(Failures.isCertain(last)).isTrue();
        given(info.getErrors()).willReturn(List.of(Map.entry(this.node, this.tooFewToWrite)));
        assertThat(Failures.isCertain(last)).isFalse();
    }

    @Test
    void callersAreToldHowManyNodesAreUp() {
        assertThat(Failures.unavailable(new CompletionException(all(this.tooFewToAgree))))
            .isInstanceOf(StoreUnavailableException.class)
            .hasMessage("Too few nodes of Cassandra answer: 1 of the 2 needed are up (SERIAL).");
        assertThat(Failures.unavailable(new NoNodeAvailableException())).hasMessageContaining("No node was available");
    }

    @Test
    void whatIsNobodysButOursIsThrownAsItIs() {
        RuntimeException fault = new ArithmeticException("fault");
        assertThatThrownBy(() -> Failures.unavailable(new CompletionException(fault))).isSameAs(fault);
    }

    private AllNodesFailedException all(Throwable... errors) {
        return AllNodesFailedException
            .fromErrors(List.of(errors).stream().map((error) -> Map.entry(mock(Node.class), error)).toList());
    }

}
