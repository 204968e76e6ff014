package io.filestore.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.filestore.Store;
import io.filestore.autoconfigure.metrics.StoreMetrics;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;

/** What an application shows over actuator. */
class ActuatorTests {

    @TempDir
    Path directory;

    @Test
    void storeThatIsDownTakesTheInstanceOutAndADegradedOneDoesNot() throws Exception {
        Files.createDirectories(this.directory.resolve("users"));
        Files.writeString(this.directory.resolve("users/a.json"), "{\"broken\":");
        try (RunningApplication application = RunningApplication.start(this.directory)) {
            assertThat(application.get("health").statusCode()).isEqualTo(200);
            assertThat(RunningApplication.json(application.get("health")).at("/status").asString()).isEqualTo("UP");
            assertThat(application.get("health/filestore").statusCode()).isEqualTo(200);
            assertThat(RunningApplication.json(application.get("health/filestore")).at("/status").asString())
                .isEqualTo("DEGRADED");
            application.store().close();
            assertThat(application.get("health/filestore").statusCode()).isEqualTo(503);
            assertThat(application.get("health").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void degradedStoreShowsInTheWholeIfTheApplicationSaysSo() throws Exception {
        Files.createDirectories(this.directory.resolve("users"));
        Files.writeString(this.directory.resolve("users/a.json"), "{\"broken\":");
        try (RunningApplication application = RunningApplication.start(this.directory,
                "management.endpoint.health.status.order=down,out-of-service,degraded,up,unknown")) {
            assertThat(application.get("health").statusCode()).isEqualTo(200);
            assertThat(RunningApplication.json(application.get("health")).at("/status").asString())
                .isEqualTo("DEGRADED");
        }
    }

    @Test
    void loadAndReplayAreStartupSteps() {
        try (Store store = Store.builder(this.directory)
            .collection("users", io.filestore.config.CollectionOptions.filePerRecord())
            .automaticFlush(false)
            .open()) {
            store.collection("users").put("a", Row.parse("{}"));
        }
        try (RunningApplication application = RunningApplication.start(this.directory)) {
            String steps = application.get("startup").body();
            assertThat(steps).contains("\"filestore.load\"", "\"filestore.wal.replay\"")
                .contains("{\"key\":\"rows\",\"value\":\"1\"}", "{\"key\":\"changes\",\"value\":\"0\"}");
        }
    }

    @Test
    void metersCanBeSwitchedOff() {
        try (RunningApplication application = RunningApplication.start(this.directory,
                "management.metrics.enable.filestore=false")) {
            assertThat(application.context().getBeansOfType(StoreMetrics.class)).hasSize(1);
            assertThat(application.get("metrics").body()).doesNotContain("filestore.").contains("jvm.");
            assertThat(application.get("prometheus").body()).doesNotContain("filestore_").contains("jvm_");
        }
    }

    @Test
    void infoSaysWhichCollectionsThereAreIfSwitchedOn() {
        try (RunningApplication application = RunningApplication.start(this.directory,
                "management.info.filestore.enabled=true")) {
            application.store().collection("users").put("a", Row.parse("{}"));
            assertThat(RunningApplication.json(application.get("info")).at("/filestore/collections/users").toString())
                .contains("\"strategy\":\"file-per-record\"", "\"rows\":1");
        }
    }

    @Test
    void infoSaysNothingByDefault() {
        try (RunningApplication application = RunningApplication.start(this.directory)) {
            assertThat(application.get("info").body()).doesNotContain("filestore");
        }
    }

    @Test
    void sizeOfTheLogAgreesOnDiskInTheEndpointInTheMeterAndInHealth() throws IOException {
        try (RunningApplication application = RunningApplication.start(this.directory)) {
            for (int i = 0; i < 100; i++) {
                application.store().collection("users").put("user-" + i, Row.parse("{}"));
            }
            // Without the blank lines of its reserve.
            long onDisk = Files.readString(this.directory.resolve("_wal.jsonl")).stripTrailing().length() + 1;
            assertThat(RunningApplication.json(application.get("filestore")).at("/wal/sizeBytes").asLong())
                .isEqualTo(onDisk);
            assertThat(
                    RunningApplication.json(application.get("health/filestore")).at("/details/walSizeBytes").asLong())
                .isEqualTo(onDisk);
            Matcher scraped = Pattern.compile("filestore_wal_size_bytes\\{store=\"fileStore\"} (\\S+)")
                .matcher(application.get("prometheus").body());
            assertThat(scraped.find()).isTrue();
            assertThat((long) Double.parseDouble(scraped.group(1))).isEqualTo(onDisk);
        }
    }

}
