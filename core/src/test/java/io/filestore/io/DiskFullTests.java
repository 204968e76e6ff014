package io.filestore.io;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class DiskFullTests {

    @ParameterizedTest
    @ValueSource(strings = { "No space left on device", "Disk quota exceeded", "Disc quota exceeded",
            "There is not enough space on the disk" })
    void recognisesWhatSystemsSay(String message) {
        assertThat(DiskFull.isDiskFull(new IOException(message))).isTrue();
        assertThat(DiskFull.isDiskFull(new FileSystemException("a", null, message))).isTrue();
        assertThat(DiskFull.isDiskFull(new UncheckedIOException(new IOException(message)))).isTrue();
    }

    @Test
    void otherTroubleIsNone() {
        assertThat(DiskFull.isDiskFull(new IOException("Input/output error"))).isFalse();
        assertThat(DiskFull.isDiskFull(new IOException())).isFalse();
        assertThat(DiskFull.isDiskFull(null)).isFalse();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void recognisesAFullDevice() {
        assertThatIOException().isThrownBy(() -> {
            try (FileOutputStream full = new FileOutputStream("/dev/full")) {
                full.write(1);
            }
        }).matches(DiskFull::isDiskFull);
    }

}
