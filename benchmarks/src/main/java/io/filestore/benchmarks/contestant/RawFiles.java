package io.filestore.benchmarks.contestant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.IntStream;

import io.filestore.benchmarks.data.Customer;

/**
 * What the machine allows a folder of small files: each is written under another name and
 * renamed, by one thread. Nothing is forced. They are in one folder, or spread evenly
 * over 256.
 */
public final class RawFiles implements Writer {

    /** About the size of a file of filestore's. */
    private static final byte[] CONTENT = "x".repeat(300).getBytes(StandardCharsets.US_ASCII);

    private static final int FOLDERS = 256;

    private final List<Path> folders;

    private RawFiles(Setup setup, int folders) throws IOException {
        Path directory = setup.path().resolve("customers");
        this.folders = IntStream.range(0, folders)
            .mapToObj((i) -> (folders == 1) ? directory : directory.resolve(String.format("%02x", i)))
            .toList();
        for (Path folder : this.folders) {
            Files.createDirectories(folder);
        }
    }

    static RawFiles inOneFolder(Setup setup) throws IOException {
        return new RawFiles(setup, 1);
    }

    static RawFiles inManyFolders(Setup setup) throws IOException {
        return new RawFiles(setup, FOLDERS);
    }

    /** Writes as many files, with all processors. */
    public void load(int count) {
        IntStream.range(0, count).parallel().forEach((i) -> {
            try {
                put(Customer.id(i));
            }
            catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
        });
    }

    @Override
    public void put(String id, Customer row) throws IOException {
        put(id);
    }

    private void put(String id) throws IOException {
        Path folder = this.folders.get(Math.floorMod(id.hashCode(), this.folders.size()));
        Path next = folder.resolve(id + ".tmp");
        Files.write(next, CONTENT);
        Files.move(next, folder.resolve(id + ".json"), StandardCopyOption.ATOMIC_MOVE);
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
