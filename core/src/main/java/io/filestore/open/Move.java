package io.filestore.open;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

import org.jspecify.annotations.Nullable;

import io.filestore.catalog.CatalogEntry;
import io.filestore.catalog.Layout;
import io.filestore.engine.Checkpoints;
import io.filestore.engine.CollectionFactory;
import io.filestore.engine.CollectionSnapshot;
import io.filestore.engine.OpenCollection;
import io.filestore.engine.Strategies;
import io.filestore.error.StoreIOException;
import io.filestore.flush.FlushFiles;
import io.filestore.io.FileBatch;
import io.filestore.io.FileNames;
import io.filestore.io.ReplacedFiles;
import io.filestore.io.StoreDirectory;
import io.filestore.memory.RowTable;
import io.filestore.row.StoredRow;
import io.filestore.storage.Places;
import io.filestore.storage.StorageStrategy;

/**
 * The move of one collection from where the catalog says to where the settings say.
 * {@link Moves} has the order of the steps.
 */
final class Move {

    private final StoreDirectory directory;

    private final Strategies strategies;

    private final OpenCollection collection;

    private final Layout target;

    private final Layout from;

    private final int shape;

    private final int newShape;

    private final Places old;

    private final boolean onTop;

    /** Where the rows are read from. */
    private Layout rows;

    private long count;

    private long sum;

    Move(StoreDirectory directory, Strategies strategies, OpenCollection collection, CatalogEntry from,
            StorageStrategy old) {
        this(directory, strategies, collection, from, old, from.shape());
    }

    /**
     * @param collection where the rows are to be loaded from the new files
     * @param from what the catalog says
     * @param old reads the old files
     * @param newShape that the rows have at the new place
     */
    Move(StoreDirectory directory, Strategies strategies, OpenCollection collection, CatalogEntry from,
            StorageStrategy old, int newShape) {
        this(directory, strategies, collection, from, Places.of(old), newShape);
    }

    /** A move of rows that an engine has. */
    Move(StoreDirectory directory, Strategies strategies, OpenCollection collection, CatalogEntry from) {
        this(directory, strategies, collection, from, Places.NONE, from.shape());
    }

    private Move(StoreDirectory directory, Strategies strategies, OpenCollection collection, CatalogEntry from,
            Places old, int newShape) {
        this.directory = directory;
        this.strategies = strategies;
        this.collection = collection;
        this.target = Objects.requireNonNull(collection.layout());
        this.from = from.rows();
        this.rows = this.from;
        this.shape = from.shape();
        this.newShape = newShape;
        this.old = old;
        this.onTop = this.old.overlaps(Places.of(collection.strategy()));
    }

    OpenCollection collection() {
        return this.collection;
    }

    /** Whether old and new files would lie on top of each other. */
    boolean isOnTop() {
        return this.onTop;
    }

    /** Whether the rows can be read once their files have been taken to a folder. */
    boolean canBeReadElsewhere() {
        Path folder = this.directory.resolve(FileNames.REPLACED);
        StorageStrategy elsewhere = this.strategies.recorded(this.collection.name(), within(FileNames.REPLACED));
        List<Path> expected = new ArrayList<>();
        for (Path place : this.old.all()) {
            Path outermost = this.old.outermost().stream().filter(place::startsWith).findFirst().orElse(place);
            expected.add(folder.resolve(outermost.getFileName()).resolve(outermost.relativize(place)).normalize());
        }
        return elsewhere != null && Places.of(elsewhere).all().equals(expected);
    }

    private Layout within(String folder) {
        Path name = this.from.in(this.directory).getFileName();
        return new Layout(this.from.strategy(), folder + "/" + name, this.from.form());
    }

    /** What is to be recorded before the old files are taken to a folder to be read. */
    CatalogEntry parked(String folder) {
        this.rows = within(folder);
        return CatalogEntry.of(this.rows).leaving(this.from, folder).shaped(this.shape);
    }

    /** What is to be recorded before the first new file is written. */
    CatalogEntry begun() {
        return CatalogEntry.of(this.rows).movingTo(this.target).shaped(this.shape);
    }

    /**
     * What is to be recorded when the new files are complete.
     * @param folder where the old ones go
     */
    CatalogEntry done(String folder) {
        CatalogEntry done = (this.count > 0) ? CatalogEntry.of(this.target) : CatalogEntry.fresh(this.target);
        return (isToBeTaken() ? done.leaving(this.from, folder) : done).shaped(this.newShape);
    }

