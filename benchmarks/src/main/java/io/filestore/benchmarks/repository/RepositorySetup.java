package io.filestore.benchmarks.repository;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A store below a repository and how it is opened.
 *
 * @param kind which
 * @param directory where it has its files
 * @param forced whether what is saved survives a power loss; else it survives the end of
 * the process
 */
public record RepositorySetup(RepositoryKind kind, String directory, boolean forced) implements Serializable {

    public Path path() {
        return Path.of(this.directory);
    }

    public RepositoryStore open() throws IOException {
        Files.createDirectories(path());
        return this.kind.open(this);
    }

}
