package io.filestore.io;

import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ContentSumTests {

    @Test
    void sumsOfPartsGiveTheSumOfTheWhole() {
        Random random = new Random(42);
        for (int i = 0; i < 500; i++) {
            byte[] bytes = new byte[random.nextInt(1 << (i % 18))];
            random.nextBytes(bytes);
            int split = random.nextInt(bytes.length + 1);
            ContentSum whole = ContentSum.of(bytes, 0, bytes.length);
            assertThat(ContentSum.of(bytes, 0, split).plus(ContentSum.of(bytes, split, bytes.length - split)))
                .isEqualTo(whole);
        }
    }

    @Test
    void itIsTheChecksumThatEverybodyCallsCrc32c() {
        assertThat(ContentSum.of("123456789".getBytes(StandardCharsets.US_ASCII), 0, 9))
            .isEqualTo(new ContentSum(9, 0xE3069283));
    }

}
