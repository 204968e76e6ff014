package io.filestore.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import io.filestore.io.CrashMode;
import io.filestore.io.Fault;
import io.filestore.io.MemoryDirectory;
import io.filestore.wal.SyncPolicy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Life after life of one directory, each with random steps that end in a kill, a power
 * loss or after disk errors. For longer:
 * {@code -Dfilestore.soak=10m -Dfilestore.seed=42}.
 */
@ExtendWith(Tally.class)
class CrashSoakIT {

    private static final int LIVES = 6;

    private static final int STEPS = 25;

    @Test
    void nothingPromisedIsLostOverManyLives() {
        Duration duration = Duration.parse("PT" + System.getProperty("filestore.soak", "8s"));
        long seed = Long.getLong("filestore.seed", 1);
        long end = System.nanoTime() + duration.toNanos();
        long first = seed;
        do {
            List<String> history = new ArrayList<>();
            try {
                live(new Random(seed * 7919), history);
            }
            catch (Throwable ex) {
                throw new AssertionError("Repeat with -Dfilestore.soak=0s -Dfilestore.seed=%d after %s".formatted(seed,
                        String.join("\n", history)), ex);
            }
            seed++;
        }
        while (System.nanoTime() < end);
        System.out.println("CrashSoakIT: seeds " + first + " to " + (seed - 1));
    }

    private static void live(Random random, List<String> history) {
        List<Setting> settings = Setting.all().toList();
        Setting setting = settings.get(random.nextInt(settings.size()));
        Session session = Session.create(setting);
        session.disk().crashAt(random.nextInt(300));
        for (int life = 0; life < LIVES; life++) {
            List<Step> steps = new ArrayList<>();
            if (session.tryOpen()) {
                if (random.nextInt(3) == 0) {
                    Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
                    session.disk().failAt(session.disk().calls() + random.nextInt(100), fault);
                }
                Step step;
                do {
                    step = Step.values()[random.nextInt(Step.values().length - 1)];
                    steps.add(step);
                }
                while (session.run(step) && steps.size() < STEPS);
            }
            Tally.fault();
            session = next(session, random, steps, history);
        }
        session.end();
    }

    private static Session next(Session session, Random random, List<Step> steps, List<String> history) {
        boolean kill = random.nextInt(3) == 0;
        CrashMode mode = (random.nextInt(3) == 0) ? CrashMode.NOTHING : CrashMode.random(random);
        MemoryDirectory left = kill ? session.disk().kill() : session.disk().crash(mode);
        String context = "%s: %s, %s".formatted(session.setting(), steps, kill ? "killed" : "power lost, " + mode);
        history.add(context);
        boolean everything = kill || session.setting().sync() == SyncPolicy.ALWAYS;
        Tally.crash();
        Session found = session.next(left.kill()).open();
        session.oracle().requirePossible(Rows.of(found.store()), session.now(), everything);
        assertThat(found.store().stats().log().lastLsn()).as(context).isNotNegative();
        Session next = found.fresh(left.kill(), kill);
        Aftermath.requireIndexes(found.store());
        assertThat(found.store().verify().findings()).as(context).isEmpty();
        found.end();
        session.end();
        next.disk().crashAt(random.nextInt(300));
        return next;
    }

}
