package io.filestore.cassandra;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class VersionsTests {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochSecond(1000, 5000));

    private final Versions versions = new Versions(this.now::get);

    @Test
    void aVersionIsTheTimeInMicroseconds() {
        assertThat(this.versions.after(0)).isEqualTo(1_000_000_005L);
    }

    @Test
    void noVersionIsGivenTwiceWhenTheClockStands() {
        assertThat(this.versions.after(0)).isLessThan(this.versions.after(0));
    }

    @Test
    void aVersionIsBehindThatWhichItReplacesWhenTheClockIsLate() {
        long first = this.versions.after(0);
        this.now.set(Instant.ofEpochSecond(10));
        assertThat(this.versions.after(first)).isGreaterThan(first);
        assertThat(this.versions.after(5_000_000_000L)).isEqualTo(5_000_000_001L);
        assertThat(this.versions.after(0)).isLessThan(2_000_000_000L);
    }

}
