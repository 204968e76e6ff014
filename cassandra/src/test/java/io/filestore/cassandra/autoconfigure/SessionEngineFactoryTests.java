package io.filestore.cassandra.autoconfigure;

import java.time.Instant;
import java.util.Map;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.InvalidKeyspaceException;
import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.ObjectProvider;

import io.filestore.cassandra.CassandraOptions;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.error.StoreUnavailableException;
import io.filestore.remote.RemoteContext;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SessionEngineFactoryTests {

    private static void open(RuntimeException thrown) {
        ObjectProvider<CqlSession> session = new ObjectProvider<>() {

            @Override
            public CqlSession getObject() {
                throw new BeanCreationException("cassandraSession", "no", thrown);
            }

        };
        new SessionEngineFactory(session, CassandraOptions.DEFAULTS)
            .open(new RemoteContext(Map.of(), Instant::now, false, (changes) -> {
            }));
    }

    @Test
    void aKeyspaceThatTheSessionDoesNotFindIsNoMatterOfNodes() {
        assertThatExceptionOfType(InvalidConfigurationException.class)
            .isThrownBy(() -> open(new InvalidKeyspaceException("Invalid keyspace shop")))
            .withMessageContainingAll("cassandra.keyspace", "Invalid keyspace shop", "Create it",
                    "spring.cassandra.keyspace-name", "cassandra.replication");
    }

    @Test
    void aSessionThatFindsNoNodeSaysSo() {
        assertThatExceptionOfType(StoreUnavailableException.class)
            .isThrownBy(() -> open(new NoNodeAvailableException()))
            .withMessageStartingWith("Cassandra cannot be reached: No node was available");
    }

}
