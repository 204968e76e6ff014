package io.filestore.cassandra;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverExecutionProfile;
import com.datastax.oss.driver.api.core.metadata.Node;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.filestore.error.InvalidConfigurationException;
import io.filestore.error.StoreUnavailableException;
import io.filestore.remote.RemoteContext;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;

class LocalDatacenterTests {

    private static void open(@Nullable String local, String there) {
        Node node = mock(Node.class);
        given(node.getDatacenter()).willReturn(there);
        CqlSession session = mock(CqlSession.class, RETURNS_DEEP_STUBS);
        given(session.getContext().getRetryPolicies()).willReturn(Map.of());
        DriverExecutionProfile profile = session.getContext().getConfig().getDefaultProfile();
        given(profile.isDefined(DefaultDriverOption.LOAD_BALANCING_LOCAL_DATACENTER)).willReturn(local != null);
        given(profile.getString(DefaultDriverOption.LOAD_BALANCING_LOCAL_DATACENTER)).willReturn(local);
        given(session.getMetadata().getNodes()).willReturn(Map.of(UUID.randomUUID(), node));
        given(session.getKeyspace()).willReturn(Optional.empty());
        new CassandraEngineFactory(session).open(new RemoteContext(Map.of(), Instant::now, false, (changes) -> {
        }));
    }

    @Test
    void oneThatNoNodeIsInIsToldTogetherWithThoseThatThereAre() {
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> open("dc1", "datacenter1"))
            .withMessage("No node of Cassandra is in datacenter 'dc1', which is to be the local one:"
                    + " the cluster has datacenter1.");
    }

    @Test
    void oneThatNodesAreInOrThatTheDriverFindsItselfIsNoMatter() {
        String next = "The session has no keyspace";
        assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> open("dc1", "dc1"))
            .withMessageContaining(next);
        assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> open(null, "dc1"))
            .withMessageContaining(next);
    }

}
