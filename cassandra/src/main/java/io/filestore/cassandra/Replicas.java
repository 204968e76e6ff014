package io.filestore.cassandra;

import java.util.Set;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.metadata.Metadata;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import com.datastax.oss.driver.api.core.metadata.TokenMap;
import com.datastax.oss.driver.api.core.metadata.token.TokenRange;

/**
 * How many copies of rows are up, as the driver sees the nodes.
 *
 * @param needed a quorum
 * @param alive of the rows that have the fewest
 */
record Replicas(int needed, int alive) {

    static Replicas of(CqlSession session, CqlIdentifier keyspace, int copies) {
        Metadata metadata = session.getMetadata();
        TokenMap tokens = metadata.getTokenMap().orElse(null);
        int needed = copies / 2 + 1;
        long up = metadata.getNodes().values().stream().filter(Replicas::isUp).count();
        int fewest = (int) Math.min(copies, up);
        if (tokens != null) {
            for (TokenRange range : tokens.getTokenRanges()) {
                Set<Node> replicas = tokens.getReplicas(keyspace, range);
                if (!replicas.isEmpty()) {
                    fewest = Math.min(fewest, (int) replicas.stream().filter(Replicas::isUp).count());
                }
            }
        }
        return new Replicas(needed, fewest);
    }

    private static boolean isUp(Node node) {
        return node.getState() == NodeState.UP || node.getState() == NodeState.UNKNOWN;
    }

}
