package io.filestore.cassandra;

import java.time.Duration;

/** For how long one call goes on, by a clock that is not set. */
final class Patience {

    private final long end;

    Patience(Duration most) {
        this.end = System.nanoTime() + most.toNanos();
    }

    boolean isOver() {
        return System.nanoTime() - this.end >= 0;
    }

}
