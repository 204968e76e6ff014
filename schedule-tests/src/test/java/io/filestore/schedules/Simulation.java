package io.filestore.schedules;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.filestore.SettableClock;
import io.filestore.io.CrashMode;
import io.filestore.io.MemoryDirectory;
import io.filestore.wal.SyncPolicy;

import static org.assertj.core.api.Assertions.assertThat;

/** The lives of a store on one disk, all drawn from one seed. */
final class Simulation {

    private static final int ROUNDS = 4;

    /** About as many calls of the disk as a round makes, and forces of the log. */
    private static final int CALLS = 140;

    private static final int FORCES = 7;

    private final Schedule schedule;

    private final Random random;

    private final SettableClock clock = new SettableClock();

    private final SyncPolicy sync;

    private MemoryDirectory disk = new MemoryDirectory();

    /** Since the store was last opened. */
    private Timeline timeline = new Timeline(State.EMPTY, 0, List.of(), List.of());

    /** Whether the last end was one after which all is there that was told. */
    private boolean everything = true;

    private long lastVersion;

    private final List<String> history = new ArrayList<>();

    private final Tally tally;

    Simulation(Schedule schedule, long seed, Tally tally) {
        this.schedule = schedule;
        this.tally = tally;
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
        this.sync = (this.random.nextInt(4) == 0) ? SyncPolicy.NEVER : SyncPolicy.ALWAYS;
    }

    void run() throws InterruptedException {
        for (int i = 0; i < ROUNDS; i++) {
            boolean last = i == ROUNDS - 1;
            Round round = new Round("r" + i, this.disk, this.clock, this.sync, this.random.nextLong());
            int die = last ? 0 : this.random.nextInt(4);
            if (die == 1) {
                this.disk.crashAt(this.random.nextInt(CALLS));
            }
            else if (die > 1) {
                round.losePowerBeforeForce(1 + this.random.nextInt(FORCES));
            }
            this.tally.add(round, this.schedule.run(this.random.nextLong(), round::run));
            try {
                judge(round);
                end(round);
            }
            catch (Throwable ex) {
                this.history.add("round " + i + ", sync " + this.sync);
                round.operations().forEach((operation) -> this.history.add(operation.toString()));
                throw new AssertionError(ex + "\n" + String.join("\n", this.history), ex);
            }
        }
    }

    private void judge(Round round) {
        if (round.found == null) {
            assertThat(this.disk.hasPower()).isFalse();
            return;
        }
        State found = this.timeline.requireReached(round.found, round.lsn, this.everything, round.time);
        this.timeline = new Timeline(found, round.lsn, round.commits(), round.operations());
        if (round.closed) {
            this.timeline.isClosed();
        }
        round.versions
            .forEach((version) -> assertThat(version).as("version after a restart").isGreaterThan(this.lastVersion));
        this.lastVersion = Math.max(this.lastVersion, round.highestVersion());
        this.everything = true;
    }

    /** What a kill or a power loss leaves of the disk. */
    private void end(Round round) {
        int die = this.random.nextInt(4);
        if (die == 0) {
            this.disk = this.disk.kill();
            return;
        }
        this.everything &= this.sync == SyncPolicy.ALWAYS;
        this.disk = this.disk.crash((die == 1) ? CrashMode.NOTHING : CrashMode.random(this.random));
    }

}
