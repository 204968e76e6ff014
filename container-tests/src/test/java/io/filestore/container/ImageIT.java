package io.filestore.container;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.HealthCheck;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What {@code docker/Dockerfile} makes. */
@NeedsEngine
class ImageIT {

    private static final long SECOND_IN_NANOS = Duration.ofSeconds(1).toNanos();

    @Test
    void runsAsAUserWithoutRightsOnARootFileSystemThatCannotBeWritten() throws Exception {
        try (DataVolume volume = DataVolume.create(); Sample sample = new Sample(volume)) {
            sample.start();
            assertThat(sample.shell("id -u")).isEqualTo("10001\n");
            assertThat(sample.execInContainer("touch", "/app/new").getStderr()).contains("Read-only file system");
            List<String> collections = sample.http()
                .get("/api/collections")
                .findValues("name")
                .stream()
                .map((name) -> name.asString())
                .toList();
            assertThat(collections).hasSizeGreaterThanOrEqualTo(8);
            for (String collection : collections) {
                assertThat(sample.http().putRow(collection, "a", "{\"n\":1}").statusCode()).as(collection)
                    .isEqualTo(201);
            }
            sample.http().post("/api/flush", "");
            sample.http().verify();
            assertThat(sample.shell("cat /data/movies.jsonl")).isEqualTo("{\"id\":\"a\",\"n\":1}\n");
        }
    }

    @Test
    void jarIsTakenApartIntoLayersOfWhichTheLastHasTheApplicationOnly() throws Exception {
        try (DataVolume volume = DataVolume.create(); Sample sample = new Sample(volume)) {
            sample.start();
            InspectContainerResponse info = sample.getContainerInfo();
            assertThat(info.getConfig().getUser()).isEqualTo("10001:10001");
            assertThat(info.getConfig().getVolumes()).isEqualTo(Map.of("/data", Map.of()));
            assertThat(sample.shell("find /app -name '*.jar'")).contains("/app/app.jar", "/app/lib/filestore-core-");
            long bytes = Long.parseLong(sample.shell("wc -c </app/app.jar").strip());
            assertThat(bytes).isLessThan(1 << 20);
        }
    }

    @Test
    void healthCheckOfTheImageSaysWhetherTheStoreIsWell() throws Exception {
        try (DataVolume volume = DataVolume.create(); Sample sample = new Sample(volume)) {
            sample.withEnv("FILESTORE_FLUSH_INTERVAL", "100ms")
                .withCreateContainerCmdModifier((command) -> command
                    .withHealthcheck(new HealthCheck().withInterval(SECOND_IN_NANOS).withRetries(1)))
                .start();
            awaitHealth(sample, "healthy");
            sample.shell("chmod 500 /data/users");
            sample.http().putRow("users", "a", "{}");
            awaitHealth(sample, "unhealthy");
            sample.shell("chmod 700 /data/users");
            awaitHealth(sample, "healthy");
        }
    }

    private static void awaitHealth(Sample sample, String status) {
        await().atMost(Duration.ofSeconds(60))
            .untilAsserted(() -> assertThat(sample.state().getHealth().getStatus()).isEqualTo(status));
    }

}
