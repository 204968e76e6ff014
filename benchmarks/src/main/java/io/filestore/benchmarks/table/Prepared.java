package io.filestore.benchmarks.table;

import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.filestore.benchmarks.child.Child;
import io.filestore.benchmarks.child.Timed;
import io.filestore.benchmarks.contestant.Durability;
import io.filestore.benchmarks.contestant.Kind;
import io.filestore.benchmarks.contestant.Setup;
import io.filestore.benchmarks.report.Folders;

/**
 * The files of a contestant that has been loaded and closed.
 *
 * @param setup how it was opened
 * @param rows how many rows it has
 */
record Prepared(Setup setup, int rows) implements Serializable {

    private static final int ROWS_PER_GIGABYTE = 250_000;

    /**
     * Loads a contestant, or takes what another table has loaded. Whoever changes more
     * than a few rows works on a {@link #copy}.
     */
    static Prepared load(Options options, Kind kind, int rows) {
        Path directory = options.work().resolve(kind.directory(rows));
        Prepared prepared = new Prepared(new Setup(kind, directory, Durability.UNFORCED), rows);
        if (!Files.exists(directory)) {
            try (Child child = prepared.child()) {
                child.run((session) -> session.fill(prepared.setup, rows));
            }
        }
        return prepared;
    }

    /** Loads several contestants at a time. */
    static List<Prepared> load(Options options, List<Kind> kinds, int rows) {
        return kinds.parallelStream().map((kind) -> load(options, kind, rows)).toList();
    }

    Prepared copy(Options options, String suffix) {
        Path directory = options.fresh(directory().getFileName() + suffix);
        copy(directory);
        return new Prepared(new Setup(this.setup.kind(), directory, this.setup.durability()), this.rows);
    }

    void copy(Path directory) {
        Folders.copy(directory(), directory);
    }

    /** A fresh virtual machine with heap enough. */
    Child child() {
        return Child.start(2 + this.rows / ROWS_PER_GIGABYTE, directory().resolveSibling(""));
    }

    /** Opens it in a fresh virtual machine. */
    Timed start() {
        try (Child child = child()) {
            return child.call((session) -> session.open(this.setup));
        }
    }

    Path directory() {
        return this.setup.path();
    }

    String label() {
        return this.setup.kind().label();
    }

}
