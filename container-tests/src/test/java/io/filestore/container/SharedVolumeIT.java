package io.filestore.container;

import org.junit.jupiter.api.Test;
import org.testcontainers.containers.wait.strategy.Wait;

import static org.assertj.core.api.Assertions.assertThat;

/** Two containers on one volume. */
@NeedsEngine
class SharedVolumeIT {

    @Test
    void secondContainerOnAVolumeIsRefusedAndToldWhoHasItUntilTheFirstHasEnded() throws Exception {
        try (DataVolume volume = DataVolume.create(); Sample first = new Sample(volume)) {
            first.start();
            first.http().putRow("users", "a", "{}");
            try (Sample second = new Sample(volume)) {
                second.waitingFor(Wait.forLogMessage(".*APPLICATION FAILED TO START.*", 1)).start();
                assertThat(second.awaitEnd()).isEqualTo(1);
                // both are process 1: the host is what tells them apart
                String host = first.getContainerId().substring(0, 12);
                assertThat(second.getLogs())
                    .contains("The store's directory /data is in use by process 1 on host " + host + " since ")
                    .contains("stop the other process, or give this one another filestore.directory");
            }
            first.http().putRow("users", "b", "{}");
            first.http().verify();
            first.killHard();
            try (Sample third = new Sample(volume)) {
                third.start();
                assertThat(third.http().rows("users")).containsOnlyKeys("a", "b");
            }
        }
    }

}
