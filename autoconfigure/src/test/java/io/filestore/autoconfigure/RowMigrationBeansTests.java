package io.filestore.autoconfigure;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.context.metrics.buffering.BufferingApplicationStartup;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.annotation.Order;

import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.error.RowMigrationException;
import io.filestore.io.FileModes;
import io.filestore.io.StoreDirectory;
import io.filestore.migration.RowMigration;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;

/** Migrations that are beans are applied before anybody gets the store. */
class RowMigrationBeansTests {

    @TempDir
    Path directory;

    private ApplicationContextRunner runner(String... more) {
        return Contexts.over(this.directory)
            .withPropertyValues("filestore.collections.users.strategy=file-per-record")
            .withPropertyValues(more);
    }

    private void fill() {
        try (Store store = Store.builder(this.directory)
            .collection("users", CollectionOptions.filePerRecord())
            .open()) {
            store.collection("users").put("1", Row.of("mail", "a", "fax", 1));
        }
    }

    @Test
    void theirShapesSayTheOrderWhateverThatOfTheBeansIs() {
        fill();
        for (int start = 0; start < 2; start++) {
            runner().withUserConfiguration(Migrations.class).run((context) -> {
                Store store = context.getBean(Store.class);
                assertThat(store.collection("users").get("1")).contains(Row.of("email", "a", "seen", 1));
                assertThat(store.stats().collections().get("users").shape()).isEqualTo(3);
            });
        }
    }

    @Test
    void theyAreAStartupStep() {
        fill();
        BufferingApplicationStartup startup = new BufferingApplicationStartup(1000);
        runner().withUserConfiguration(Migrations.class)
            .withInitializer((context) -> ((AbstractApplicationContext) context).setApplicationStartup(startup))
            .run((context) -> assertThat(startup.getBufferedTimeline().getEvents())
                .filteredOn((event) -> event.getStartupStep().getName().startsWith("filestore."))
                .extracting((event) -> event.getStartupStep().getName() + " "
                        + event.getStartupStep().getTags().iterator().next().getKey())
                .containsExactly("filestore.load rows", "filestore.wal.replay changes", "filestore.migrate rows"));
    }

    @Test
    void anApplicationWithoutThemDoesNotStartOnNewerRows() {
        fill();
        runner().withUserConfiguration(Migrations.class).run((context) -> assertThat(context).hasNotFailed());
        runner().run((context) -> {
            assertThat(context).getFailure().rootCause().isInstanceOf(RowMigrationException.class);
            FailureAnalysis analysis = new RowMigrationFailureAnalyzer().analyze(context.getStartupFailure());
            assertThat(analysis.getDescription()).isEqualTo(
                    "The rows of a collection cannot be migrated. Collection 'users': Its rows are of shape 3, and the application works with shape 1, since it has no migration of this collection. Start the application that belongs to these rows, or a later one; rows do not go back.");
            assertThat(analysis.getAction()).endsWith("set 'filestore.collections.users.baseline'.");
        });
    }

    @Test
    void thePropertySaysOfWhichShapeRowsAreThatNothingSaysItOf() throws Exception {
        fill();
        StoreDirectory.at(this.directory, FileModes.ownerOnly()).delete(this.directory.resolve("_catalog.json"));
        runner().withUserConfiguration(Migrations.class)
            .run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("baseline"));
        runner("filestore.collections.users.baseline=0").withUserConfiguration(Migrations.class)
            .run((context) -> assertThat(context).getFailure()
                .rootCause()
                .hasMessageStartingWith("Invalid value '0' for collections.users.baseline"));
        runner("filestore.collections.users.baseline=1").withUserConfiguration(Migrations.class)
            .run((context) -> assertThat(context.getBean(Store.class).collection("users").get("1"))
                .contains(Row.of("email", "a", "seen", 1)));
    }

    @Configuration(proxyBeanMethods = false)
    static class Migrations {

        @Bean
        @Order(1)
        RowMigration second() {
            return RowMigration.mergePatch("users", 2, 3, "{\"fax\":null,\"seen\":1}");
        }

        @Bean
        @Order(2)
        RowMigration first() {
            return RowMigration.jsonPatch("users", 1, 2, "[{\"op\":\"move\",\"from\":\"/mail\",\"path\":\"/email\"}]");
        }

    }

}
