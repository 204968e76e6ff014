package io.filestore.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.filestore.Store;
import io.filestore.wal.SyncPolicy;

/** One directory, on which one process after the other works and is killed. */
final class KillLane {

    private static final int SIGKILLED = 128 + 9;

    /** So that each process writes numbers that no earlier one has written. */
    private static final long NUMBERS = 1_000_000;

    private final Path directory;

    private final SyncPolicy sync;

    private final Random random;

    private final FastStart children;

    private final Oracle oracle = new Oracle();

    private final ScheduledExecutorService killer = Executors.newSingleThreadScheduledExecutor();

    private int kills;

    private int stops;

    private int opened;

    KillLane(Path directory, SyncPolicy sync, long seed, FastStart children) {
        this.directory = directory;
        this.sync = sync;
        this.random = new Random(seed);
        this.children = children;
    }

    /** Kills as long as there are kills left, and stops when something is wrong. */
    void run(AtomicInteger left) throws IOException {
        try {
            while (left.getAndDecrement() > 0 && this.oracle.violations().isEmpty()) {
                killOne();
            }
            if (this.oracle.violations().isEmpty()) {
                openHere();
                openHere();
            }
        }
        finally {
            this.killer.shutdownNow();
        }
    }

    private void killOne() throws IOException {
        KillMoment moment = KillMoment.any(this.random);
        long first = (this.kills + 1) * NUMBERS;
        try (ChildProcess child = this.children.start(KillChild.class, this.directory, this.sync,
                this.random.nextLong(), first, this.random.nextInt(3) == 0, moment.call(), moment.number())) {
            boolean due = schedule(child, moment, "");
            String line;
            while ((line = child.readLine()) != null) {
                this.oracle.hear(line);
                if (line.startsWith("STOP")) {
                    this.stops++;
                    child.kill();
                }
                this.opened += line.equals("END") ? 1 : 0;
                due = due || schedule(child, moment, line);
            }
            int exit = child.exitCode();
            if (exit != SIGKILLED) {
                this.oracle.hear("X the process ended by itself with " + exit);
            }
            this.kills++;
        }
        if (!this.oracle.violations().isEmpty()) {
            this.oracle.violations().add("Kill " + this.kills + " in " + this.directory + " was " + moment);
        }
    }

    private boolean schedule(ChildProcess child, KillMoment moment, String line) {
        boolean due = moment.line().isEmpty() ? line.isEmpty() : line.startsWith(moment.line());
        if (due) {
            this.killer.schedule(child::kill, moment.delayMillis(), TimeUnit.MILLISECONDS);
        }
        return due;
    }

    /** Opens it in this process, and closes it. */
    private void openHere() {
        try (Store store = Layout.builder(this.directory, this.sync).open()) {
            this.oracle.hear("OPEN " + store.stats().log().lastLsn());
            StoreDump.of(store).forEach(this.oracle::hear);
            this.oracle.hear("END");
            store.verify().findings().forEach((finding) -> this.oracle.hear("X verify: " + finding));
            if (store.stats().quarantined() > 0) {
                this.oracle.hear("X in quarantine: " + store.stats());
            }
            this.opened++;
        }
    }

    int kills() {
        return this.kills;
    }

    /** Kills of a process that had stopped at a call of the disk. */
    int stops() {
        return this.stops;
    }

    int opened() {
        return this.opened;
    }

    Oracle oracle() {
        return this.oracle;
    }

}
