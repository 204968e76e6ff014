package io.filestore.data;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.data.annotation.Id;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Window;
import org.springframework.data.geo.Distance;
import org.springframework.data.geo.Point;
import org.springframework.data.mapping.MappingException;
import org.springframework.data.repository.query.QueryCreationException;

import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.data.mapping.Collection;
import io.filestore.data.mapping.FileStoreMappingContext;
import io.filestore.data.repository.FileStoreRepository;
import io.filestore.data.repository.support.FileStoreRepositoryFactory;
import io.filestore.error.InvalidConfigurationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What is refused when a repository is made, with a sentence. */
class BadRepositoryTests {

    @TempDir
    private Path directory;

    private Store store;

    @BeforeEach
    void open() {
        this.store = Store.builder(this.directory).collection("thing", CollectionOptions.memoryOnly()).open();
    }

    @AfterEach
    void close() {
        this.store.close();
    }

    private void make(Class<?> repository) {
        new FileStoreRepositoryFactory(this.store, new FileStoreMappingContext()).getRepository(repository);
    }

    private void refused(Class<?> repository, String... parts) {
        assertThatExceptionOfType(QueryCreationException.class).isThrownBy(() -> make(repository))
            .satisfies((ex) -> assertThat(ex.toString()).contains(parts));
    }

    record Thing(@Id String id, String name) {
    }

    record Nameless(String name) {
    }

    @Collection("missing")
    record Homeless(@Id String id) {
    }

    interface NoId extends FileStoreRepository<Nameless, String> {

    }

    interface NoCollection extends FileStoreRepository<Homeless, String> {

    }

    interface NoField extends FileStoreRepository<Thing, String> {

        List<Thing> findByColour(String colour);

    }

    interface Near extends FileStoreRepository<Thing, String> {

        List<Thing> findByNameNear(Point point, Distance distance);

    }

    interface ById extends FileStoreRepository<Thing, String> {

        List<Thing> findByIdAndName(String id, String name);

    }

    interface OrderedById extends FileStoreRepository<Thing, String> {

        List<Thing> findByNameOrderById(String name);

    }

    interface RangeIgnoringCase extends FileStoreRepository<Thing, String> {

        List<Thing> findByNameGreaterThanIgnoreCase(String name);

    }

    interface Windows extends FileStoreRepository<Thing, String> {

        Window<Thing> findFirst10ByName(String name, ScrollPosition position);

    }

    @Test
    void entityWithoutAnIdAndOneWithoutACollection() {
        assertThatExceptionOfType(MappingException.class).isThrownBy(() -> make(NoId.class))
            .withMessageContainingAll("Nameless", "no id", "@Id");
        assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> make(NoCollection.class))
            .withMessageContaining("missing");
    }

    @Test
    void methodsThatAskForWhatCannotBeAnswered() {
        refused(NoField.class, "findByColour", "colour");
        refused(Near.class, "findByNameNear", "no places");
        refused(ById.class, "findByIdAndName", "findById");
        refused(OrderedById.class, "findByNameOrderById", "id");
        refused(RangeIgnoringCase.class, "findByNameGreaterThanIgnoreCase", "lower case");
        refused(Windows.class, "findFirst10ByName", "Window");
    }

}
