package io.filestore.cassandra;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

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

}
