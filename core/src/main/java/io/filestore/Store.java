package io.filestore;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.backend.Capabilities;
import io.filestore.backend.CollectionBackend;
import io.filestore.backend.TransactionDomain;
import io.filestore.check.DiskUsage;
import io.filestore.config.CollectionOptions;
import io.filestore.engine.OpenCollection;
import io.filestore.error.StoreFailedException;
import io.filestore.event.StoreListener;
import io.filestore.io.MadeRoot;
import io.filestore.io.StoreLocks;
import io.filestore.local.Transactions;
import io.filestore.open.OpenStore;
import io.filestore.open.Recovery;
import io.filestore.query.Operand;
import io.filestore.remote.Engines;
import io.filestore.report.BackupReport;
import io.filestore.report.FlushReport;
import io.filestore.report.StoreStats;
import io.filestore.report.VerifyReport;
import io.filestore.row.Row;
import io.filestore.row.RowCodec;
import io.filestore.row.RowType;
import tools.jackson.core.type.TypeReference;

/**
 * Collections of JSON rows, in memory and, each by its own strategy, in files. One store
 * has one directory for itself while it is open. Thread-safe.
 *
 * <p>
 * Reads touch no file, and take no lock but while a transaction becomes visible. A change
 * is in the write-ahead log, as durable as its collection promises, before it returns and
 * before anybody sees it; the files follow at the next flush. What survives what is in
 * {@code docs/durability.md}.
 *
 * <p>
 * Most of its lines say what a method promises; each hands over to the part that does it.
 */
