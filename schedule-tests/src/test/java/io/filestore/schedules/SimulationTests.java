package io.filestore.schedules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

/**
 * A whole store from one seed: which thread goes on, what each does, when the power goes
 * and what that leaves. {@code -Dfilestore.simulation.seed=42} repeats one;
 * {@code -Dseed=1 -Dschedules=1000} runs so many from there,
 * {@code -Dfilestore.simulation.all=true} also after one has failed.
 */
class SimulationTests {

    private static final String NAME = "SimulationTests.aStoreIsWhatItsLogSaysAndKeepsWhatItHasPromised";

    private static final String SEED = "filestore.simulation.seed";

    private static final Long ONLY = Long.getLong(SEED);

    private static final int COUNT = (ONLY != null) ? 1 : Integer.getInteger("schedules", 0);

    private static final int SECONDS = Integer.getInteger("filestore.simulation.seconds", 50);

    private static final int WARMUP = 3;

    private static final boolean ALL = Boolean.getBoolean("filestore.simulation.all");

    private final Tally tally = new Tally();

    private final List<Long> failed = new ArrayList<>();

    @Test
    void aStoreIsWhatItsLogSaysAndKeepsWhatItHasPromised() throws Exception {
        long first = (ONLY != null) ? ONLY : Long.getLong("seed", System.nanoTime() & 0xffffff);
        warmUp();
        long begin = System.nanoTime();
        long end = (COUNT > 0) ? Long.MAX_VALUE : begin + Duration.ofSeconds(SECONDS).toNanos();
        int done = 0;
        while ((COUNT == 0 || done < COUNT) && System.nanoTime() < end) {
            try {
                run(first + done, this.tally);
            }
            catch (Schedule.Failure ex) {
                if (!ALL) {
                    throw ex;
                }
                this.failed.add(first + done);
            }
            done++;
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf("%s: %d seeds from %d, %.1f a second, %s%n", NAME, done, first, done / seconds, this.tally);
        if (!this.failed.isEmpty()) {
            throw new AssertionError(this.failed.size() + " of " + done + " seeds fail: " + this.failed);
        }
    }

    /**
     * Always the same, so that what is loaded and cached then is there before each seed.
     */
    private void warmUp() throws Exception {
        for (int i = 1; i <= WARMUP; i++) {
            try {
                run(-i, new Tally());
            }
            catch (Schedule.Failure ex) {
                if (!ALL) {
                    throw ex;
                }
            }
        }
    }

    private static void run(long seed, Tally tally) throws Exception {
        Schedule schedule = new Schedule(NAME, "seed " + seed, "-D" + SEED + "=" + seed, true);
        try {
            new Simulation(schedule, seed, tally).run();
        }
        catch (Schedule.Failure ex) {
            throw ex;
        }
        catch (Throwable ex) {
            throw schedule.failure(ex);
        }
    }

}
