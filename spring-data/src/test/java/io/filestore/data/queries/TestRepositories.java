package io.filestore.data.queries;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

import io.filestore.Store;
import io.filestore.StoreBuilder;
import io.filestore.config.CollectionOptions;
import io.filestore.data.FileStoreTemplate;
import io.filestore.data.mapping.FileStoreMappingContext;
import io.filestore.data.repository.support.FileStoreRepositoryFactory;

/** Repositories over a store with one collection, without a context. */
final class TestRepositories implements AutoCloseable {

    private final Path directory;

    private final Store store;

    private final FileStoreMappingContext entities = new FileStoreMappingContext();

    private final FileStoreTemplate template;

    private TestRepositories(Path directory, Store store) {
        this.directory = directory;
        this.store = store;
        this.template = new FileStoreTemplate(store, this.entities);
    }

    static TestRepositories open(String collection, CollectionOptions options) {
        return open(collection, options, UnaryOperator.identity());
    }

    static TestRepositories open(String collection, CollectionOptions options,
            UnaryOperator<JsonMapper.Builder> mapper) {
        return open((builder) -> builder.jsonMapper(mapper).collection(collection, options));
    }

    static TestRepositories open(UnaryOperator<StoreBuilder> store) {
        try {
            Path directory = Files.createTempDirectory("repositories");
            return new TestRepositories(directory, store.apply(Store.builder(directory)).open());
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    Store store() {
        return this.store;
    }

    FileStoreTemplate template() {
        return this.template;
    }

    <R> R make(Class<R> repository) {
        return new FileStoreRepositoryFactory(this.template, this.entities).getRepository(repository);
    }

    @Override
    public void close() {
        this.store.close();
        try {
            FileSystemUtils.deleteRecursively(this.directory);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

}
