package io.filestore.benchmarks.child;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import io.filestore.benchmarks.cassandra.Cluster;
import io.filestore.benchmarks.cassandra.ClusterAccess;
import io.filestore.benchmarks.cassandra.ClusterCall;
import io.filestore.benchmarks.cassandra.ClusterCalls;
import io.filestore.benchmarks.cassandra.ClusterSetup;
import io.filestore.benchmarks.cassandra.Lane;

/**
 * What a child process can be told to do with a cluster.
 */
public final class ClusterSession {

    private @Nullable Cluster open;

    private int rows;

    /** Opens a store over so many rows. */
    public void open(ClusterSetup setup, int count) {
        this.open = setup.open();
        this.rows = count;
    }

    public void close() {
        if (this.open != null) {
            this.open.close();
            this.open = null;
        }
    }

    /** Fills the collections. */
    public void load() {
        cluster().load(this.rows);
    }

    /** Of the nodes. */
    public String version() {
        return cluster().version();
    }

    /** Makes a call again and again. */
    public Slice calls(ClusterCall call, ClusterAccess access, Threads threads, Duration duration) throws Exception {
        ClusterCalls called = cluster().calls(access);
        int count = this.rows;
        AtomicInteger next = new AtomicInteger(threads.first());
        ThreadLocal<Lane> lanes = ThreadLocal.withInitial(() -> new Lane(next.getAndIncrement(), threads.all(), count));
        return Load.run(threads.count(), duration, () -> call.make(called, lanes.get()));
    }

    private Cluster cluster() {
        if (this.open == null) {
            throw new IllegalStateException("Nothing is open.");
        }
        return this.open;
    }

}
