package io.filestore.benchmarks.cassandra;

import java.io.Serializable;
import java.util.List;

/**
 * A keyspace and how it is opened.
 *
 * @param addresses of the nodes
 * @param copies of each row
 * @param directory where the store has its files
 */
public record ClusterSetup(List<String> addresses, int copies, String directory) implements Serializable {

    public Cluster open() {
        return new Cluster(this);
    }

}
