package io.filestore.cassandra;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import io.filestore.SettableClock;
import io.filestore.Store;
import io.filestore.StoreBackend;
import io.filestore.backend.BackendContract;
import io.filestore.config.CollectionOptions;

/** The contract of all backends, on three nodes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CassandraContract extends BackendContract {

    static final CollectionOptions ROWS = CollectionOptions.of("cassandra");

    private final UnaryOperator<CollectionOptions> kind;

    private String keyspace;

    @TempDir
    private Path directory;

    private int opened;

    CassandraContract(UnaryOperator<CollectionOptions> kind) {
        this.kind = kind;
    }

    @BeforeAll
    void makeKeyspace() {
        Cluster.session();
        this.keyspace = Cluster.keyspace();
    }

    @AfterAll
    void dropKeyspace() {
        if (this.keyspace != null) {
            Cluster.drop(this.keyspace);
        }
    }

    @Override
    protected final Opened open() {
        return open(unique());
    }

    abstract CollectionOptions unique();

    final Opened open(CollectionOptions unique) {
        if (this.opened++ > 0) {
            Cluster.empty(this.keyspace);
        }
        SettableClock clock = new SettableClock();
        Store store = Store.builder(this.directory.resolve("store-" + this.opened))
            .clock(clock)
            .engine(new CassandraEngineFactory(Cluster.session(),
                    CassandraOptions.DEFAULTS.withKeyspace(this.keyspace)))
            .collection(PLAIN, this.kind.apply(ROWS))
            .collection(INDEXED, this.kind.apply(ROWS.withIndexed("n", "tags")))
            .collection(UNIQUE, this.kind.apply(unique))
            .collection(SHORT_LIVED, this.kind.apply(ROWS.withTtl(Duration.ofMinutes(1))))
            .open();
        return StoreBackend.of(store, clock::advance);
    }

}
