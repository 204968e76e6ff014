package io.filestore.cassandra;

import java.util.Map;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import org.junit.jupiter.api.Test;

import io.filestore.error.InvalidConfigurationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class ReplicationTests {

    @Test
    void copiesAreThoseOfAllDatacentres() {
        assertThat(Replication
            .copies(Map.of("class", "org.apache.cassandra.locator.SimpleStrategy", "replication_factor", "3")))
            .isEqualTo(3);
        assertThat(Replication.copies(Map.of("class", "NetworkTopologyStrategy", "dc1", "3", "dc2", "2"))).isEqualTo(5);
        assertThat(Replication.copies(Map.of("class", "NetworkTopologyStrategy", "dc1", "3/1"))).isEqualTo(2);
        assertThat(Replication.copies(Map.of("class", "org.apache.cassandra.locator.LocalStrategy"))).isZero();
    }

    @Test
    void aKeyspaceThatWouldLoseRowsIsRefusedUnlessThatDoesNotMatter() {
        refused(2, true, "has 2 copies of each row, so that with one node down nothing can be written");
        refused(1, true, "has 1 copy of each row, so that with one node down rows are gone with it");
        refused(3, false, "has no commit log");
        assertThat(copies(3, true, false)).isEqualTo(3);
    }

    private static void refused(int copies, boolean log, String sentence) {
        assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> copies(copies, log, false))
            .withMessageContaining(sentence);
        assertThat(copies(copies, log, true)).isEqualTo(copies);
    }

    private static int copies(int copies, boolean log, boolean allowWeak) {
        Row row = mock(Row.class);
        given(row.getMap("replication", String.class, String.class)).willReturn(Map.of("dc1", String.valueOf(copies)));
        given(row.getBoolean("durable_writes")).willReturn(log);
        ResultSet result = mock(ResultSet.class);
        given(result.one()).willReturn(row);
        CqlSession session = mock(CqlSession.class);
        given(session.execute(any(Statement.class))).willReturn(result);
        return Replication.require(session, CqlIdentifier.fromInternal("shop"), allowWeak);
    }

}
