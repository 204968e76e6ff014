package io.filestore.benchmarks.repository;

import java.util.List;
import java.util.stream.Stream;

/**
 * Who is called: the collection and the repository over it, which share a process, and
 * repositories over others.
 */
public enum RepositoryAccess {

    COLLECTION("filestore, RowCollection", RepositoryKind.FILESTORE),

    REPOSITORY("filestore, repository", RepositoryKind.FILESTORE),

    SQLITE("Spring Data JDBC, SQLite", RepositoryKind.SQLITE),

    H2("Spring Data JDBC, H2", RepositoryKind.H2),

    KEY_VALUE("Spring Data KeyValue, map", RepositoryKind.KEY_VALUE);

    private final String label;

    private final RepositoryKind kind;

    RepositoryAccess(String label, RepositoryKind kind) {
        this.label = label;
        this.kind = kind;
    }

    /** As tables call it. */
    public String label() {
        return this.label;
    }

    public RepositoryKind kind() {
        return this.kind;
    }

    /** Those over one store of these. */
    public static List<RepositoryAccess> of(List<RepositoryKind> kinds) {
        return Stream.of(values()).filter((access) -> kinds.contains(access.kind)).toList();
    }

}
