package io.filestore.flush;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.filestore.error.StoreIOException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FlushSchedulerTests {

    @ParameterizedTest
    @CsvSource({ "PT2S, 0, PT2S", "PT2S, 1, PT4S", "PT2S, 4, PT32S", "PT2S, 5, PT1M", "PT2S, 1000000, PT1M",
            "PT5M, 0, PT5M", "PT5M, 1, PT1M" })
    void flushThatKeepsFailingIsTriedLessAndLessOftenButOnceAMinute(Duration interval, long failures, Duration pause) {
        assertThat(FlushScheduler.pause(interval, failures)).isEqualTo(pause);
    }

    @Test
    void lackOfMemoryAndAFailingDiskAreSaidInWords() {
        assertThatExceptionOfType(StoreIOException.class).isThrownBy(() -> call(() -> {
            throw new OutOfMemoryError("Java heap space");
        })).withMessageContaining("not enough memory").withMessageContaining("-Xmx");
        assertThatExceptionOfType(StoreIOException.class).isThrownBy(() -> call(() -> {
            throw new IOException("/data/rows (Too many open files)");
        })).withMessageContaining("could not be read or written").withMessageContaining("Too many open files");
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> call(() -> {
            throw new IllegalStateException("a slip");
        })).withMessage("a slip");
    }

    private static void call(Callable<String> work) {
        FlushScheduler scheduler = new FlushScheduler(Duration.ofHours(1), () -> {
        }, null);
        try {
            scheduler.call(work);
        }
        finally {
            scheduler.shutdown();
        }
    }

}
