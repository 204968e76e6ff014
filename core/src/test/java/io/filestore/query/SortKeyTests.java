package io.filestore.query;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.filestore.json.SortKey;

import static org.assertj.core.api.Assertions.assertThat;

class SortKeyTests {

    @Test
    void keysHaveTheOrderOfTheValues() {
        long seed = System.nanoTime();
        RandomValues random = new RandomValues(seed);
        for (int i = 0; i < 100_000; i++) {
            byte[] one = random.value().getBytes(StandardCharsets.UTF_8);
            byte[] other = random.value().getBytes(StandardCharsets.UTF_8);
            String what = new String(one, StandardCharsets.UTF_8) + " and " + new String(other, StandardCharsets.UTF_8)
                    + ", seed " + seed;
            int order = ValueOrder.compare(one, other);
            byte[] key = SortKey.of(one);
            byte[] otherKey = SortKey.of(other);
            assertThat(Integer.signum(Arrays.compareUnsigned(key, otherKey))).as(what).isEqualTo(Integer.signum(order));
            if (order != 0) {
                int common = Arrays.mismatch(key, otherKey);
                assertThat(common).as("No key begins with another: " + what)
                    .isLessThan(Math.min(key.length, otherKey.length));
            }
        }
    }

    @Test
    void whatIsMissingIsNull() {
        assertThat(SortKey.of(null)).isEqualTo(SortKey.of("null".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void exponentsBeyondAnyUseStayInOrder() {
        List<byte[]> keys = Stream
            .of("-1e99999999999999999999", "-1e999999999999999999", "-1", "1e-99999999999999999999", "1",
                    "1e999999999999999998", "1e99999999999999999999")
            .map((number) -> SortKey.of(number.getBytes(StandardCharsets.UTF_8)))
            .toList();
        assertThat(keys).isSortedAccordingTo(Arrays::compareUnsigned);
    }

}
