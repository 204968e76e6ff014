package io.filestore.check;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.filestore.checksum.ChecksumCheck;
import io.filestore.checksum.ChecksumFile;
import io.filestore.commit.CommitQueue;
import io.filestore.commit.StoreState;
import io.filestore.config.StoreSettings;
import io.filestore.engine.CollectionSnapshot;
import io.filestore.engine.OpenCollection;
import io.filestore.engine.OpenCollections;
import io.filestore.memory.FieldIndex;
import io.filestore.memory.Ordering;
import io.filestore.report.Finding;
import io.filestore.report.Findings;
import io.filestore.report.VerifyReport;
import io.filestore.row.DirtyRows;
import io.filestore.row.StoredRow;
import io.filestore.storage.IndexFile;
import io.filestore.storage.RowLoader;
import io.filestore.storage.StorageStrategy;

/**
 * Compares memory with files, indexes and log, and lists every difference. Runs on the
 * flush thread, right after a flush, while the store goes on serving: rows that have
 * changed since are left out. A finding names rows, and never says what is in one.
 */
public final class Verification {

    private final StoreSettings settings;

    private final Function<OpenCollection, StorageStrategy> strategies;

    private final RowLoader loader;

    private final List<String> findings = java.util.Collections.synchronizedList(new ArrayList<>());

    private final Map<String, Long> inFiles = new ConcurrentHashMap<>();

    private long rows;

    /**
     * @param strategies reads the files of a collection
     */
    public Verification(StoreSettings settings, Function<OpenCollection, StorageStrategy> strategies) {
        this.settings = settings;
        this.strategies = strategies;
        this.loader = new RowLoader(settings.directory());
    }

    /** How many rows the files of a collection have that was compared. */
    public long rowsInFiles(String collection) {
        return this.inFiles.getOrDefault(collection, 0L);
    }

    /** Compares files with memory as of a moment, and returns how they differ. */
    public List<String> compare(List<CollectionSnapshot> moments) throws IOException {
        for (CollectionSnapshot moment : moments) {
            check(moment);
        }
        return this.findings;
    }

    /**
     * Compares all that there is.
     * @param told what the store has found since it was opened
     */
    public VerifyReport run(OpenCollections collections, CommitQueue queue, StoreState state, Findings told)
            throws Exception {
        List<CollectionSnapshot> moments = new ArrayList<>();
        boolean readOnly = this.settings.readOnly();
        try {
            queue.exclusively(() -> {
                for (OpenCollection collection : collections.all()) {
                    moments.add(collection.freeze());
                    checkIndexes(collection);
                }
                if (!readOnly && state.failure() == null) {
                    this.settings.log().seal();
                }
                return 0;
            });
            for (CollectionSnapshot moment : moments) {
                check(moment);
            }
            this.findings.addAll(this.settings.log().verify(readOnly));
            tell(StrayFiles.amongOwn(this.settings.directory()).findings(null));
        }
        finally {
            queue.exclusively(() -> {
                moments.forEach((moment) -> moment.collection().memory().thaw());
                return 0;
            });
        }
        told.kept().stream().filter(Verification::isLasting).map(Finding::text).forEach(this.findings::add);
        return new VerifyReport(this.findings, this.rows);
    }

    private void tell(List<Finding> strays) {
        if (this.settings.reportStrayFiles()) {
            strays.forEach((stray) -> this.findings.add(stray.text()));
        }
    }

    /** What the files do not show any more, once they have been written anew. */
    private static boolean isLasting(Finding finding) {
        return switch (finding.kind()) {
            case MISSING, REMOVED, OUTDATED, CONFLICT, DUPLICATE_KEY -> true;
            case DAMAGED, STRAY_FILE -> false;
        };
    }

