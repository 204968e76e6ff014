package io.filestore.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HeldFileRetryTests {

    private final List<Long> pauses = new ArrayList<>();

    private int attempts;

    @Test
    void triesAgainUntilTheFileIsFree() throws IOException {
        retry(true).run(() -> {
            this.attempts++;
            if (this.attempts == 1) {
                throw new AccessDeniedException("a.json");
            }
            if (this.attempts == 2) {
                throw new FileSystemException("a.json", null,
                        "The process cannot access the file because it is being used by another process");
            }
        });
        assertThat(this.attempts).isEqualTo(3);
        assertThat(this.pauses).containsExactly(5L, 10L);
    }

    @Test
    void givesUpAfterTwoSeconds() {
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> failing(true, heldFile()));
        assertThat(this.pauses.stream().mapToLong(Long::longValue).sum()).isEqualTo(2000);
        assertThat(this.attempts).isEqualTo(10);
    }

    @Test
    void otherFailuresAreFinal() {
        assertThatExceptionOfType(NoSuchFileException.class)
            .isThrownBy(() -> failing(true, new NoSuchFileException("a.json")));
        assertThat(this.attempts).isEqualTo(1);
    }

    @Test
    void elsewhereThanOnWindowsNothingIsTriedAgain() {
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> failing(false, heldFile()));
        assertThat(this.attempts).isEqualTo(1);
    }

    private static IOException heldFile() {
        return new AccessDeniedException("a.json");
    }

    private void failing(boolean enabled, IOException failure) throws IOException {
        retry(enabled).run(() -> {
            this.attempts++;
            throw failure;
        });
    }

    private HeldFileRetry retry(boolean enabled) {
        return new HeldFileRetry(enabled, this.pauses::add);
    }

}
