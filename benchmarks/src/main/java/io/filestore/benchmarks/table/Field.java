package io.filestore.benchmarks.table;

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
 * same rows, so that they can take turns.
 */
final class Field implements AutoCloseable {

    private static final int HEAP_GIGABYTES = 2;

    private final Map<Kind, Child> children = new ConcurrentHashMap<>();

    private final Path directory;

    Field(Options options, Durability durability, List<Kind> kinds) {
        this(options, durability, true, kinds);
    }

    /**
     * With or without what stores do in the background of their own accord. If they do,
     * each puts rows unforced for a while first, so that the compiler has done its work.
     */
    Field(Options options, Durability durability, boolean background, List<Kind> kinds) {
        this.directory = options.fresh("field");
        int rows = options.rows();
        kinds.parallelStream().forEach((kind) -> {
            Path files = this.directory.resolve(kind.key());
            if (!kind.isRaw()) {
                Prepared.load(options, kind, rows).copy(files);
            }
            // A loop of system calls gives the compiler next to nothing to do.
            Duration warmUp = kind.isRaw() ? options.slice() : options.warmUp();
            Child child = Child.start(HEAP_GIGABYTES, options.work());
            this.children.put(kind, child);
            Setup setup = new Setup(kind, files.toString(), durability, background);
            child.run((session) -> {
                Setup first = setup.with(Durability.UNFORCED);
                session.open(first);
                session.prepare(rows);
                if (background) {
                    session.puts(1, warmUp);
                }
                session.settle();
                if (!setup.equals(first)) {
                    session.close();
                    session.open(setup);
                }
            });
        });
    }

    Child child(Kind kind) {
        Child child = this.children.get(kind);
        if (child == null) {
            throw new IllegalArgumentException(kind + " does not take part.");
        }
        return child;
    }

    @Override
    public void close() {
        this.children.values().forEach(Child::close);
        Folders.delete(this.directory);
    }

}
