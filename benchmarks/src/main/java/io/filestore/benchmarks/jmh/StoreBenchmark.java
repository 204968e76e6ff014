package io.filestore.benchmarks.jmh;

import java.nio.file.Path;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

import io.filestore.Store;
import io.filestore.benchmarks.contestant.Kind;
import io.filestore.benchmarks.report.Folders;
import io.filestore.config.CollectionOptions;
import io.filestore.wal.SyncPolicy;
import io.filestore.wal.WalOptions;

/**
 * How a store is asked directly, as an application does.
 */
public abstract class StoreBenchmark extends RowsBenchmark {

    static final String NAME = "customers";

    Keys keys = new Keys(0);

    private Path directory = Path.of("");

    private Store store = unopened();

    /** Opens a copy of the files. */
    @Setup(Level.Trial)
    public void open() throws Exception {
        this.directory = Opened.files(Kind.FILESTORE, this.rows);
        this.keys = new Keys(this.rows);
        this.store = Store.builder(this.directory)
            .wal(WalOptions.defaults().withSync(SyncPolicy.NEVER))
            .collection(NAME, CollectionOptions.singleFile("customers.jsonl").withUnique("email").withIndexed("city"))
            .open();
        opened(this.store);
    }

    abstract void opened(Store store);

    @SuppressWarnings("NullAway")
    static <T> T unopened() {
        return null;
    }

    /** Closes the store and deletes its directory. */
    @TearDown(Level.Trial)
    public void close() throws Exception {
        this.store.close();
        Folders.delete(this.directory);
    }

}
