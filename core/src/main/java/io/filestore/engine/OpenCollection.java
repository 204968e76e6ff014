package io.filestore.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import io.filestore.catalog.CatalogEntry;
import io.filestore.catalog.Layout;
import io.filestore.checksum.ChecksumFile;
import io.filestore.config.CollectionOptions;
import io.filestore.memory.CollectionMemory;
import io.filestore.memory.DirtySnapshot;
import io.filestore.memory.QueryCounts;
import io.filestore.query.PlanKind;
import io.filestore.report.CollectionStats;
import io.filestore.report.FlushReport;
import io.filestore.storage.IndexFile;
import io.filestore.storage.StorageStrategy;

/**
 * One collection of an open store: how it lies in files, and its rows in memory. The
 * files are the flush thread's, or whoever's who opens the collection; figures may be
 * read by anybody.
 */
public final class OpenCollection {

    private final CollectionMemory memory;

    private final CollectionOptions options;

    private final StorageStrategy strategy;

    private final @Nullable Layout layout;

    private final boolean persistent;

    private final List<IndexFile> indexFiles;

    private final @Nullable ChecksumFile checksums;

    private final AtomicInteger quarantined = new AtomicInteger();

    private volatile int shape = CatalogEntry.FIRST_SHAPE;

    private volatile boolean rewriteDue;

    private volatile Flushed flushed = new Flushed(0, 0, 0, null);

    OpenCollection(CollectionMemory memory, CollectionOptions options, StorageStrategy strategy,
            @Nullable Layout layout, boolean persistent, List<IndexFile> indexFiles, @Nullable ChecksumFile checksums) {
        this.memory = memory;
        this.options = options;
        this.strategy = strategy;
        this.layout = layout;
        this.persistent = persistent;
        this.indexFiles = indexFiles;
        this.checksums = checksums;
    }

    public String name() {
        return this.memory.name();
    }

    /** Its rows. */
    public CollectionMemory memory() {
        return this.memory;
    }

    public CollectionOptions options() {
        return this.options;
    }

    public StorageStrategy strategy() {
        return this.strategy;
    }

    /** What the catalog has of it, null if it has no files or always the same. */
    public @Nullable Layout layout() {
        return this.layout;
    }

    public boolean isPersistent() {
        return this.persistent;
    }

    public boolean isLogged() {
        return this.memory.logTable() != null;
    }

    public List<IndexFile> indexFiles() {
        return this.indexFiles;
    }

    public @Nullable ChecksumFile checksums() {
        return this.checksums;
    }

    /** How many damaged files and rows were set aside. */
    public AtomicInteger quarantined() {
        return this.quarantined;
    }

    /** Says of which shape its rows are. */
    public void shaped(int ofRows) {
        this.shape = ofRows;
    }

    /** Looks at what was loaded, once it is all there. */
    public void loaded() {
        this.memory.loaded();
        this.strategy.loaded(this.memory.size());
    }

    /** Lets the next flush write the files anew, since they hold what does not count. */
    public void requireRewrite() {
        this.rewriteDue = true;
    }

    /** Whether the next flush has to write the files anew. */
    public boolean isRewriteDue() {
        return this.rewriteDue || this.strategy.wantsCompaction();
    }

    public boolean hasFlushWork() {
        return this.persistent && (this.memory.dirtyCount() > 0 || isRewriteDue()
                || (this.checksums != null && this.checksums.hasWork())
                || this.indexFiles.stream().anyMatch(IndexFile::isUnchecked));
    }

    /**
     * Takes what is dirty, for a flush, which ends with {@link #flushed} or
     * {@link #giveBack}. Under the commit lock, like these.
     */
    public CollectionSnapshot take() {
        return new CollectionSnapshot(this, this.memory.take());
    }

    /** What is dirty now, without taking it; until {@link CollectionMemory#thaw}. */
    public CollectionSnapshot freeze() {
        return new CollectionSnapshot(this, this.memory.freeze());
    }

    /** What was taken is in the files. */
    public void flushed() {
        this.rewriteDue = false;
        this.memory.flushed();
    }

    /** What was taken is not in the files. */
    public void giveBack(DirtySnapshot taken) {
        this.memory.giveBack(taken);
    }

    /** Counts what a flush has written. Called by the flush thread only. */
    public void noteWritten(FlushReport.Written more, Instant at) {
        Flushed before = this.flushed;
        this.flushed = new Flushed(before.times + 1, before.rows + more.rows(), before.bytes + more.bytes(), at);
    }

    /** How often flushes have written something. */
    public long timesWritten() {
        return this.flushed.times;
    }

    public CollectionStats stats() {
        Flushed written = this.flushed;
        return new CollectionStats(name(), this.options.strategy(), this.strategy.path(), isLogged(),
                this.options.ttl(), this.memory.orderings().indexed(), this.options.unique(), this.memory.size(),
                this.memory.dirtyCount(), this.memory.counts().puts().sum(), this.memory.counts().deletes().sum(),
                this.memory.counts().expirations().sum(), written.rows(), written.bytes(), written.last(),
                queries(this.memory.queries()), this.quarantined.get(), this.shape);
    }

    private static Map<PlanKind, CollectionStats.QueryTotals> queries(QueryCounts counts) {
        Map<PlanKind, CollectionStats.QueryTotals> queries = new EnumMap<>(PlanKind.class);
        for (PlanKind kind : PlanKind.values()) {
            queries.put(kind,
                    new CollectionStats.QueryTotals(counts.queries(kind), Duration.ofNanos(counts.nanos(kind))));
        }
        return queries;
    }

    /**
     * What flushes have written so far.
     *
     * @param times how often they have written something
     * @param last when they did so last, null for never
     */
    private record Flushed(long times, long rows, long bytes, @Nullable Instant last) {
    }

}
