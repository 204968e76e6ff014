package io.filestore.data;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.data.annotation.Id;

import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.data.mapping.Collection;
import io.filestore.data.mapping.CompoundIndex;
import io.filestore.data.mapping.Indexed;
import io.filestore.data.mapping.InvalidEntityException;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.query.Query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What a template says to a class that it sees for the first time. */
class FirstUseTests {

    @TempDir
    private Path directory;

    private Store store;

    private FileStoreTemplate template;

    @BeforeEach
    void open() {
        this.store = Store.builder(this.directory).collection("thing", CollectionOptions.memoryOnly()).open();
        this.template = new FileStoreTemplate(this.store);
    }

    @AfterEach
    void close() {
        this.store.close();
    }

    @Collection("missing")
    record Homeless(@Id String id) {
    }

    @Collection("thing")
    record Slow(@Id String id, @Indexed String name) {
    }

    @Collection("thing")
    @CompoundIndex({ "name", "colour" })
    record Misspelled(@Id String id, String name) {
    }

    @Collection("thing")
    static class Hidden {

        @Id
        String id = "";

    }

    @Test
    void whatTheStoreRefusesIsSpringsExceptionAndComesAgain() {
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(InvalidDataAccessResourceUsageException.class)
                .isThrownBy(() -> this.template.findById("a", Homeless.class))
                .withMessageContaining("missing")
                .withCauseInstanceOf(InvalidConfigurationException.class);
            assertThatExceptionOfType(InvalidDataAccessResourceUsageException.class)
                .isThrownBy(() -> this.template.save(new Homeless("a")));
            assertThatExceptionOfType(InvalidDataAccessResourceUsageException.class)
                .isThrownBy(() -> this.template.count(Query.all(), Slow.class))
                .withMessageContaining("filestore.collections.thing.indexed: [name]");
        }
    }

    @Test
    void collectionItselfIsRefusedByTheStoresOwnException() {
        assertThatExceptionOfType(InvalidConfigurationException.class)
            .isThrownBy(() -> this.template.rows(Homeless.class));
    }

    @Test
    void classThatCannotBeMappedIsNoEntity() {
        assertThatExceptionOfType(InvalidEntityException.class).isThrownBy(() -> this.template.findAll(Hidden.class))
            .withMessageContainingAll("Hidden", "its @Id 'id'", "Give it a getter");
        assertThatExceptionOfType(InvalidEntityException.class).isThrownBy(() -> this.template.save("text"))
            .withMessage(
                    "java.lang.String is no entity. Rows are classes of the application's own, with a property that is marked @Id.");
        assertThatExceptionOfType(InvalidEntityException.class)
            .isThrownBy(() -> this.template.findAll(Misspelled.class))
            .withMessageContainingAll("Misspelled", "@CompoundIndex", "colour");
        assertThat(this.template.findAll(Thing.class)).isEmpty();
    }

    record Thing(@Id String id) {
    }

}
