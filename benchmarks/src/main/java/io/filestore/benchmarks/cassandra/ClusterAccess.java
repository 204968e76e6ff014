package io.filestore.benchmarks.cassandra;

/**
 * Who asks the cluster; both have one session.
 */
public enum ClusterAccess {

    DRIVER("driver"), FILESTORE("filestore");

    private final String label;

    ClusterAccess(String label) {
        this.label = label;
    }

    /** As tables call it. */
    public String label() {
        return this.label;
    }

}