    private void check(CollectionSnapshot moment) throws IOException {
        OpenCollection collection = moment.collection();
        for (StoredRow row : moment.rows().all()) {
            this.rows++;
        }
        if (!collection.isPersistent()) {
            return;
        }
        Set<String> dirty = moment.rows().changed().stream().map(DirtyRows.DirtyRow::id).collect(Collectors.toSet());
        Map<String, StoredRow> files = load(collection, dirty);
        this.inFiles.put(collection.name(), (long) files.size());
        for (StoredRow row : moment.rows().all()) {
            StoredRow inFile = files.remove(row.id());
            if (dirty.contains(row.id())) {
                continue;
            }
            if (inFile == null) {
                find(collection, "row '" + row.id() + "' is in memory but not in the files");
            }
            else if (!Arrays.equals(inFile.json(), row.json()) || inFile.expiresAt() != row.expiresAt()) {
                find(collection, "row '" + row.id() + "' has " + figures(row) + " in memory but " + figures(inFile)
                        + " in the files" + (sameFigures(row, inFile) ? ", which are others" : ""));
            }
        }
        files.keySet()
            .stream()
            .filter((id) -> !dirty.contains(id))
            .forEach((id) -> find(collection, "row '" + id + "' is in the files but not in memory"));
        if (dirty.isEmpty()) {
            checkIndexFiles(collection, moment.rows());
        }
    }

    private Map<String, StoredRow> load(OpenCollection collection, Set<String> dirty) throws IOException {
        StorageStrategy strategy = this.strategies.apply(collection);
        ChecksumFile checksums = ChecksumFile.of(this.settings.directory(), strategy);
        ChecksumCheck check = (checksums != null) ? checksums.check() : null;
        FileRows files = new FileRows(collection, (finding) -> find(collection, finding));
        this.loader.load(strategy, (check != null) ? check.before(files) : files);
        tell(files.strays());
        if (checksums != null && check != null) {
            compare(checksums, check, files, dirty);
        }
        return files.rows();
    }

    private void compare(ChecksumFile checksums, ChecksumCheck check, FileRows files, Set<String> dirty)
            throws IOException {
        OpenCollection collection = files.collection();
        Map<String, StoredRow> rows = files.rows();
        check.finish(rows::containsKey).forEach((rot) -> find(collection, rot.file() + ": " + rot.reason()));
        check.losses().forEach((loss) -> find(collection, loss.what()));
        if (!this.settings.readOnly()) {
            check.damage().forEach((finding) -> find(collection, finding));
            check.unrecorded()
                .stream()
                .filter((id) -> !dirty.contains(id) && isSame(rows.get(id), collection.memory().row(id)))
                .forEach((id) -> find(collection, "row '" + id + "' is not as " + checksums.file()
                        + " says; another program has changed one of the files"));
        }
    }

    /** What differs from memory is a finding of its own. */
    private static boolean isSame(@Nullable StoredRow inFile, @Nullable StoredRow row) {
        return inFile != null && row != null && Arrays.equals(inFile.json(), row.json());
    }

    private void checkIndexFiles(OpenCollection collection, DirtyRows moment) throws IOException {
        for (IndexFile file : collection.indexFiles()) {
            if (!file.isUnchecked()) {
                file.verify(moment).forEach((finding) -> find(collection, finding));
            }
        }
    }

    /**
     * Under the commit lock, so that nothing moves; every row is looked up, and every
     * entry counted.
     */
    private void checkIndexes(OpenCollection collection) {
        for (FieldIndex index : collection.memory().indexes().all()) {
            for (StoredRow row : collection.memory().rows()) {
                if (!index.finds(row)) {
                    find(collection, "index " + index + " does not find row '" + row.id() + "'");
                }
            }
            long stray = index.strayEntries();
            if (stray > 0) {
                find(collection, "index " + index + " has " + stray + " entries that belong to no row");
            }
        }
        for (Ordering ordering : collection.memory().orderings().all()) {
            String flaw = ordering.flaw();
            if (flaw != null) {
                find(collection, "the order by " + ordering + " is wrong: " + flaw);
            }
        }
    }

    private void find(OpenCollection collection, String finding) {
        this.findings.add("Collection '" + collection.name() + "': " + finding);
    }

    private static String figures(StoredRow row) {
        return row.json().length + " bytes"
                + ((row.expiresAt() != 0) ? ", expires at " + Instant.ofEpochMilli(row.expiresAt()) : "");
    }

    private static boolean sameFigures(StoredRow one, StoredRow other) {
        return one.json().length == other.json().length && one.expiresAt() == other.expiresAt();
    }

}
