package io.filestore.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import io.filestore.wal.SyncPolicy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Processes that are killed with SIGKILL while they write, flush, compact, begin log
 * segments and open, again and again on the same directories. What they had acknowledged
 * is there, under every sync policy.
 *
 * <p>
 * {@code -Dfilestore.kills=5000} goes on for longer; {@code -Dfilestore.seed=…} repeats
 * the choices of a run, though not its timing.
 */
class KillIT {

    private static final int KILLS = Integer.getInteger("filestore.kills", 100);

    private static final long SEED = Long.getLong("filestore.seed", System.nanoTime());

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path temporary;

    @Test
    void nothingAcknowledgedIsLostByKilling() throws Exception {
        System.out.println("KillIT: seed " + SEED);
        long started = System.nanoTime();
        FastStart children = new FastStart(this.temporary, KillChild.class, this.temporary.resolve("first"),
                SyncPolicy.NEVER, SEED, 0, true, KillChild.END, 0);
        AtomicInteger left = new AtomicInteger(KILLS);
        List<KillLane> lanes = new ArrayList<>();
        for (SyncPolicy sync : SyncPolicy.values()) {
            lanes.add(new KillLane(this.temporary.resolve(sync.name()), sync, SEED + sync.ordinal(), children));
        }
        run(lanes, left);
        assertThat(lanes).allSatisfy((lane) -> assertThat(lane.oracle().violations()).isEmpty());
        System.out.printf(
                "KillIT: %d kills (%d at a call of the disk), %d acknowledged writes, %d reopenings, nothing lost; %d s%n",
                sum(lanes, KillLane::kills), sum(lanes, KillLane::stops),
                sum(lanes, (lane) -> lane.oracle().acknowledged()), sum(lanes, KillLane::opened),
                Duration.ofNanos(System.nanoTime() - started).toSeconds());
        assertThat(sum(lanes, KillLane::kills)).isEqualTo(KILLS);
    }

    private static void run(List<KillLane> lanes, AtomicInteger left) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(lanes.size());
        try {
            List<Callable<Void>> work = new ArrayList<>();
            lanes.forEach((lane) -> work.add(() -> runOne(lane, left)));
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
        }
        finally {
            threads.shutdownNow();
        }
    }

    private static Void runOne(KillLane lane, AtomicInteger left) throws IOException {
        lane.run(left);
        return null;
    }

    private static long sum(List<KillLane> lanes, ToLongFunction<KillLane> figure) {
        return lanes.stream().mapToLong(figure).sum();
    }

}
