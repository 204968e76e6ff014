package io.filestore.benchmarks.jmh;

import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import io.filestore.benchmarks.contestant.Contestant;
import io.filestore.benchmarks.contestant.Durability;
import io.filestore.benchmarks.contestant.Kind;
import io.filestore.benchmarks.contestant.Setup;
import io.filestore.benchmarks.report.Folders;

/**
 * A contestant with rows, in a directory of its own.
 */
final class Opened {

    private final @Nullable Contestant contestant;

    private final Path directory;

    private Opened(@Nullable Contestant contestant, Path directory) {
        this.contestant = contestant;
        this.directory = directory;
    }

    static Opened none() {
        return new Opened(null, Path.of(""));
    }

    static Opened loaded(Kind kind, Durability durability, int rows) throws Exception {
        Path directory = files(kind, rows);
        return new Opened((Contestant) new Setup(kind, directory, durability).open(), directory);
    }

    /** A new directory with rows: a copy of what the table has loaded, if it has. */
    static Path files(Kind kind, int rows) throws Exception {
        Path directory = Files.createTempDirectory("jmh");
        Path prepared = Path.of(System.getProperty("java.io.tmpdir")).resolve(kind.directory(rows));
        if (Files.exists(prepared)) {
            Folders.copy(prepared, directory);
        }
        else {
            Contestant loading = (Contestant) new Setup(kind, directory, Durability.UNFORCED).open();
            loading.load(rows);
            loading.close();
        }
        return directory;
    }

    Contestant contestant() {
        if (this.contestant == null) {
            throw new IllegalStateException("Nothing is open.");
        }
        return this.contestant;
    }

    void close() throws Exception {
        contestant().close();
        Folders.delete(this.directory);
    }

}
