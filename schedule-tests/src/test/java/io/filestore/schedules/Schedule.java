package io.filestore.schedules;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;

import kotlin.Unit;
import org.pastalab.fray.core.RunContext;
import org.pastalab.fray.core.command.Configuration;
import org.pastalab.fray.core.command.ExecutionInfo;
import org.pastalab.fray.core.command.LambdaExecutor;
import org.pastalab.fray.core.command.NetworkDelegateType;
import org.pastalab.fray.core.command.SystemTimeDelegateType;
import org.pastalab.fray.core.delegates.DelegateSynchronizer;
import org.pastalab.fray.core.delegates.RuntimeDelegate;
import org.pastalab.fray.core.randomness.ControlledRandom;
import org.pastalab.fray.core.randomness.ControlledRandomProvider;
import org.pastalab.fray.core.randomness.Randomness;
import org.pastalab.fray.core.scheduler.POSScheduler;
import org.pastalab.fray.core.scheduler.Scheduler;
import org.pastalab.fray.runtime.Runtime;

/**
 * One thread schedule: one thread runs at a time, and which goes on at each lock, wait,
 * atomic or volatile access is drawn from a seed.
 *
 * @param test what is run
 * @param which which schedule of it this is, for whom it fails
 * @param repeat the arguments of {@code run} that repeat it
 * @param alone whether its seed alone is to give it again, which costs time
 */
record Schedule(String test, String which, String repeat, boolean alone) {

    /** Longer than any schedule takes that comes to an end, on a machine that is busy. */
    private static final Duration HANGS = Duration.ofMinutes(2);

    /**
     * Runs it.
     * @return how many steps it took
     * @throws Failure if it fails; all has been said then
     */
    long run(long seed, Threads.Work work) throws InterruptedException {
        FixedRandomness.ofThreads();
        RunContext context = new RunContext(configuration(seed));
        Thread main = new Thread(() -> run(context, work), "test-main");
        main.start();
        main.join(HANGS.toMillis());
        if (main.isAlive()) {
            giveUp(context);
        }
        require(context);
        return context.getStep();
    }

    private void require(RunContext context) {
        if (context.getBugFound() != null) {
            throw failure(context.getBugFound());
        }
    }

    /** Says what has failed, and how to have it again. */
    Failure failure(Throwable cause) {
        StringWriter trace = new StringWriter();
        cause.printStackTrace(new PrintWriter(trace));
        System.out.printf("FAILED %s in %s%n%s", this.test, this.which, trace);
        tellHowToRepeat();
        return new Failure(this.test + " fails in " + this.which + ": " + cause, cause);
    }

    private void tellHowToRepeat() {
        System.out.println("Repeat it: schedule-tests/run " + this.test + " " + this.repeat);
    }

    /** Its threads cannot be ended, so this ends the process. */
    private void giveUp(RunContext context) {
        try {
            require(context);
            System.out.printf("FAILED %s in %s: it hangs%n", this.test, this.which);
            tellHowToRepeat();
        }
        catch (Failure ex) {
            System.out.println("Some of its threads cannot be ended, so that no other test runs.");
        }
        Thread.getAllStackTraces().forEach((thread, trace) -> {
            System.out.println(thread);
            for (StackTraceElement frame : trace) {
                System.out.println("    " + frame);
            }
        });
        java.lang.Runtime.getRuntime().halt(1);
    }

    private static void run(RunContext context, Threads.Work work) {
        try {
            DelegateSynchronizer synchronizer = new DelegateSynchronizer(context);
            Runtime.NETWORK_DELEGATE = NetworkDelegateType.NONE.produce(context, synchronizer);
            Runtime.LOCK_DELEGATE = new RuntimeDelegate(context, synchronizer);
            Runtime.start();
            SharedPool.tell();
            work.run();
            Runtime.onMainExit();
        }
        catch (Throwable ex) {
            Runtime.onReportError(ex);
            Runtime.onMainExit();
        }
        context.shutDown();
    }

    private Configuration configuration(long seed) {
        ExecutionInfo execution = new ExecutionInfo(new LambdaExecutor(() -> Unit.INSTANCE), false, false, -1);
        Randomness random = new ControlledRandom(new ArrayList<>(), new ArrayList<>(), new Random(seed));
        Scheduler drawn = (seed % 2 == 0) ? new POSScheduler(random) : new Priorities(random);
        Scheduler scheduler = this.alone ? new Repeatable(drawn, random) : drawn;
        return new Configuration(execution, Path.of(System.getProperty("report"), this.test), 1, 600, scheduler,
                new ControlledRandomProvider(), false, false, true, true, false, false, NetworkDelegateType.NONE,
                SystemTimeDelegateType.NONE, 0, true, false, false, false, false, false, null);
    }

    /** A schedule has failed, of which all has been said. */
    static final class Failure extends AssertionError {

        Failure(String message, Throwable cause) {
            super(message, cause);
        }

    }

}