    /** Whether the old files are still where they were. */
    boolean isToBeTaken() {
        return this.rows.equals(this.from) && !this.from.remote()
                && !this.from.path().startsWith(FileNames.REPLACED + "/");
    }

    /** Takes the old files to a folder. */
    void take(String folder) throws IOException {
        ReplacedFiles replaced = new ReplacedFiles(this.directory);
        for (Path place : this.old.outermost()) {
            replaced.take(place, this.directory.resolve(folder));
        }
    }

    /** Reads the old files, and writes their rows where they are to be. */
    void write(Loading loading, CollectionFactory factory, Checkpoints checkpoints, long now,
            @Nullable Progress progress) throws IOException {
        StorageStrategy strategy = Objects.requireNonNull(this.strategies.recorded(this.collection.name(), this.rows),
                this.rows::toString);
        OpenCollection before = factory.apart(this.collection, strategy);
        tell(progress, () -> "from " + this.from + ": " + before.memory().sizeSoFar() + " rows read so far");
        loading.load(List.of(before));
        this.collection.quarantined().addAndGet(before.quarantined().get());
        write(before.memory().rows(), loading, factory, checkpoints, now, progress);
    }

    /** Writes these rows where they are to be; the new files are durable then. */
    void write(RowTable toWrite, Loading loading, CollectionFactory factory, Checkpoints checkpoints, long now,
            @Nullable Progress progress) throws IOException {
        this.count = toWrite.size();
        this.sum = sum(toWrite);
        clearTheWay();
        OpenCollection after = factory.again(this.collection);
        loading.loadNew(after);
        // Nobody else has it, so that it needs no commit lock.
        after.memory().rows().guardedBy(() -> true);
        for (StoredRow row : toWrite) {
            after.memory().apply(row.id(), null, row, now);
        }
        FlushFiles files = new FlushFiles(this.directory, checkpoints.next(0), true, null);
        tell(progress, () -> "to " + this.target + ": " + files.rows() + " of " + this.count + " rows written so far");
        write(after.take(), files);
    }

    /** The old file may have been the only one in directories that are in the way. */
    private void clearTheWay() throws IOException {
        Path path = this.collection.strategy().path();
        if (path != null) {
            boolean oneFile = this.collection.strategy().isOneFile();
            for (Path empty : oneFile ? List.of(path) : this.directory.entries(path)) {
                new ReplacedFiles(this.directory).deleteEmpty(empty);
            }
        }
    }

    private void tell(@Nullable Progress progress, Supplier<String> state) {
        if (progress != null) {
            progress.now(() -> "Moving collection '" + this.collection.name() + "' " + state.get());
        }
    }

    private void write(CollectionSnapshot work, FlushFiles files) throws IOException {
        FileBatch batch = files.batch();
        try {
            files.writeInParts(work, false, batch);
            batch.commit();
        }
        finally {
            batch.abandon();
        }
        files.writeIndexes(work);
        files.completeChecksums(work);
        Path checksums = work.collection().strategy().checksumFile();
        if (checksums != null && this.directory.stat(checksums) != null) {
            this.directory.force(checksums);
        }
    }

    /** Compares what was loaded from the new files with what was written to them. */
    void requireComplete() {
        if (this.collection.memory().size() != this.count || sum(this.collection.memory().rows()) != this.sum) {
            throw new StoreIOException("The " + this.count + " rows of collection '" + this.collection.name()
                    + "' came back from " + this.target + " as " + this.collection.memory().size()
                    + " rows, or with other content. They are still in " + this.rows
                    + " and stay there; another strategy or path may do.", new IOException(this.target.path()));
        }
    }

    /** A number that depends on all rows and not on their order. */
    private static long sum(RowTable rows) {
        long sum = 0;
        CRC32C crc = new CRC32C();
        for (StoredRow row : rows) {
            crc.reset();
            crc.update(row.id().getBytes(StandardCharsets.UTF_8));
            crc.update(row.json());
            sum += crc.getValue() * 31 + row.expiresAt();
        }
        return sum;
    }

    /** What has happened, a sentence. */
    String told(String folder) {
        String kept = isToBeTaken() ? folder : this.rows.path().substring(0, this.rows.path().lastIndexOf('/'));
        return "Collection '" + this.collection.name() + "' has moved from " + this.from + " to " + this.target + ": "
                + this.count + " rows; its old files are kept in " + kept;
    }

}
