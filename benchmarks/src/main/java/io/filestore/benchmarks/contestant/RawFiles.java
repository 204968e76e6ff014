package io.filestore.benchmarks.contestant;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import io.filestore.benchmarks.data.Customer;

/**
 * What the machine allows a folder of small files: each is written under another name and
 * renamed, by one thread. Nothing is forced.
 */
public final class RawFiles implements Writer {

    /** About the size of a file of filestore's. */
    private static final byte[] CONTENT = "x".repeat(300).getBytes(StandardCharsets.US_ASCII);

    private final Path directory;

    RawFiles(Setup setup) throws IOException {
        this.directory = setup.path().resolve("customers");
        Files.createDirectories(this.directory);
    }

    @Override
    public void put(String id, Customer row) throws IOException {
        Path next = this.directory.resolve(id + ".tmp");
        Files.write(next, CONTENT);
        Files.move(next, this.directory.resolve(id + ".json"), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void flush() {
    }

    @Override
    public void settle() {
    }

    @Override
    public void close() {
    }

}
