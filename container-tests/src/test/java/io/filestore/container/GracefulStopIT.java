package io.filestore.container;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** A container that is stopped as {@code docker stop} does while clients write. */
@NeedsEngine
class GracefulStopIT {

    private static final Duration GRACE = Duration.ofSeconds(10);

    @Test
    void stopWithinTheGracePeriodLeavesEverythingInTheFilesAndNothingInTheLog() throws Exception {
        try (DataVolume volume = DataVolume.create();
                Clients clients = new Clients(4, "users", "resources", "auditLogs", "movies")) {
            try (Sample sample = new Sample(volume)) {
                sample.withEnv("FILESTORE_FLUSH_INTERVAL", "1h").start();
                clients.start(sample.http());
                clients.awaitAnswers(300);
                // ended by SIGTERM, not by the SIGKILL (137) that comes after the grace
                // period
                assertThat(sample.stopWithin(GRACE)).isEqualTo(143);
                clients.join();
            }
            try (Sample sample = new Sample(volume)) {
                sample.withEnv("FILESTORE_FLUSH_INTERVAL", "1h").start();
                JsonNode store = sample.http().get("/actuator/filestore");
                assertThat(store.at("/recovery/replayed").asLong()).isZero();
                assertThat(store.at("/lsn/flushed").asLong()).isPositive().isEqualTo(store.at("/lsn/last").asLong());
                assertThat(sample.shell("cat /data/_wal*.jsonl").lines()).hasSize(1);
                clients.check(sample.http());
                sample.http().verify();
            }
        }
    }

}
