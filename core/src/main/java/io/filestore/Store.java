package io.filestore;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.error.StoreFailedException;
import io.filestore.io.DirectoryLock;
import io.filestore.record.Row;
import io.filestore.wal.SyncPolicy;

/**
 * Collections of JSON rows, in memory and, each by its own strategy, in files. One store
 * has one directory for itself while it is open. Thread-safe.
 *
 * <p>
 * Reads take no lock and touch no file. A change is in the write-ahead log, as durable as
 * its collection promises, before it returns and before anybody sees it; the files follow
 * at the next flush. What survives what is in {@code docs/durability.md}.
 */
public class Store implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(Store.class);

    private final Engine engine;

    private final DirectoryLock lock;

    private final Flusher flusher;

    private final FlushScheduler scheduler;

    private final Map<String, DiskUsage> diskUsage = new ConcurrentHashMap<>();

    private final long replayed;

    private final Duration openTime;

    private boolean closed;

    Store(Recovery.Recovered recovered, DirectoryLock lock, Duration openTime) {
        this.engine = recovered.engine();
        this.lock = lock;
        this.replayed = recovered.replayed();
        this.openTime = openTime;
        this.flusher = new Flusher(this.engine, recovered.flushedLsn());
        this.scheduler = new FlushScheduler(this.engine.settings().flushInterval(), this::sweepAndFlush, this.flusher);
        if (!this.engine.settings().readOnly()) {
            if (this.engine.log().options().sync() == SyncPolicy.INTERVAL) {
                this.scheduler.every(this.engine.log().options().syncInterval(), this::syncLog);
            }
            if (this.engine.settings().automaticFlush()) {
                startFlushing();
            }
        }
    }

    /**
     * Begins to describe a store.
     * @param directory where it lies; created if absent
     */
    public static StoreBuilder builder(Path directory) {
        return new StoreBuilder(directory);
    }

    /** Where the store lies, absolute. */
    public Path directory() {
        return this.engine.directory().root();
    }

    public boolean isClosed() {
        return this.engine.isClosed();
    }

    public boolean isReadOnly() {
        return this.engine.settings().readOnly();
    }

    /**
     * A collection with rows as free-form JSON.
     * @throws io.filestore.error.InvalidConfigurationException if it is not configured,
     * and such collections are refused
     */
    public RowCollection<Row> collection(String name) {
        return collection(name, Row.class);
    }

    /**
     * A collection with rows of a type.
     * @param type a record, a class, a map, a tree or {@link Row}
     * @throws io.filestore.error.InvalidConfigurationException if it is not configured,
     * and such collections are refused
     */
    public <T> RowCollection<T> collection(String name, Class<T> type) {
        return new RowCollection<>(new LiveRows(this.engine, this.engine.collections().get(name)), type,
                this.engine.codec());
    }

    /**
     * The names of all collections, sorted. Those that are not configured are there once
     * they have been asked for.
     */
    public SortedSet<String> collectionNames() {
        SortedSet<String> names = new TreeSet<>();
        this.engine.collections().named().forEach((collection) -> names.add(collection.name));
        return names;
    }

    /** The options of a collection. */
    public CollectionOptions options(String collection) {
        return this.engine.collections().get(collection).options;
    }

    /**
     * The file that holds a row once it is flushed; null for a collection that has no
     * files.
     */
    public @Nullable Path fileOf(String collection, String rowId) {
        return this.engine.collections().get(collection).strategy.fileOf(rowId);
    }

    /** The global values. */
    public Values values() {
        return new Values(new LiveRows(this.engine, this.engine.collections().values()), this.engine.codec());
    }

    /**
     * Changes several rows at once: all of the changes become visible and durable
     * together, or none if the work throws. The work runs again if what it has read has
     * changed meanwhile, so it should do nothing else; it must not use the store but
     * through the transaction.
     * @param work reads and changes through the transaction
     * @return what the work returns
     * @throws io.filestore.error.TransactionConflictException if others were faster too
     * often
     * @throws io.filestore.error.DuplicateKeyException if a unique field would be on two
     * rows afterwards
     */
    public <T extends @Nullable Object> T transact(Function<Transaction, T> work) {
        this.engine.requireOpen();
        return new Transactions(this.engine).run(work);
    }

    /**
     * Writes everything that has changed to the files now, and waits for it.
     * @return what it wrote
     * @throws io.filestore.error.StoreIOException if it fails; nothing is lost, and it is
     * tried again
     */
    public FlushReport flush() {
        this.engine.requireWritable();
        return this.scheduler.call(() -> this.flusher.flush(Set.of()));
    }

    /**
     * Flushes, and writes the files of a collection anew in their smallest form.
     * @return what it wrote
     */
    public FlushReport compact(String collection) {
        this.engine.requireWritable();
        CollectionState state = this.engine.collections().get(collection);
        return this.scheduler.call(() -> this.flusher.flush(Set.of(state)));
    }

    /**
     * Begins to flush at the configured interval; does nothing if it does so already, or
     * if the store is read-only.
     */
    public void startFlushing() {
        this.engine.requireOpen();
        if (!isReadOnly()) {
            this.scheduler.start();
        }
    }

    /** Stops flushing by itself; {@link #flush} and {@link #close} still flush. */
    public void stopFlushing() {
        this.scheduler.stop();
    }

    public boolean isFlushing() {
        return this.scheduler.isRunning();
    }

    private void sweepAndFlush() {
        if (this.engine.failure() == null && !this.engine.isClosed()) {
            new Sweep(this.engine).run();
            this.flusher.flush(Set.of());
        }
    }

    private void syncLog() {
        try {
            this.engine.log().sync();
        }
        catch (StoreFailedException ex) {
            logger.error(ex.getMessage(), ex);
            this.engine.fail(ex);
        }
    }

    /**
     * Adds a listener.
     * @return closing it takes the listener away
     */
    public AutoCloseable addListener(StoreListener listener) {
        return this.engine.listeners().add(listener);
    }

    /** How the store stands. */
    public StoreStats stats() {
        Map<String, CollectionStats> collections = new TreeMap<>();
        this.engine.collections().named().forEach((state) -> collections.put(state.name, state.stats()));
        List<CollectionState> all = this.engine.collections().all();
        long oldest = all.stream()
            .mapToLong((state) -> state.unflushed.oldest())
            .filter((since) -> since != 0)
            .min()
            .orElse(0);
        Duration lag = (oldest == 0) ? Duration.ZERO : Duration.ofMillis(Math.max(0, this.engine.now() - oldest));
        StoreFailedException failure = this.engine.failure();
        FlushCounts flushes = this.flusher.counts();
        return new StoreStats(directory(), isReadOnly(), this.engine.log().stats(), this.flusher.flushedLsn(), lag,
                all.stream().mapToLong((state) -> state.unflushed.count()).sum(), flushes.totals().succeeded(),
                flushes.failuresInARow(), flushes.lastFlush(), flushes.lastFailure(),
                (failure != null) ? failure.getMessage() : null, this.engine.quarantine().count(),
                this.engine.findings().counts(), this.engine.findings().kept(), this.engine.settings().flushInterval(),
                flushes.totals(), this.engine.committer().totals(), this.replayed, this.openTime, collections);
    }

    /**
     * The size of a collection's files, index files included. Looks at every file when
     * something has been flushed since the last call, so that it costs time with a
     * collection of many files; how much is bounded, by answering with the last figure
     * meanwhile.
     * @return bytes, 0 for a collection that has no files
     * @throws io.filestore.error.StoreIOException if the disk cannot be read
     */
    public long bytesOnDisk(String collection) {
        CollectionState state = this.engine.collections().get(collection);
        return this.diskUsage.computeIfAbsent(state.name, (name) -> new DiskUsage(this.engine.directory(), state))
            .bytes();
    }

    /**
     * Flushes, then checks files, indexes and log against memory. Costs about as much as
     * opening the store; the store goes on serving meanwhile.
     * @return every inconsistency that it found
     */
    public VerifyReport verify() {
        this.engine.requireOpen();
        return this.scheduler.call(() -> {
            if (!isReadOnly() && this.engine.failure() == null) {
                this.flusher.flush(Set.of());
            }
            return new Verification(this.engine).run();
        });
    }

    /**
     * Makes a copy of the store that is opened like any other: the files of one
     * checkpoint, and the log from there. It is written under another name beside the
     * target, compared with the store, and gets its name when all of it is on disk; what
     * an earlier one has left unfinished there is deleted. Changes go on meanwhile;
     * flushes wait, also those that are asked for, and verifications. What was
     * acknowledged before the call is in it, of collections with a log also most of what
     * was acknowledged since, without a gap.
     * @param target a directory that does not exist yet or is empty, elsewhere than the
     * store; relative to the working directory, or absolute
     * @return what is in it
     * @throws io.filestore.error.InvalidConfigurationException if a backup cannot be
     * there
     * @throws io.filestore.error.StoreIOException if it fails; the store is as before,
     * and nothing of the backup is left
     */
    public BackupReport backup(Path target) {
        this.engine.requireWritable();
        Path absolute = target.toAbsolutePath().normalize();
        return this.scheduler.call(() -> {
            this.flusher.flush(Set.of());
            return Backup.run(this.engine, absolute, this.flusher.flushedLsn());
        });
    }

    /**
     * Refuses further changes, flushes, and gives the directory free. Does nothing the
     * second time.
     * @throws io.filestore.error.StoreIOException if the last flush fails: what is logged
     * is still in the log, and the next start brings it back; changes of collections
     * without a log are lost
     */
    @Override
    public void close() {
        synchronized (this) {
            if (this.closed) {
                return;
            }
            this.closed = true;
        }
        this.scheduler.stop();
        this.engine.close();
        List<RuntimeException> failures = new ArrayList<>();
        if (!isReadOnly() && this.engine.failure() == null) {
            attempt(failures, () -> this.scheduler.call(() -> this.flusher.flush(Set.of())));
        }
        this.scheduler.shutdown();
        attempt(failures, () -> this.engine.log().close());
        if (failures.isEmpty() && !isReadOnly() && this.engine.failure() == null) {
            noteClosed();
        }
        attempt(failures, this::unlock);
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }

    private static void attempt(List<RuntimeException> failures, Runnable step) {
        try {
            step.run();
        }
        catch (RuntimeException ex) {
            failures.add(ex);
        }
    }

    /** From now on the directory is whole without its log. */
    private void noteClosed() {
        try {
            this.engine.checkpoints().closed();
        }
        catch (IOException ex) {
            logger.warn("It could not be noted that the store in {} is closed; the next start looks at its log",
                    directory(), ex);
        }
    }

    private void unlock() {
        try {
            this.lock.close();
        }
        catch (IOException ex) {
            logger.warn("The lock on {} could not be given back; it ends with the process", directory(), ex);
        }
    }

}
