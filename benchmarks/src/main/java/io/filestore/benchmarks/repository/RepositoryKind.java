package io.filestore.benchmarks.repository;

import java.util.Locale;
import java.util.function.Function;

/**
 * What is below a repository.
 */
public enum RepositoryKind {

    FILESTORE(FilestoreRepositoryStore::new),

    SQLITE(JdbcRepositoryStore::sqlite),

    H2(JdbcRepositoryStore::h2),

    /** Has no files, and so is filled where it is opened. */
    KEY_VALUE((setup) -> new KeyValueRepositoryStore());

    private final Function<RepositorySetup, RepositoryStore> opening;

    RepositoryKind(Function<RepositorySetup, RepositoryStore> opening) {
        this.opening = opening;
    }

    /** As files call it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public boolean hasFiles() {
        return this != KEY_VALUE;
    }

    RepositoryStore open(RepositorySetup setup) {
        return this.opening.apply(setup);
    }

}
