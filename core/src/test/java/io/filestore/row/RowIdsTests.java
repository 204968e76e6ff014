package io.filestore.row;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.filestore.error.InvalidRowException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RowIdsTests {

    @Test
    void anyTextWithoutControlCharactersIsARowId() {
        for (String id : List.of("a", ".", "..", "/etc/passwd", " ", "é😀中", "\"\\", "x".repeat(512), "é".repeat(256),
                "中".repeat(170), "😀".repeat(128))) {
            assertThat(RowIds.require(id)).isSameAs(id);
            assertThat(RowIds.isValid(id)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({ "'', empty", "'a\n', U+000A at index 1", "'\u007f', U+007F", "'\u0085', U+0085",
            "'a\ud800', lone surrogate", "'\ude00\ud83d', lone surrogate" })
    void otherTextsAreRefusedWithTheRuleTheyBreak(String id, String message) {
        assertThat(RowIds.isValid(id)).isFalse();
        assertThatExceptionOfType(InvalidRowException.class).isThrownBy(() -> RowIds.require(id))
            .withMessageContaining(message);
    }

    @Test
    void lengthCountsInBytes() {
        for (String id : List.of("x".repeat(513), "é".repeat(256) + "x", "中".repeat(171), "😀".repeat(128) + "x")) {
            assertThatExceptionOfType(InvalidRowException.class).isThrownBy(() -> RowIds.require(id))
                .withMessageContaining("51");
        }
    }

    @Test
    void generatedIdsAreUuidsOfVersionSevenThatSortByTime() {
        long before = System.currentTimeMillis();
        String last = "";
        for (int i = 0; i < 20_000; i++) {
            String id = RowIds.next();
            assertThat(id.compareTo(last)).isPositive();
            last = id;
        }
        UUID uuid = UUID.fromString(last);
        assertThat(uuid.version()).isEqualTo(7);
        assertThat(uuid.variant()).isEqualTo(2);
        assertThat(uuid.getMostSignificantBits() >>> 16).isBetween(before, before + 60_000);
        assertThat(RowIds.isValid(last)).isTrue();
    }

    @Test
    void threadsGetGrowingAndDifferentIds() throws InterruptedException {
        ConcurrentLinkedQueue<List<String>> all = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread thread = new Thread(() -> {
                List<String> ids = new ArrayList<>();
                for (int j = 0; j < 5000; j++) {
                    ids.add(RowIds.next());
                }
                all.add(ids);
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        Set<String> distinct = new HashSet<>();
        all.forEach((ids) -> {
            assertThat(ids).isSorted();
            distinct.addAll(ids);
        });
        assertThat(distinct).hasSize(20_000);
    }

}
