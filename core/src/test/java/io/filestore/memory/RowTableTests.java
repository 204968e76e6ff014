package io.filestore.memory;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.filestore.row.StoredRow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RowTableTests {

    private static final byte[] JSON = "{}".getBytes(StandardCharsets.UTF_8);

    /** Rows share few hashes. */
    private RowTable table = new RowTable(1023);

    private long version;

    @Test
    void agreesWithAMapAfterRandomChangesAlsoOfIdsWithOneHash() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> ids = new ArrayList<>();
        IntStream.range(0, 3000).forEach((i) -> ids.add("row-" + i));
        Map<String, StoredRow> map = new HashMap<>();
        for (int i = 0; i < 60_000; i++) {
            // Grows at first and shrinks later, to and from nearly nothing.
            boolean put = random.nextInt(60_000) > i;
            String id = ids.get(random.nextInt(ids.size()));
            StoredRow row = row(id);
            StoredRow before = put ? this.table.put(row) : this.table.remove(id);
            assertThat(before).as("seed %d", seed).isSameAs(put ? map.put(id, row) : map.remove(id));
            assertThat(this.table.get(id)).as("seed %d", seed).isSameAs(map.get(id));
        }
        assertThat(this.table.size()).isEqualTo(map.size());
        assertThat(this.table.stream()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(map.values());
        assertThat(ids).as("seed %d", seed).allMatch((id) -> this.table.get(id) == map.get(id));
    }

    @Test
    @Timeout(20)
    void isNotSlowedDownByIdsThatAllHaveOneHash() {
        this.table = new RowTable(0);
        List<String> ids = IntStream.range(0, 1 << 14).mapToObj((i) -> "row-" + i).toList();
        ids.forEach((id) -> this.table.put(row(id)));
        assertThat(this.table.size()).isEqualTo(1 << 14);
        assertThat(ids).allMatch((id) -> this.table.get(id) != null);
        assertThat(this.table.get("absent")).isNull();
        assertThat(this.table.stream()).hasSize(1 << 14);
        ids.forEach((id) -> assertThat(this.table.remove(id)).isNotNull());
        assertThat(this.table.size()).isZero();
    }

    @Test
    void isChangedByNobodyButItsHolder() {
        AtomicBoolean held = new AtomicBoolean(true);
        this.table.guardedBy(held::get);
        StoredRow row = row("a");
        this.table.put(row);
        held.set(false);
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.table.put(row("b")));
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.table.put(row("a")));
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.table.remove("a"));
        assertThat(this.table.stream()).containsExactly(row);
        held.set(true);
        assertThat(this.table.remove("a")).isSameAs(row);
    }

    @Test
    void walksThroughAllRowsFromSeveralThreadsToo() {
        IntStream.range(0, 5000).forEach((i) -> this.table.put(row("row-" + i)));
        List<StoredRow> parallel = StreamSupport.stream(this.table.spliterator(), true).toList();
        assertThat(parallel).hasSize(5000).containsExactlyInAnyOrderElementsOf(this.table);
    }

    @Test
    void missesNoRowThatStaysAndShowsItOnceWhileOthersComeAndGo() {
        Set<String> staying = new HashSet<>();
        IntStream.range(0, 200).forEach((i) -> staying.add("stays-" + i));
        staying.forEach((id) -> this.table.put(row(id)));
        AtomicBoolean ended = new AtomicBoolean();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            List<String> passing = new ArrayList<>();
            IntStream.range(0, 2000).forEach((i) -> passing.add("passes-" + i));
            for (int round = 0; round < 40; round++) {
                passing.forEach((id) -> this.table.put(row(id)));
                staying.forEach((id) -> this.table.put(row(id)));
                passing.forEach(this.table::remove);
            }
        }).whenComplete((done, failure) -> ended.set(true));
        int walks = 0;
        while (!ended.get()) {
            for (String id : staying) {
                StoredRow row = this.table.get(id);
                assertThat(row).isNotNull();
                assertThat(row.id()).isEqualTo(id);
            }
            List<String> seen = this.table.stream().map(StoredRow::id).filter(staying::contains).toList();
            assertThat(seen).containsExactlyInAnyOrderElementsOf(staying);
            walks++;
        }
        writer.join();
        assertThat(walks).isPositive();
        assertThat(this.table.size()).isEqualTo(staying.size());
    }

    private StoredRow row(String id) {
        return StoredRow.of(id, JSON, ++this.version, 0);
    }

}
