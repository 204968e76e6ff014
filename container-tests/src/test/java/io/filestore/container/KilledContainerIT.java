package io.filestore.container;

import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Containers that are killed with SIGKILL while clients write. */
@NeedsEngine
class KilledContainerIT {

    private static final int ROUNDS = 10;

    @Test
    void everythingAcknowledgedIsThereInTheNextContainerOnTheVolumeOfAKilledOne() throws Exception {
        long seed = Long.getLong("filestore.seed", System.nanoTime());
        System.out.println("-Dfilestore.seed=" + seed + " kills after the same numbers of answers");
        Random random = new Random(seed);
        try (DataVolume volume = DataVolume.create();
                Clients clients = new Clients(4, "users", "auditLogs", "airports", "movies")) {
            for (int round = 1; round <= ROUNDS; round++) {
                try (Sample sample = new Sample(volume)) {
                    sample.start();
                    clients.check(sample.http());
                    clients.start(sample.http());
                    clients.awaitAnswers(100 + random.nextInt(400));
                    sample.killHard();
                    clients.join();
                    assertThat(sample.state().getExitCodeLong()).isEqualTo(137);
                }
            }
            try (Sample sample = new Sample(volume)) {
                sample.start();
                clients.check(sample.http());
                sample.http().verify();
            }
            assertThat(clients.answers()).isGreaterThan(100 * ROUNDS);
        }
    }

}
