package io.filestore.storage;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ForeignTextTests {

    private static final String UTF_16 = "It looks like UTF-16; save it as UTF-8.";

    private static final String ZEROS = "It has nothing but zero bytes, as a power loss leaves them.";

    private static @Nullable String describe(int... values) {
        byte[] bytes = new byte[values.length + 1];
        for (int i = 0; i < values.length; i++) {
            bytes[i + 1] = (byte) values[i];
        }
        return ForeignText.describe(bytes, 1, values.length);
    }

    @Test
    void utf16IsKnownByItsMarkOrByTheZerosOfTwoCharacters() {
        assertThat(describe(0xfe, 0xff, 0x4e, 0x2d)).isEqualTo(UTF_16);
        assertThat(describe(0xff, 0xfe, 0x2d, 0x4e)).isEqualTo(UTF_16);
        assertThat(describe('{', 0, '}', 0)).isEqualTo(UTF_16);
        assertThat(describe(0, '{', 0, '}')).isEqualTo(UTF_16);
    }

    @Test
    void zerosOfAPowerLossAreNoUtf16() {
        assertThat(describe('{', 0, 0, 0)).isNull();
        assertThat(describe(0, 0, 0, '}')).isNull();
        assertThat(describe('{', '}', 0, 0)).isNull();
        assertThat(describe('{', 0, '}', '}')).isNull();
        assertThat(describe(0, '{', '}', '}')).isNull();
        assertThat(describe(0, '{', 0, 0)).isNull();
        assertThat(describe('{', '}', '{', 0)).isNull();
        assertThat(describe(0, 0, '}', 0)).isNull();
        assertThat(describe(0, '}', 0, 0)).isNull();
        assertThat(describe(0, 0, 0, 0)).isEqualTo(ZEROS);
        assertThat(describe(0)).isEqualTo(ZEROS);
    }

    @Test
    void threeBytesAreTooFewToTell() {
        assertThat(describe('{', 0, '}')).isNull();
        assertThat(describe(0xfe, 0xff, 0x4e)).isNull();
        assertThat(describe()).isNull();
    }

    @Test
    void zerosAtTheEndDoNotCountAndOthersDo() {
        byte[] bytes = "\0a\0b\0\0".getBytes(StandardCharsets.US_ASCII);
        assertThat(ForeignText.lengthWithoutZeros(bytes, 1, 5)).isEqualTo(3);
        assertThat(ForeignText.lengthWithoutZeros(bytes, 4, 2)).isZero();
        assertThat(ForeignText.lengthWithoutZeros(bytes, 1, 1)).isOne();
    }

}
