package io.filestore.benchmarks.table;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import io.filestore.benchmarks.child.Child;
import io.filestore.benchmarks.repository.RepositoryAccess;
import io.filestore.benchmarks.repository.RepositoryKind;
import io.filestore.benchmarks.repository.RepositorySetup;

/**
 * Repositories over stores that have been filled with the same rows, each store in a
 * process of its own.
 */
final class RepositoryStores implements AutoCloseable {

    private static final int HEAP_GIGABYTES = 2;

    private final Map<RepositoryKind, Child> children = new ConcurrentHashMap<>();

    private RepositoryStores() {
    }

    /** Opens these, and fills those that no other table has filled. */
    static RepositoryStores open(Options options, List<RepositoryKind> kinds, boolean forced) {
        RepositoryStores stores = new RepositoryStores();
        int rows = options.rows();
        kinds.parallelStream().forEach((kind) -> {
            Path directory = options.work().resolve("repository-" + kind.key() + "-" + rows);
            RepositorySetup setup = new RepositorySetup(kind, directory.toString(), forced);
            boolean filled = kind.hasFiles() && Files.exists(directory);
            Child child = Child.start(HEAP_GIGABYTES, options.work());
            stores.children.put(kind, child);
            child.run((session) -> session.repositories().open(setup, rows));
            if (!filled) {
                child.run((session) -> session.repositories().load());
            }
        });
        return stores;
    }

    Child child(RepositoryAccess access) {
        @Nullable Child child = this.children.get(access.kind());
        if (child == null) {
            throw new IllegalArgumentException(access + " does not take part.");
        }
        return child;
    }

    @Override
    public void close() {
        this.children.values().forEach(Child::close);
    }

}
