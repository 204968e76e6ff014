package io.filestore.autoconfigure.endpoint;

import java.nio.file.Path;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BackupPlaceTests {

    private final BackupPlace place = new BackupPlace("/backups/of/../here");

    @Test
    void backupWithoutANameIsNamedAfterTheTimeInUtc() {
        assertThat(this.place.at(Instant.parse("2026-01-02T03:04:05.678Z")))
            .isEqualTo(Path.of("/backups/here/20260102T030405.678Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "a", "7", "Mon-day_1", "monday.tar", "a.0123456789abcdef",
            "0123456789012345678901234567890123456789012345678901234567890123", "unfinished" })
    void nameIsADirectoryRightBelowTheOneOfBackups(String name) {
        assertThat(this.place.of(name)).isEqualTo(Path.of("/backups/here", name));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", ".", "..", "a/b", "/a", "a\\b", "-a", "_a", ".a", "a.", "a.b.c", "a b", "ü",
            "a.0123456789abcdefg", "01234567890123456789012345678901234567890123456789012345678901234",
            "monday.unfinished" })
    void whatIsAPathOrNoNameIsRefused(String name) {
        assertThatExceptionOfType(InvalidEndpointRequestException.class).isThrownBy(() -> this.place.of(name))
            .satisfies((ex) -> assertThat(ex.getReason()).contains("'" + name + "' cannot be the name of a backup"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = { "", " " })
    void nothingIsBackedUpWithoutADirectoryForIt(@Nullable String directory) {
        BackupPlace none = new BackupPlace(directory);
        assertThatExceptionOfType(InvalidEndpointRequestException.class).isThrownBy(() -> none.of("monday"))
            .satisfies((ex) -> assertThat(ex.getReason()).contains("Set filestore.backup.directory"));
    }

}
