package io.filestore.cassandra;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

class RequestsTests {

    private final CqlSession session = mock(CqlSession.class);

    private final Requests requests = new Requests(this.session);

    private final Patience patience = new Patience(Duration.ofSeconds(20));

    @Test
    void aRowIsReadFromAQuorumAndByAnotherNodeIfOneFails() {
        answer();
        Requests.await(this.requests.read(SimpleStatement.newInstance("SELECT")));
        assertThat(sent().getConsistencyLevel()).isEqualTo(ConsistencyLevel.QUORUM);
        assertThat(sent().isIdempotent()).isTrue();
    }

    @Test
    void whatMustBeAgreedUponIsReadAtTheSerialLevelOfAllDatacentres() {
        answer();
        Requests.await(this.requests.readAgreed(SimpleStatement.newInstance("SELECT"), this.patience));
        assertThat(sent().getConsistencyLevel()).isEqualTo(ConsistencyLevel.SERIAL);
    }

    @Test
    void whatMustBeAgreedUponIsReadAgainIfThatTakesTooLong() {
        given(this.session.executeAsync(any(Statement.class)))
            .willReturn(CompletableFuture.failedStage(new DriverTimeoutException("late")))
            .willReturn(CompletableFuture.completedStage(mock(AsyncResultSet.class)));
        Requests.await(this.requests.readAgreed(SimpleStatement.newInstance("SELECT"), this.patience));
        verify(this.session, times(2)).executeAsync(any(Statement.class));
    }

    @Test
    void whatNoNodeTakesIsNotReadAgain() {
        given(this.session.executeAsync(any(Statement.class)))
            .willReturn(CompletableFuture.failedStage(new NoNodeAvailableException()));
        assertThatThrownBy(
                () -> Requests.await(this.requests.readAgreed(SimpleStatement.newInstance("SELECT"), this.patience)))
            .hasMessageContaining("Too few nodes of Cassandra answer");
        verify(this.session).executeAsync(any(Statement.class));
    }

    private void answer() {
        given(this.session.executeAsync(any(Statement.class)))
            .willReturn(CompletableFuture.completedStage(mock(AsyncResultSet.class)));
    }

    private Statement<?> sent() {
        ArgumentCaptor<Statement<?>> sent = ArgumentCaptor.captor();
        verify(this.session).executeAsync(sent.capture());
        return sent.getValue();
    }

}
