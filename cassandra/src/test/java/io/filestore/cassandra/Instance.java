package io.filestore.cassandra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import com.datastax.oss.driver.api.core.CqlSession;
import org.springframework.util.FileSystemUtils;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.StoreBuilder;
import io.filestore.config.CollectionOptions;
import io.filestore.row.Row;

/**
 * An instance of an application: a store in a directory of its own, and a session of its
 * own with the nodes.
 */
final class Instance implements AutoCloseable {

    private final Path directory;

    private final CqlSession session;

    private final Store store;

    private Instance(Path directory, CqlSession session, Store store) {
        this.directory = directory;
        this.session = session;
        this.store = store;
    }

    static Instance open(String keyspace, Map<String, CollectionOptions> collections) {
        return open(keyspace, collections, Cluster.connect());
    }

    static Instance open(String keyspace, Map<String, CollectionOptions> collections, CqlSession session) {
        try {
            Path directory = Files.createTempDirectory("instance");
            StoreBuilder builder = Store.builder(directory)
                .engine(new CassandraEngineFactory(session, CassandraOptions.DEFAULTS.withKeyspace(keyspace)));
            collections.forEach(builder::collection);
            return new Instance(directory, session, builder.open());
        }
        catch (IOException ex) {
            throw new IllegalStateException(ex);
        }
    }

    Store store() {
        return this.store;
    }

    RowCollection<Row> rows(String collection) {
        return this.store.collection(collection);
    }

    @Override
    public void close() {
        this.store.close();
        this.session.close();
        try {
            FileSystemUtils.deleteRecursively(this.directory);
        }
        catch (IOException ex) {
            throw new IllegalStateException(ex);
        }
    }

}
