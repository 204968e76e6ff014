package io.filestore.cassandra;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Gives versions: microseconds of the clock, as the timestamps of cells are, but never
 * one twice, and always one behind that which it replaces, should a clock be late. What
 * is deleted leaves its version behind for an hour, so that only a clock that is later
 * than that could give one again.
 */
final class Versions {

    private final AtomicLong last = new AtomicLong();

    private final InstantSource clock;

    Versions(InstantSource clock) {
        this.clock = clock;
    }

    long after(long replaced) {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, this.clock.instant());
        return Math.max(this.last.updateAndGet((before) -> Math.max(before + 1, now)), replaced + 1);
    }

}
