package io.filestore.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.filestore.io.FileModes;
import io.filestore.io.StoreDirectory;

/** The forms that a collection can have on disk, each in a directory of the test. */
enum Form {

    FILE_PER_RECORD(StandardStrategies.filePerRecord(), "users", "users"),

    JSON(StandardStrategies.singleFile(), "users.json", "users.json"),

    LINES(StandardStrategies.singleFile(), "logs/users.jsonl", "logs/users.jsonl"),

    COMPRESSED_JSON(StandardStrategies.compressed(), "cache/users", "cache/users.lz4"),

    COMPRESSED_LINES(StandardStrategies.compressed(), "users.jsonl", "users.jsonl.lz4");

    private final StorageStrategyFactory factory;

    private final String configured;

    private final String file;

    Form(StorageStrategyFactory factory, String configured, String file) {
        this.factory = factory;
        this.configured = configured;
        this.file = file;
    }

    Rows open(Path root) {
        return open(StoreDirectory.at(root, FileModes.ownerOnly()));
    }

    Rows open(StoreDirectory directory) {
        return new Rows(strategy(directory), directory);
    }

    StorageStrategy strategy(Path root) {
        return strategy(StoreDirectory.at(root, FileModes.ownerOnly()));
    }

    StorageStrategy strategy(StoreDirectory directory) {
        return this.factory.create(new StrategyContext("users", directory.resolve(this.configured), directory));
    }

    /** The file, or the directory of files. */
    Path file(Path root) {
        return root.resolve(this.file);
    }

    /** Puts a file there as somebody else left it. */
    Path plant(Path root, byte[] content) throws IOException {
        Files.createDirectories(file(root).getParent());
        return Files.write(file(root), content);
    }

    Path plant(Path root, String content) throws IOException {
        return plant(root, content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    boolean isCompressed() {
        return this.file.endsWith(".lz4");
    }

}
