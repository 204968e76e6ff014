package io.filestore.container;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

/** A file system of 16 megabytes that is really full. */
@NeedsEngine
class FullVolumeIT {

    private final Map<String, JsonNode> acknowledged = new TreeMap<>();

    private int written;

    @Test
    void fullVolumeRefusesWritesClearlyAndTakesThemAgainWhenThereIsRoom() throws Exception {
        try (DataVolume volume = DataVolume.inMemory("16m"); Holder holder = new Holder(volume)) {
            holder.start();
            try (Sample sample = new Sample(volume)) {
                sample.withEnv("FILESTORE_FLUSH_INTERVAL", "500ms").start();
                fill(holder, sample.http());
                assertAllThere(sample.http());
                holder.makeRoom();
                assertServes(sample.http());
            }
        }
    }

    @Test
    void containerThatIsKilledAndStartedAgainWhileItsVolumeIsFullSaysSoAndLosesNothing() throws Exception {
        try (DataVolume volume = DataVolume.inMemory("16m"); Holder holder = new Holder(volume)) {
            holder.start();
            try (Sample sample = new Sample(volume)) {
                sample.start();
                fill(holder, sample.http());
                sample.killHard();
            }
            try (Sample sample = new Sample(volume)) {
                sample.waitingFor(Wait.forLogMessage(".*APPLICATION FAILED TO START.*", 1)).start();
                assertThat(sample.awaitEnd()).isEqualTo(1);
                assertThat(sample.getLogs()).contains("The store in /data could not be opened: the disk is full")
                    .contains("Make room on the disk of filestore.directory and start again");
            }
            holder.makeRoom();
            try (Sample sample = new Sample(volume)) {
                sample.start();
                assertServes(sample.http());
            }
            try (Sample sample = new Sample(volume)) {
                sample.start();
                assertAllThere(sample.http());
                sample.http().verify();
            }
        }
    }

    /**
     * With a file that is not the store's, and then with rows of every size. A row needs
     * room twice, in the log and then in its file, so that the file has to be the larger
     * part.
     */
    private void fill(Holder holder, Http http) throws Exception {
        holder.execInContainer("dd", "if=/dev/zero", "of=/data/filler", "bs=1M", "count=10");
        for (int size : new int[] { 200_000, 20_000, 2_000, 200 }) {
            writeUntilFull(http, size);
        }
    }

    private void writeUntilFull(Http http, int size) throws IOException {
        for (int i = 0; i < 10_000; i++) {
            HttpResponse<String> response = write(http, size);
            if (response.statusCode() != 201) {
                assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
                assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
                JsonNode problem = JsonMapper.shared().readTree(response.body());
                assertThat(problem.get("type").asString()).isEqualTo("/problems/store-full");
                assertThat(problem.get("detail").asString()).contains("The disk is full")
                    .contains("writes are taken again as soon as there is some");
                return;
            }
        }
        fail("The volume is not full");
    }

    private HttpResponse<String> write(Http http, int size) throws IOException {
        String id = "row" + this.written++;
        String collection = (this.written % 2 == 0) ? "users" : "movies";
        String row = "{\"text\":\"" + "x".repeat(size) + "\"}";
        HttpResponse<String> response = http.putRow(collection, id, row);
        if (response.statusCode() == 201) {
            this.acknowledged.put(collection + "/" + id, JsonMapper.shared().readTree(row));
        }
        return response;
    }

    private void assertAllThere(Http http) throws IOException {
        Map<String, JsonNode> found = new TreeMap<>();
        for (String collection : new String[] { "users", "movies" }) {
            http.rows(collection).forEach((id, row) -> found.put(collection + "/" + id, row));
        }
        assertThat(found.keySet()).isEqualTo(this.acknowledged.keySet());
        assertThat(found.equals(this.acknowledged)).isTrue();
    }

    private void assertServes(Http http) throws IOException {
        assertThat(write(http, 20_000).statusCode()).isEqualTo(201);
        // after failures, the next flush waits up to a minute
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            JsonNode flush = http.get("/actuator/filestore").get("flush");
            assertThat(flush.get("failing").asInt()).as(flush.toString()).isZero();
            assertThat(flush.get("pendingRows").asInt()).isZero();
        });
        assertThat(http.get("/actuator/health").get("status").asString()).isEqualTo("UP");
        assertAllThere(http);
        http.verify();
    }

    /**
     * Keeps a volume in memory alive while the sample is restarted, and takes room in it.
     */
    private static final class Holder extends GenericContainer<Holder> {

        Holder(DataVolume volume) {
            super(Images.jre());
            withImagePullPolicy(Images.pullPolicy());
            withCommand("tail", "-f", "/dev/null");
            withCreateContainerCmdModifier((command) -> command.getHostConfig().withBinds(volume.bind()));
            waitingFor(Wait.forSuccessfulCommand("test -d " + Sample.DATA));
        }

        void makeRoom() throws Exception {
            execInContainer("rm", "/data/filler");
        }

    }

}
