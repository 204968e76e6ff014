package io.filestore;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FlushPauseTests {

    @ParameterizedTest
    @CsvSource({ "PT2S, 0, PT2S", "PT2S, 1, PT4S", "PT2S, 4, PT32S", "PT2S, 5, PT1M", "PT2S, 1000000, PT1M",
            "PT5M, 0, PT5M" })
    void flushThatKeepsFailingIsTriedLessAndLessOftenButOnceAMinute(Duration interval, long failures, Duration pause) {
        assertThat(FlushScheduler.pause(interval, failures)).isEqualTo(pause);
    }

}