public class Store implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(Store.class);

    private final OpenStore opened;

    private final TransactionDomain domain;

    private final Maintenance maintenance;

    private final Map<String, DiskUsage> diskUsage = new ConcurrentHashMap<>();

    private final long replayed;

    private final Duration openTime;

    private final Closing closing;

    private final Engines engines;

    Store(Recovery.Recovered recovered, Engines engines, StoreLocks locks, MadeRoot made, Duration openTime) {
        this.opened = recovered.store();
        this.engines = engines;
        TransactionDomain local = new Transactions(this.opened.collections(), this.opened.state(), this.opened.queue(),
                this.opened.settings().clock(), this.opened.settings().scanWarning());
        this.domain = engines.isEmpty() ? local : engines.over(local, this.opened.listeners(),
                this.opened.state()::requireOpen, this.opened.state()::requireWritable);
        this.replayed = recovered.replayed();
        this.openTime = openTime;
        this.maintenance = new Maintenance(this.opened, recovered.flushedLsn());
        this.closing = new Closing(this.opened, this.maintenance, locks, made, engines);
        logger.info("Opened {}{}: {} collections with {} rows, {} changes replayed from the log, in {} ms", directory(),
                isReadOnly() ? " to read only" : "", this.opened.collections().named().size(),
                this.opened.collections().named().stream().mapToLong((each) -> each.memory().size()).sum(),
                this.replayed, openTime.toMillis());
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
        return this.opened.settings().directory().root();
    }

    public boolean isClosed() {
        return this.opened.state().isClosed();
    }

    public boolean isReadOnly() {
        return this.opened.settings().readOnly();
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
     * @throws io.filestore.error.InvalidRowException if values of the type would not come
     * back as they were put: it has a field that is not stored, or not read again, no
     * fields at all, or type parameters
     */
    public <T> RowCollection<T> collection(String name, Class<T> type) {
        return collection(name, this.opened.settings().codec().type(type));
    }

    /**
     * A collection with rows of a type that has type parameters, such as {@code new
     * TypeReference<Envelope<Line>>() {}}.
     * @param type names the whole type
     * @throws io.filestore.error.InvalidRowException as
     * {@link #collection(String, Class)}
     */
    public <T> RowCollection<T> collection(String name, TypeReference<T> type) {
        return collection(name, this.opened.settings().codec().type(type));
    }

    private <T> RowCollection<T> collection(String name, RowType<T> type) {
        return new RowCollection<>(backend(name), type, this.opened.settings().codec());
    }

    CollectionBackend backend(String name) {
        return this.domain.rows(name);
    }

    /**
     * The names of all collections, sorted. Those that are not configured are there once
     * they have been asked for.
     */
    public SortedSet<String> collectionNames() {
        SortedSet<String> names = new TreeSet<>(this.engines.names());
        this.opened.collections().named().forEach((collection) -> names.add(collection.name()));
        return names;
    }

    /** The options of a collection. */
    public CollectionOptions options(String collection) {
        return isRemote(collection) ? this.engines.options(collection)
                : this.opened.collections().get(collection).options();
    }

    /**
     * What can be had of a collection: what not is refused when it is asked for, where
     * the configuration has not shown it at the start.
     */
    public Capabilities capabilities(String collection) {
        return backend(collection).capabilities();
    }

    private boolean isRemote(String collection) {
        this.opened.state().requireOpen();
        return this.engines.has(collection);
    }

    /**
     * The file that holds a row once it is flushed; null for a collection that has no
     * files.
     */
    public @Nullable Path fileOf(String collection, String rowId) {
        return isRemote(collection) ? null : this.opened.collections().get(collection).strategy().fileOf(rowId);
    }

    /**
     * What a property of a class is called in the JSON of this store, as its mapper has
     * it.
     * @param type a record or another class
     * @param property its name in Java
     * @return null if there is none of that name that is stored
     */
    public @Nullable String fieldOf(Class<?> type, String property) {
        return this.opened.settings().codec().fieldOf(type, property);
    }

    /**
     * What a value is in the JSON of this store where it is that of a property, with the
     * annotations of the property and the store's mapper: what to compare rows with to
     * find those that have it. A value that is an element of the property is one of its
     * array; any other is what the store's mapper makes of it.
     * @param type a record or another class
     * @param property its name in Java
     * @throws io.filestore.error.InvalidQueryException if it cannot be written
     */
    public Operand operandOf(Class<?> type, String property, @Nullable Object value) {
        RowCodec codec = this.opened.settings().codec();
        return Operand.of(value, (given) -> codec.encodeProperty(type, property, given));
    }

    /** The global values. */
    public Values values() {
        return new Values(this.domain.values(), this.opened.settings().codec());
    }

    /**
     * Changes several rows at once: all of the changes become visible and durable
     * together, or none if the work throws. The work runs again if what it has read has
     * changed meanwhile, so it should do nothing that must not be done twice.
     *
     * <p>
     * While the work runs, its thread is in the transaction: collections and values of
     * this store take part in it, whether they come from the transaction or from the
     * store. Work inside it that calls {@code transact} again joins it; if that inner
     * work throws, nothing of the outer one is committed either, also if the outer one
     * catches the exception. Other threads take no part, whatever they were given, nor do
     * other stores. Flushing, verifying or closing the store inside it does what it does
     * elsewhere, and knows nothing of changes that are not committed.
     * @param work reads and changes
     * @return what the work returns
     * @throws io.filestore.error.TransactionConflictException if others were faster each
     * time, for 1,000 attempts or 10 seconds
     * @throws io.filestore.error.TransactionRolledBackException if work that had joined
     * has thrown something, and this one not
     * @throws io.filestore.error.CrossDomainTransactionException if it touches
     * collections that do not change together, such as one in memory and one that an
     * engine keeps
     * @throws io.filestore.error.OutcomeUnknownException if it cannot be told whether it
     * is done
     * @throws io.filestore.error.WriteTooLargeException if it is larger than a
     * transaction can be
     * @throws io.filestore.error.UniqueViolationException if a unique field would be on
     * two rows afterwards
     */
    public <T extends @Nullable Object> T transact(Function<Transaction, T> work) {
        this.opened.state().requireOpen();
        return this.domain.run((running) -> work.apply(new Transaction(running, this.opened.settings().codec())));
    }

    /**
     * Begins a transaction that can change something and takes any time.
     * @see #begin(TransactionOptions)
     */
    public OpenTransaction begin() {
        return begin(TransactionOptions.DEFAULT);
    }

    /**
     * Begins a transaction that this thread is in from now on, as in {@link #transact},
     * until it commits it or rolls it back. Nothing runs again here: if what it has read
     * has changed, its commit is refused. For frameworks that have a beginning and an
     * end, such as Spring's transactions; {@code transact} is easier where there is work
     * to be given.
     * @throws IllegalStateException if this thread is in a transaction of this store
     * already
     */
    public OpenTransaction begin(TransactionOptions options) {
        this.opened.state().requireOpen();
        Duration timeout = options.timeout();
        return new OpenTransaction(this.domain.begin(options.readOnly(), (timeout != null) ? timeout.toMillis() : 0));
    }

    /**
     * Whether others have changed what the transaction of this thread has read, so that
     * it cannot commit any more: who comes upon a contradiction in a transaction, such as
     * a row that has another version than it should have, can tell by it that beginning
     * anew will help. False if the thread is in no transaction. Costs what the check of a
     * commit does.
     */
    public boolean hasConflict() {
        return this.domain.hasConflict();
    }

    /**
     * Writes everything that has changed to the files now, and waits for it.
     * @return what it wrote
     * @throws io.filestore.error.StoreIOException if it fails; nothing is lost, and it is
     * tried again
     */
    public FlushReport flush() {
        this.opened.state().requireWritable();
        return this.maintenance.flush();
    }

    /**
     * Flushes, and writes the files of a collection anew in their smallest form, if it
     * has any.
     * @return what it wrote
     */
    public FlushReport compact(String collection) {
        this.opened.state().requireWritable();
        return isRemote(collection) ? this.maintenance.flush()
                : this.maintenance.compact(this.opened.collections().get(collection));
    }

    /**
     * Begins to flush at the configured interval; does nothing if it does so already, or
     * if the store is read-only.
     */
    public void startFlushing() {
        this.opened.state().requireOpen();
        if (!isReadOnly()) {
            this.maintenance.scheduler().start();
        }
    }

    /** Stops flushing by itself; {@link #flush} and {@link #close} still flush. */
    public void stopFlushing() {
        this.maintenance.scheduler().stop();
    }

    public boolean isFlushing() {
        return this.maintenance.scheduler().isRunning();
    }

    /**
     * Adds a listener, which gets a thread of its own.
     * @return closing it takes the listener away
     */
    public AutoCloseable addListener(StoreListener listener) {
        return this.opened.listeners().add(listener);
    }

    /** How the store stands. */
    public StoreStats stats() {
        return Figures.of(this.opened, this.engines, this.maintenance.flusher(), this.replayed, this.openTime);
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
        if (isRemote(collection)) {
            return 0;
        }
        OpenCollection asked = this.opened.collections().get(collection);
        return this.diskUsage
            .computeIfAbsent(asked.name(), (name) -> new DiskUsage(this.opened.settings().directory(), asked))
            .bytes();
    }

    /**
     * Flushes, then checks files, indexes and log against memory. Costs about as much as
     * opening the store; the store goes on serving meanwhile.
     * @return every inconsistency that it found
     */
    public VerifyReport verify() {
        this.opened.state().requireOpen();
        return this.maintenance.verify();
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
        this.opened.state().requireWritable();
        return this.maintenance.backup(target.toAbsolutePath().normalize());
    }

    /**
     * Refuses further changes, flushes, and gives the directory free. If opening had to
     * make the directory, and nothing was ever written into it, it is taken away again.
     * While one call does so, another waits for it and then returns; but not within the
     * first call, nor on the store's own threads, such as a listener's.
     * @throws io.filestore.error.StoreIOException if the last flush fails: what is logged
     * is still in the log, and the next start brings it back; changes of collections
     * without a log are lost
     * @throws StoreFailedException if the store had failed before, and changes of
     * collections without a log are lost by that
     */
    @Override
    public void close() {
        this.closing.close();
    }

}
