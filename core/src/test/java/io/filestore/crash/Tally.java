package io.filestore.crash;

import java.util.concurrent.atomic.LongAdder;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Counts what a test class has tried, and prints it in one line at its end. */
final class Tally implements BeforeAllCallback, AfterAllCallback {

    private static final LongAdder FAULTS = new LongAdder();

    private static final LongAdder CRASHES = new LongAdder();

    private static final LongAdder OPENINGS = new LongAdder();

    private long started;

    /**
     * One call at which the power has gone or the disk failed, or one piece of damage.
     */
    static void fault() {
        FAULTS.increment();
    }

    /** One state of a disk that something was left in. */
    static void crash() {
        CRASHES.increment();
    }

    static void opening() {
        OPENINGS.increment();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        FAULTS.reset();
        CRASHES.reset();
        OPENINGS.reset();
        this.started = System.nanoTime();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        System.out.printf("%s: %,d fault points, %,d crashes, %,d openings in %.1f s%n",
                context.getRequiredTestClass().getSimpleName(), FAULTS.sum(), CRASHES.sum(), OPENINGS.sum(),
                (System.nanoTime() - this.started) / 1e9);
    }

}
