package io.filestore;

import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random operations on all strategies, with crashes and failing disks, compared with
 * plain maps. {@code -Dfilestore.seed=42} repeats one run, {@code -Dfilestore.seeds=1000}
 * makes more of them.
 */
class ModelTests {

    private static final int STEPS = 300;

    static LongStream seeds() {
        Long seed = Long.getLong("filestore.seed");
        return (seed != null) ? LongStream.of(seed) : LongStream.range(0, Integer.getInteger("filestore.seeds", 8));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void storeHoldsWhatPlainMapsWouldHold(long seed) {
        try (ModelRun run = new ModelRun(seed)) {
            try {
                for (int i = 0; i < STEPS; i++) {
                    run.step();
                }
                run.check();
            }
            catch (Throwable ex) {
                List<String> last = run.history.subList(Math.max(0, run.history.size() - 25), run.history.size());
                throw new AssertionError("With -Dfilestore.seed=" + seed + " after step " + run.history.size() + ":\n"
                        + String.join("\n", last) + "\n" + ex, ex);
            }
        }
    }

}
