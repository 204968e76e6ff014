package io.filestore.benchmarks.table;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.filestore.benchmarks.child.Child;
import io.filestore.benchmarks.contestant.Durability;
import io.filestore.benchmarks.contestant.Kind;
import io.filestore.benchmarks.contestant.Setup;
import io.filestore.benchmarks.report.Folders;

/**
 * Contestants that are open side by side, each in its own process and loaded with the
 * same rows, so that they can take turns. They stay for the next table that wants them,
 * as loading and warming up takes longer than many a table.
 */
public final class Field implements AutoCloseable {

    private static final int HEAP_GIGABYTES = 2;

    private final Options options;

    private final Path directory;

    private final Map<Kind, Child> children = new ConcurrentHashMap<>();

    private final Map<Kind, Setup> setups = new ConcurrentHashMap<>();

    /** Nobody yet. */
    public Field(Options options) {
        this.options = options;
        this.directory = options.fresh("field");
    }

    void open(Durability durability, List<Kind> kinds) {
        open(durability, true, kinds);
    }

    /**
     * Opens these, and closes others. They are opened with or without what stores do in
     * the background of their own accord. If they do it, each one that is new puts rows
     * unforced for a while first, so that the compiler has done its work.
     */
    void open(Durability durability, boolean background, List<Kind> kinds) {
        this.children.keySet().stream().filter((kind) -> !kinds.contains(kind)).forEach(this::close);
        kinds.parallelStream().forEach((kind) -> {
            Path files = this.directory.resolve(kind.key());
            Setup setup = new Setup(kind, files.toString(), durability, background);
            if (!this.children.containsKey(kind)) {
                start(setup.with(Durability.UNFORCED));
            }
            if (!setup.equals(this.setups.put(kind, setup))) {
                child(kind).run((session) -> {
                    session.flush();
                    session.close();
                    session.open(setup);
                });
            }
        });
    }

    private void start(Setup setup) {
        Kind kind = setup.kind();
        int rows = this.options.rows();
        if (!kind.isRaw() && !Files.exists(setup.path())) {
            Prepared.load(this.options, kind, rows).copy(setup.path());
        }
        Child child = Child.start(HEAP_GIGABYTES, this.options.work());
        this.children.put(kind, child);
        this.setups.put(kind, setup);
        // A loop of system calls gives the compiler next to nothing to do.
        Duration warmUp = kind.isRaw() ? this.options.slice() : this.options.warmUp();
        child.run((session) -> {
            session.open(setup);
            session.prepare(rows);
            if (setup.background()) {
                session.puts(1, warmUp);
            }
            session.settle();
        });
    }

    Child child(Kind kind) {
        Child child = this.children.get(kind);
        if (child == null) {
            throw new IllegalArgumentException(kind + " does not take part.");
        }
        return child;
    }

    private void close(Kind kind) {
        child(kind).close();
        this.children.remove(kind);
        this.setups.remove(kind);
    }

    /** Closes all and deletes their files. */
    @Override
    public void close() {
        this.children.keySet().forEach(this::close);
        Folders.delete(this.directory);
    }

}
