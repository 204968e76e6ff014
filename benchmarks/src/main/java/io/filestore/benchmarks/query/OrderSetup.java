package io.filestore.benchmarks.query;

import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A store of orders and how it is opened.
 *
 * @param kind which
 * @param directory where it has its files
 * @param two whether it has two indexes, by time and by total, and not all that queries
 * need
 */
public record OrderSetup(OrderKind kind, String directory, boolean two) implements Serializable {

    static final String[] TWO = { "createdAt", "total" };

    public Path path() {
        return Path.of(this.directory);
    }

    public OrderStore open() throws Exception {
        Files.createDirectories(path());
        return this.kind.open(this);
    }

}
