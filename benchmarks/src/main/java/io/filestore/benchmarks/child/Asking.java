package io.filestore.benchmarks.child;

import java.time.Duration;

/**
 * Asks the same again and again.
 */
final class Asking {

    /** The clock is looked at not more often than so. */
    private static final long NANOS_UNSEEN = 200_000;

    private Asking() {
    }

    /**
     * Asks until this thread has had that much of a processor, which is longer if others
     * want one, too.
     * @return what it took each time, with the processor time of this thread
     */
    static Timed until(Duration processor, Runnable question) {
        long clock = System.nanoTime();
        long started = Cpu.nanosOfThread();
        long end = started + processor.toNanos();
        long now = started;
        long count = 0;
        int atOnce = 1;
        while (now < end) {
            for (int i = 0; i < atOnce; i++) {
                question.run();
            }
            count += atOnce;
            long after = Cpu.nanosOfThread();
            if (after - now < NANOS_UNSEEN) {
                atOnce *= 2;
            }
            now = after;
        }
        return new Timed(System.nanoTime() - clock, now - started).each(count);
    }

}
