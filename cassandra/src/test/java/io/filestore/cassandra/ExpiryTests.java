package io.filestore.cassandra;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ExpiryTests {

    private static final Instant NOW = Instant.parse("2026-11-29T20:00:00.250Z");

    @Test
    void aRowWithoutATimeToLiveNeverExpires() {
        assertThat(Expiry.column(0)).isEqualTo(Expiry.NEVER);
        assertThat(Expiry.expiresAt(Expiry.NEVER)).isZero();
        assertThat(Expiry.seconds(Expiry.NEVER, NOW)).isZero();
    }

    @Test
    void cassandraClearsARowAwayAMinuteAfterItHasExpired() {
        Instant column = Expiry.column(NOW.plusMillis(1500).toEpochMilli());
        assertThat(column).isEqualTo(NOW.plusMillis(1500));
        assertThat(Expiry.expiresAt(column)).isEqualTo(NOW.plusMillis(1500).toEpochMilli());
        assertThat(Expiry.seconds(column, NOW)).isEqualTo(62);
        assertThat(Expiry.seconds(NOW.plusMillis(1000), NOW)).isEqualTo(61);
        assertThat(Expiry.seconds(NOW.plusMillis(1), NOW)).isEqualTo(61);
    }

    @Test
    void aRowThatHasExpiredAlreadyIsClearedAwaySoon() {
        assertThat(Expiry.seconds(NOW.minusSeconds(3600), NOW)).isEqualTo(60);
    }

    @Test
    void aDeletionIsKnownForAnHour() {
        assertThat(Expiry.seconds(Expiry.DELETED, NOW)).isEqualTo(3600);
    }

    @Test
    void aTimeToLiveThatCassandraDoesNotHaveIsLeftToTheColumn() {
        assertThat(Expiry.seconds(NOW.plus(Duration.ofDays(365 * 20)), NOW)).isZero();
        Instant last = Instant.ofEpochSecond(Integer.MAX_VALUE);
        assertThat(Expiry.seconds(last, NOW)).isZero();
        assertThat(Expiry.seconds(last.minusSeconds(90), NOW)).isPositive();
        assertThat(Expiry.column(Long.MAX_VALUE)).isEqualTo(Expiry.NEVER);
    }

}
