package io.filestore.io;

import org.junit.jupiter.api.Test;

import io.filestore.error.InvalidConfigurationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FileModesTests {

    @Test
    void ownerOnlyKeepsEverybodyElseOut() {
        assertThat(FileModes.ownerOnly()).isEqualTo(new FileModes("rw-------", "rwx------"));
    }

    @Test
    void refusesWhatIsNoMode() {
        assertThatExceptionOfType(InvalidConfigurationException.class)
            .isThrownBy(() -> new FileModes("0600", "rwx------"))
            .withMessage("Invalid value '0600' for fileMode: nine characters are expected, such as 'rw-------'");
    }

    @Test
    void refusesToLockTheOwnerOut() {
        assertThatExceptionOfType(InvalidConfigurationException.class)
            .isThrownBy(() -> new FileModes("rw-------", "rw-rw-rw-"))
            .withMessageContaining("directoryMode")
            .withMessageContaining("the owner needs at least 'rwx------'");
    }

}
