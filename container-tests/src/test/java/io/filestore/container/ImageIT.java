package io.filestore.container;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.github.dockerjava.api.model.HealthCheck;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What {@code docker/Dockerfile} makes. */
@NeedsEngine
class ImageIT {

    private static final long INTERVAL_NANOS = Duration.ofSeconds(2).toNanos();

    private static DataVolume volume;

    private static Sample sample;

    @BeforeAll
    static void start() {
        volume = DataVolume.create();
        sample = new Sample(volume).withEnv("FILESTORE_FLUSH_INTERVAL", "100ms")
            .withCreateContainerCmdModifier((command) -> command
                .withHealthcheck(new HealthCheck().withInterval(INTERVAL_NANOS).withRetries(1)));
        sample.start();
    }

    @AfterAll
    static void stop() {
        sample.stop();
        volume.close();
    }

    @Test
    void runsAsAUserWithoutRightsOnARootFileSystemThatCannotBeWritten() throws Exception {
        assertThat(sample.getContainerInfo().getConfig().getUser()).isEqualTo("10001:10001");
        assertThat(sample.shell("id -u")).isEqualTo("10001\n");
        assertThat(sample.execInContainer("touch", "/app/new").getStderr()).contains("Read-only file system");
        List<String> collections = sample.http()
            .get("/api/collections")
            .findValues("name")
            .stream()
            .map(JsonNode::asString)
            .toList();
        assertThat(collections).hasSizeGreaterThanOrEqualTo(8);
        for (String collection : collections) {
            assertThat(sample.http().putRow(collection, "a", "{\"n\":1}").statusCode()).as(collection).isEqualTo(201);
        }
        sample.http().post("/api/flush", "");
        sample.http().verify();
        assertThat(sample.shell("cat /data/movies.jsonl")).isEqualTo("{\"id\":\"a\",\"n\":1}\n");
    }

    @Test
    void jarIsTakenApartIntoLayersOfWhichTheLastHasTheApplicationOnly() throws Exception {
        assertThat(sample.shell("find /app -name '*.jar'")).contains("/app/app.jar", "/app/lib/filestore-core-");
        assertThat(Long.parseLong(sample.shell("wc -c </app/app.jar").strip())).isLessThan(1 << 20);
    }

    @Test
    void dataIsInAVolume() {
        assertThat(sample.getContainerInfo().getConfig().getVolumes()).isEqualTo(Map.of(Sample.DATA, Map.of()));
    }

    @Test
    void healthCheckSaysWhetherTheStoreIsWell() throws Exception {
        awaitHealth("healthy");
        sample.shell("chmod 500 /data/users");
        sample.http().putRow("users", "b", "{}");
        awaitHealth("unhealthy");
        sample.shell("chmod 700 /data/users");
        awaitHealth("healthy");
    }

    private static void awaitHealth(String status) {
        await().atMost(Duration.ofSeconds(60))
            .untilAsserted(() -> assertThat(sample.state().getHealth().getStatus()).isEqualTo(status));
    }

}
