package io.filestore.benchmarks.jmh;

import java.nio.file.Path;
import java.util.Optional;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

import tools.jackson.databind.JsonNode;

import io.filestore.CollectionOptions;
import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.benchmarks.contestant.Kind;
import io.filestore.benchmarks.report.Folders;
import io.filestore.record.Row;
import io.filestore.wal.SyncPolicy;
import io.filestore.wal.WalOptions;

/**
 * What only filestore is asked for: reads of what may be changed, which are copies.
 */
public class FilestoreBenchmark extends RowsBenchmark {

    private static final String NAME = "customers";

    private Keys keys = new Keys(0);

    private Path directory = Path.of("");

    private Store store = unopened();

    private RowCollection<MutableCustomer> mutable = unopened();

    private RowCollection<Row> free = unopened();

    /** Opens a copy of the files. */
    @Setup(Level.Trial)
    public void open() throws Exception {
        this.directory = Opened.files(Kind.FILESTORE, this.rows);
        this.keys = new Keys(this.rows);
        this.store = Store.builder(this.directory)
            .wal(WalOptions.defaults().withSync(SyncPolicy.NEVER))
            .collection(NAME, CollectionOptions.singleFile("customers.jsonl").withUnique("email").withIndexed("city"))
            .open();
        this.mutable = this.store.collection(NAME, MutableCustomer.class);
        this.free = this.store.collection(NAME);
    }

    @SuppressWarnings("NullAway")
    private static <T> T unopened() {
        return null;
    }

    /** Closes the store and deletes its directory. */
    @TearDown(Level.Trial)
    public void close() throws Exception {
        this.store.close();
        Folders.delete(this.directory);
    }

    @Benchmark
    public Optional<MutableCustomer> getMutable() {
        return this.mutable.get(this.keys.id(random()));
    }

    @Benchmark
    public Optional<Row> getRow() {
        return this.free.get(this.keys.id(random()));
    }

    @Benchmark
    public Optional<JsonNode> getField() {
        return this.free.get(this.keys.id(random())).map((row) -> row.get("email"));
    }

}
