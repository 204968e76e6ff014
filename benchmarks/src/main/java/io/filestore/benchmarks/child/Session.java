package io.filestore.benchmarks.child;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.filestore.benchmarks.contestant.Contestant;
import io.filestore.benchmarks.contestant.Kind;
import io.filestore.benchmarks.contestant.RawFiles;
import io.filestore.benchmarks.contestant.RawRead;
import io.filestore.benchmarks.contestant.RowFiles;
import io.filestore.benchmarks.contestant.Setup;
import io.filestore.benchmarks.contestant.Writer;
import io.filestore.benchmarks.data.Customer;
import io.filestore.benchmarks.data.Customers;
import io.filestore.benchmarks.data.Zipfian;

/**
 * What a child process can be told to do with its one contestant.
 */
public final class Session {

    private final OrderSession orders = new OrderSession();

    private final RepositorySession repositories = new RepositorySession();

    private final ClusterSession clusters = new ClusterSession();

    private @Nullable Writer open;

    private Customers customers = new Customers(0);

    private @Nullable Zipfian zipfian;

    /** Opens a contestant, and reads one row if it has rows. */
    public Timed open(Setup setup) throws Exception {
        return Timed.of(() -> {
            this.open = setup.open();
            if (this.open instanceof Contestant contestant) {
                contestant.get(Customer.id(0));
            }
        });
    }

    /** What is asked for orders. */
    public OrderSession orders() {
        return this.orders;
    }

    /** What is asked of repositories. */
    public RepositorySession repositories() {
        return this.repositories;
    }

    /** What is asked of a cluster. */
    public ClusterSession clusters() {
        return this.clusters;
    }

    public void close() throws Exception {
        this.orders.close();
        this.repositories.close();
        this.clusters.close();
        if (this.open != null) {
            this.open.close();
            this.open = null;
        }
    }

    /** Opens an empty contestant and fills it. */
    public void fill(Setup setup, int rows) throws Exception {
        if (setup.kind() == Kind.FILESTORE_FILES) {
            RowFiles.write(setup.path(), rows);
            open(setup);
        }
        else {
            open(setup);
            load(rows);
        }
    }

    /** Fills the contestant that is open and empty. */
    public void load(int rows) throws Exception {
        if (this.open instanceof Contestant contestant) {
            contestant.load(rows);
        }
        else if (this.open instanceof RawFiles files) {
            files.load(rows);
        }
    }

    /** Makes the rows that are put later, so that making them is not measured. */
    public void prepare(int rows) {
        this.customers = new Customers(rows);
        this.zipfian = new Zipfian(rows);
    }

    /** Puts rows at random. */
    public Slice puts(int threads, Duration duration) throws Exception {
        Writer writer = writer();
        Customers rows = this.customers;
        return Load.run(threads, duration, () -> {
            int i = ThreadLocalRandom.current().nextInt(rows.count());
            writer.put(rows.id(i), rows.row(i).changed(ThreadLocalRandom.current().nextInt()));
        });
    }

    /** Reads and puts rows, some often and most seldom. */
    public Slice ycsb(double reads, int threads, Duration duration) throws Exception {
        Contestant contestant = contestant();
        Customers rows = this.customers;
        Zipfian choice = zipfian();
        return Load.run(threads, duration, () -> {
            int i = choice.next();
            if (ThreadLocalRandom.current().nextDouble() >= reads) {
                contestant.put(rows.id(i), rows.row(i).changed(ThreadLocalRandom.current().nextInt()));
            }
            else if (contestant.get(rows.id(i)) == null) {
                throw new IllegalStateException("There is no row " + rows.id(i));
            }
        });
    }

    /** Puts rows {@code first} to {@code first + count} once each. */
    public Timed putEach(int first, int count, int change) throws Exception {
        Writer writer = writer();
        return Timed.of(() -> {
            for (int i = first; i < first + count; i++) {
                writer.put(Customer.id(i), Customer.number(i).changed(change));
            }
        });
    }

    /** How many of the first rows are as {@link #putEach} has put them. */
    public int countChanged(int count, int change) throws Exception {
        Contestant contestant = contestant();
        int found = 0;
        for (int i = 0; i < count; i++) {
            if (Customer.number(i).changed(change).equals(contestant.get(Customer.id(i)))) {
                found++;
            }
        }
        return found;
    }

    public Timed flush() throws Exception {
        return Timed.of(() -> writer().flush());
    }

    public Timed settle() throws Exception {
        Writer writer = writer();
        return Timed.of(writer::settle);
    }

    /** Bytes that are reachable, after the collector has had several tries. */
    public long usedHeap() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(100);
            least = Math.min(least, Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }

    /** Reads each row once. */
    public Timed getEach(int count) throws Exception {
        Contestant contestant = contestant();
        return Timed.of(() -> {
            for (int i = 0; i < count; i++) {
                if (contestant.get(Customer.id(i)) == null) {
                    throw new IllegalStateException("There is no row " + Customer.id(i));
                }
            }
        });
    }

    /** Opens, reads and closes all files of a directory, with nothing made of them. */
    public Timed readFiles(String directory, int threads) throws Exception {
        return Timed.of(() -> RawRead.all(List.of(Path.of(directory)), threads));
    }

    /** The same with the directories in a directory. */
    public Timed readFolders(String directory, int threads) throws Exception {
        return Timed.of(() -> {
            try (Stream<Path> folders = Files.list(Path.of(directory))) {
                RawRead.all(folders.toList(), threads);
            }
        });
    }

    private Writer writer() {
        if (this.open == null) {
            throw new IllegalStateException("Nothing is open.");
        }
        return this.open;
    }

    private Contestant contestant() {
        if (writer() instanceof Contestant contestant) {
            return contestant;
        }
        throw new IllegalStateException("A loop of system calls has nothing to read.");
    }

    private Zipfian zipfian() {
        if (this.zipfian == null) {
            throw new IllegalStateException("Nothing is prepared.");
        }
        return this.zipfian;
    }

}
