package io.filestore.storage;

import java.nio.file.Path;

import io.filestore.io.FileNames;

/**
 * A collection that is one file, plain or in a container. Index files and checksums lie
 * beside it, under the name that it has without the container's ending.
 */
abstract class OneFileStrategy implements StorageStrategy {

    final Container container;

    final CollectionPlace place;

    private final String content;

    private final Path indexDirectory;

    private final Path checksumFile;

    /**
     * @param content names what is in the container
     */
    OneFileStrategy(StrategyContext context, Container container, String content) {
        CollectionPlace configured = new CollectionPlace(context.collection(), context.directory(), context.path());
        this.container = container;
        this.content = content;
        this.place = configured.with(container.suffix());
        this.indexDirectory = configured.beside(".indices");
        this.checksumFile = configured.beside(FileNames.CHECKSUMS_ENDING);
    }

    @Override
    public final Path path() {
        return this.place.path();
    }

    @Override
    public final String form() {
        return this.content + this.container.suffix();
    }

    @Override
    public final Path indexDirectory() {
        return this.indexDirectory;
    }

    @Override
    public final Path checksumFile() {
        return this.checksumFile;
    }

    @Override
    public final Path fileOf(String rowId) {
        return path();
    }

}
