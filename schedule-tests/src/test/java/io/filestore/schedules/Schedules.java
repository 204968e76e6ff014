package io.filestore.schedules;

import java.time.Duration;

/**
 * Runs a test under one thread schedule after another. The same seeds, one after the
 * other in a new process, mostly repeat what has failed. (One of them alone may not: what
 * has been loaded and cached before takes steps as well.)
 */
final class Schedules {

    private static final long SEED = Long.getLong("seed", System.nanoTime() & 0xffffff);

    private static final int COUNT = Integer.getInteger("schedules", 0);

    private static final int WARMUP = 10;

    private static final int SECONDS = Integer.getInteger("seconds", 7);

    private final String name;

    private final Threads.Work test;

    private Schedules(String name, Threads.Work test) {
        this.name = name;
        this.test = test;
    }

    static void run(Threads.Work test) throws Exception {
        StackWalker.StackFrame caller = StackWalker.getInstance()
            .walk((frames) -> frames.skip(1).findFirst())
            .orElseThrow();
        String className = caller.getClassName();
        new Schedules(className.substring(className.lastIndexOf('.') + 1) + "." + caller.getMethodName(), test).run();
    }

    private void run() throws InterruptedException {
        long begin = System.nanoTime();
        long end = (COUNT > 0) ? Long.MAX_VALUE : begin + Duration.ofSeconds(SECONDS).toNanos();
        int done = 0;
        long steps = 0;
        while ((COUNT == 0 || done < COUNT) && System.nanoTime() < end) {
            done++;
            steps += new Schedule(this.name, "schedule " + done + " from seed " + SEED,
                    "-Dseed=" + SEED + " -Dschedules=" + done, false)
                .run(seed(done), this.test);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf("%s: %d schedules from seed %d, %.0f a second, %d steps each%n", this.name, done, SEED,
                done / seconds, steps / done);
    }

    /** The first ones are always the same: most classes are loaded in them. */
    private static long seed(int number) {
        return (number <= WARMUP) ? number - 1 - WARMUP : SEED + number - 1 - WARMUP;
    }

}
