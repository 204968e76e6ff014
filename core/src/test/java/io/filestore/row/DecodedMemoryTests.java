package io.filestore.row;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DecodedMemoryTests {

    private static final byte[] JSON = "{\"text\":\"about as long as a short row\"}".getBytes(StandardCharsets.UTF_8);

    /** Room for a hundred of them. */
    private final DecodedMemory memory = new DecodedMemory(100 * (128 + 3L * JSON.length));

    private final DecodedValues values = new DecodedValues(this.memory);

    private final List<StoredRow> rows = rows(1000);

    private static List<StoredRow> rows(int count) {
        return IntStream.range(0, count).mapToObj((i) -> StoredRow.of("row-" + i, JSON, i + 1, 0)).toList();
    }

    private <T> boolean isRemembered(StoredRow row, Class<T> type) {
        return this.values.get(row, type) != null;
    }

    /** Reads a row as whoever asks for it does. */
    private boolean read(StoredRow row, Object value) {
        boolean known = isRemembered(row, value.getClass());
        if (!known) {
            this.values.remember(row, value);
        }
        return known;
    }

    @Test
    void theOldestValuesGoWhenThereIsNoRoomForMore() {
        for (StoredRow row : this.rows) {
            read(row, "text");
            assertThat(this.memory.bytes()).isLessThanOrEqualTo(this.memory.limit());
        }
        assertThat(this.memory.count()).isEqualTo(100);
        assertThat(this.memory.bytes()).isEqualTo(this.memory.limit());
        assertThat(this.rows.subList(0, 900)).noneMatch((row) -> isRemembered(row, String.class));
        assertThat(this.rows.subList(900, 1000)).allMatch((row) -> isRemembered(row, String.class));
    }

    @Test
    void aRowThatIsReadAgainStaysWhileOthersGo() {
        StoredRow hot = this.rows.get(0);
        read(hot, "text");
        for (StoredRow row : this.rows.subList(1, 1000)) {
            assertThat(read(hot, "text")).isTrue();
            read(row, "text");
        }
        assertThat(this.memory.count()).isEqualTo(100);
    }

    @Test
    void rowsThatAreAllReadAgainMakeRoomInAFewStepsAllTheSame() {
        List<StoredRow> remembered = this.rows.subList(0, 100);
        remembered.forEach((row) -> read(row, "text"));
        for (StoredRow row : this.rows.subList(100, 200)) {
            remembered.forEach((other) -> isRemembered(other, String.class));
            read(row, "text");
            assertThat(isRemembered(row, String.class)).isTrue();
            assertThat(this.memory.count()).isEqualTo(100);
        }
    }

    @Test
    void aRowThatIsReadAsTwoClassesInTurnKeepsTheValueOfOneAndTakesNoMoreRoom() {
        StoredRow row = this.rows.get(0);
        int decoded = 0;
        for (int i = 0; i < 1000; i++) {
            decoded += read(row, "text") ? 0 : 1;
            decoded += read(row, 1) ? 0 : 1;
            assertThat(this.memory.count()).isOne();
        }
        assertThat(decoded).isLessThanOrEqualTo(1002);
    }

    @Test
    void anotherClassTakesThePlaceOfAValueThatNobodyReadsAnyMore() {
        StoredRow row = this.rows.get(0);
        read(row, "text");
        isRemembered(row, String.class);
        read(row, 1);
        read(row, 1);
        assertThat(read(row, 1)).isTrue();
        assertThat(isRemembered(row, String.class)).isFalse();
        assertThat(this.memory.count()).isOne();
    }

    @Test
    void aValueThatWouldTakeMuchOfItAllIsNotRemembered() {
        StoredRow large = StoredRow.of("large", new byte[2000], 1, 0);
        read(large, "text");
        assertThat(isRemembered(large, String.class)).isFalse();
        assertThat(this.memory.count()).isZero();
    }

    @Test
    void withoutRoomNothingIsRemembered() {
        DecodedMemory none = new DecodedMemory(0);
        new DecodedValues(none).remember(this.rows.get(0), "text");
        assertThat(new DecodedValues(none).get(this.rows.get(0), String.class)).isNull();
        assertThat(none.bytes()).isZero();
    }

    @Test
    void isBoundedAndExactHoweverManyReadAtOnce() {
        long seed = System.nanoTime();
        CompletableFuture<?>[] readers = IntStream.range(0, 4)
            .mapToObj((number) -> CompletableFuture.runAsync(() -> readAtRandom(new SplittableRandom(seed + number))))
            .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(readers).join();
        long remembered = this.rows.stream().filter((row) -> row.decoded() != null).count();
        assertThat(this.memory.count()).as("seed %d", seed).isEqualTo((int) remembered).isBetween(1, 100);
        assertThat(this.memory.bytes()).isEqualTo(remembered * this.memory.limit() / 100);
    }

    private void readAtRandom(SplittableRandom random) {
        for (int i = 0; i < 100_000; i++) {
            StoredRow row = this.rows.get(random.nextInt(random.nextBoolean() ? 50 : 1000));
            Object value = random.nextInt(10) > 0 ? row.id() : (Object) row.version();
            Object known = this.values.get(row, value.getClass());
            if (known == null) {
                this.values.remember(row, value);
            }
            else {
                assertThat(known).isEqualTo(value);
            }
        }
    }

}
