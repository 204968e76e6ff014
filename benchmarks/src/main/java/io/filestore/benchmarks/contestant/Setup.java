package io.filestore.benchmarks.contestant;

import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A contestant and how it is opened.
 *
 * @param kind which
 * @param directory where it has its files
 * @param durability what a put that has returned survives
 * @param background whether it flushes by itself, if it ever does
 */
public record Setup(Kind kind, String directory, Durability durability, boolean background) implements Serializable {

    public Setup(Kind kind, Path directory, Durability durability) {
        this(kind, directory.toString(), durability, true);
    }

    public Setup with(Durability other) {
        return new Setup(this.kind, this.directory, other, this.background);
    }

    public Setup withoutBackground() {
        return new Setup(this.kind, this.directory, this.durability, false);
    }

    public Path path() {
        return Path.of(this.directory);
    }

    public Writer open() throws Exception {
        Files.createDirectories(path());
        return this.kind.open(this);
    }

    boolean forced() {
        return this.durability == Durability.FORCED;
    }

}
