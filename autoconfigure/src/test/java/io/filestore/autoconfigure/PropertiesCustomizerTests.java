package io.filestore.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.query.Query;
import io.filestore.row.Row;
import io.filestore.report.StoreStats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What the properties say is what the store does. */
@ExtendWith(OutputCaptureExtension.class)
class PropertiesCustomizerTests {

    @TempDir
    Path directory;

    private ApplicationContextRunner runner(String... properties) {
        return Contexts.over(this.directory)
            .withPropertyValues("filestore.collections.users.strategy=file-per-record")
            .withPropertyValues(properties);
    }

    private void plant(String name, String content) throws IOException {
        Files.writeString(Files.createDirectories(this.directory.resolve("users")).resolve(name), content);
    }

    @Test
    void filesOfAnotherLayoutAreMovedUnlessThatIsRefused() {
        runner().run((context) -> context.getBean(Store.class).collection("users").put("a", Row.parse("{}")));
        String elsewhere = "filestore.collections.users.path=people";
        runner(elsewhere, "filestore.layout-changes=refuse").run((context) -> assertThat(context).hasFailed());
        assertThat(this.directory.resolve("users/a.json")).exists();
        runner(elsewhere)
            .run((context) -> assertThat(context.getBean(Store.class).collection("users").get("a")).isPresent());
        assertThat(this.directory.resolve("people/a.json")).exists();
    }

    @Test
    void damagedRowIsSetAsideUnlessItIsToBeAFailure() throws IOException {
        plant("a.json", "{");
        runner("filestore.on-corruption=fail").run((context) -> assertThat(context).hasFailed());
        runner().run((context) -> assertThat(context.getBean(Store.class).stats().quarantined()).isOne());
    }

    @Test
    void strayFilesCountUnlessTheyAreNotToBeReported() throws IOException {
        plant("notes.txt", "Mine.");
        runner().run((context) -> assertThat(context.getBean(Store.class).stats().firstFindings()).hasSize(1));
        runner("filestore.report-stray-files=false")
            .run((context) -> assertThat(context.getBean(Store.class).stats().firstFindings()).isEmpty());
    }

    @Test
    void sizesAreThoseOfTheProperties() {
        runner("filestore.decoded-memory=3MB", "filestore.wal.segment-size=1MB", "filestore.wal.max-size=5MB")
            .run((context) -> {
                StoreStats stats = context.getBean(Store.class).stats();
                assertThat(stats.decoded().maxBytes()).isEqualTo(3 << 20);
                assertThat(stats.log().maxBytes()).isEqualTo(5 << 20);
            });
    }

    @Test
    void queriesThatLackAnIndexAreToldFromTheNumberOfRowsOnThatIsSet(CapturedOutput output) {
        runner("filestore.query.scan-warning=1").run((context) -> {
            RowCollection<Row> users = context.getBean(Store.class).collection("users");
            users.putAll(Map.of("a", Row.of("n", 1), "b", Row.of("n", 2)));
            users.find(Query.where("n").is(1));
        });
        assertThat(output).contains("A query of collection 'users' has looked at 2 rows");
        runner("filestore.query.scan-warning=-1").run((context) -> assertThat(context).getFailure()
            .rootCause()
            .isInstanceOf(InvalidConfigurationException.class)
            .hasMessageContaining("query.scan-warning"));
    }

    @Test
    void emptyPathIsNone() {
        runner("filestore.collections.users.path=")
            .run((context) -> assertThat(context.getBean(Store.class).fileOf("users", "a"))
                .isEqualTo(this.directory.resolve("users/a.json")));
    }

    @Test
    void unconfiguredCollectionsAreRefusedHoweverThatIsWritten() {
        runner("filestore.unconfigured-collections=REFUSE").run((context) -> {
            Store store = context.getBean(Store.class);
            assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> store.collection("orders"));
        });
    }

}
