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
 * Runs a test under one thread schedule after another. One thread runs at a time, and
 * which goes on at each lock, wait, atomic or volatile access is drawn from a seed. So
 * the same seeds, one after the other in a new process, mostly repeat what has failed.
 * (One of them alone may not: what has been loaded and cached before takes steps as
 * well.)
 */
final class Schedules {

    /** Longer than any schedule takes that comes to an end. */
    private static final Duration HANGS = Duration.ofSeconds(30);

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
            RunContext context = schedule(done);
            require(done, context);
            steps += context.getStep();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf("%s: %d schedules from seed %d, %.0f a second, %d steps each%n", this.name, done, SEED,
                done / seconds, steps / done);
    }

    /** The first ones are always the same: most classes are loaded in them. */
    private static long seed(int number) {
        return (number <= WARMUP) ? number - 1 - WARMUP : SEED + number - 1 - WARMUP;
    }

    private void require(int number, RunContext context) {
        Throwable bug = context.getBugFound();
        if (bug == null) {
            return;
        }
        StringWriter trace = new StringWriter();
        bug.printStackTrace(new PrintWriter(trace));
        System.out.printf("FAILED %s in schedule %d from seed %d%n%s", this.name, number, SEED, trace);
        tellHowToRepeat(number);
        throw new Failure(this.name + " fails in schedule " + number + " from seed " + SEED + ": " + bug, bug);
    }

    private void tellHowToRepeat(int number) {
        System.out.printf("Repeat it: schedule-tests/run %s -Dseed=%d -Dschedules=%d%n", this.name, SEED, number);
    }

    private RunContext schedule(int number) throws InterruptedException {
        RunContext context = new RunContext(configuration(seed(number)));
        Thread main = new Thread(() -> schedule(context), "test-main");
        main.start();
        main.join(HANGS.toMillis());
        if (main.isAlive()) {
            giveUp(number, context);
        }
        return context;
    }

    /** Its threads cannot be ended, so this ends the process. */
    private void giveUp(int number, RunContext context) {
        try {
            require(number, context);
            System.out.printf("FAILED %s in schedule %d from seed %d: it hangs%n", this.name, number, SEED);
            tellHowToRepeat(number);
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

    private void schedule(RunContext context) {
        try {
            DelegateSynchronizer synchronizer = new DelegateSynchronizer(context);
            Runtime.NETWORK_DELEGATE = NetworkDelegateType.NONE.produce(context, synchronizer);
            Runtime.LOCK_DELEGATE = new RuntimeDelegate(context, synchronizer);
            Runtime.start();
            SharedPool.tell();
            this.test.run();
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
        Scheduler scheduler = (seed % 2 == 0) ? new POSScheduler(random) : new Priorities(random);
        return new Configuration(execution, Path.of(System.getProperty("report"), this.name), 1, 600, scheduler,
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
