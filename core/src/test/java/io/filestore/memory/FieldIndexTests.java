package io.filestore.memory;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.sun.management.ThreadMXBean;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.filestore.row.IndexKey;
import io.filestore.row.Row;
import io.filestore.row.StoredRow;

import static org.assertj.core.api.Assertions.assertThat;

class FieldIndexTests {

    private RowTable rows = new RowTable();

    private FieldIndex index = new FieldIndex(List.of("tag"), true, this.rows);

    private long version;

    private StoredRow row(String id, String tag) {
        return StoredRow.of(id, Row.parse("{\"tag\":" + tag + "}").canonical(), ++this.version, 0);
    }

    private StoredRow put(String id, String tag) {
        StoredRow row = row(id, tag);
        change(null, row);
        return row;
    }

    private void change(@Nullable StoredRow before, @Nullable StoredRow after) {
        if (after != null) {
            this.index.put(this.index.keys(after), after);
            this.rows.put(after);
        }
        else if (before != null) {
            this.rows.remove(before.id());
        }
        if (before != null) {
            this.index.remove(this.index.keys(before), before);
        }
    }

    private List<String> ids(Object key) {
        return Arrays.stream(this.index.find(key)).map(StoredRow::id).toList();
    }

    @Test
    void aTextThatGoesOnBehindTheValueIsNotItsKey() {
        StoredRow row = StoredRow.of("a", Row.parse("{\"tag\":\"x\",\"more\":1}").canonical(), 1, 0);
        assertThat(this.index.hasKey(row, "x")).isTrue();
        assertThat(this.index.hasKey(row, "x\",\"more")).isFalse();
    }

    @Test
    void rowsAreFoundByEachOfTheirKeys() {
        put("a", "[\"x\",1]");
        StoredRow b = put("b", "\"x\"");
        StoredRow c = put("c", "{}");
        assertThat(ids("x")).containsExactlyInAnyOrder("a", "b");
        assertThat(ids(1L)).containsExactly("a");
        assertThat(ids("y")).isEmpty();
        assertThat(this.index.entries()).isEqualTo(3);
        assertThat(this.index.finds(b)).isTrue();
        assertThat(this.index.finds(c)).isTrue();
        assertThat(this.index.finds(row("b", "\"x\""))).isFalse();
    }

    @Test
    void aKeyThatIsKeptLeadsToTheNewRow() {
        StoredRow before = put("a", "[\"x\",\"y\"]");
        StoredRow after = row("a", "[\"y\",\"z\"]");
        change(before, after);
        assertThat(this.index.find("x")).isEmpty();
        assertThat(this.index.find("y")).containsExactly(after);
        assertThat(this.index.find("z")).containsExactly(after);
        assertThat(this.index.entries()).isEqualTo(2);
    }

    @Test
    void addingTwiceIsAddingOnce() {
        for (int rows = 1; rows < 20; rows++) {
            StoredRow row = put("row-" + rows, "\"x\"");
            change(null, row);
            assertThat(this.index.find("x")).hasSize(rows);
        }
    }

    @Test
    void aKeyOfAnyNumberOfRowsGrowsAndShrinks() {
        for (int size : new int[] { 1, 2, 3, 4, 5, 9, 50, 1000 }) {
            List<StoredRow> rows = IntStream.range(0, size).mapToObj((i) -> put("row-" + i, "7")).toList();
            assertThat(this.index.find(7L)).containsExactlyInAnyOrderElementsOf(rows);
            for (int i = 0; i < size; i++) {
                change(row("absent", "7"), null);
                change(rows.get(i), null);
                assertThat(this.index.find(7L)).hasSize(size - i - 1).doesNotContain(rows.get(i));
            }
            assertThat(this.index.entries()).isZero();
        }
    }

    @Test
    void rowsAreCountedAsTheyWouldBeFound() {
        // Ids with the same hash, and many of them.
        this.rows = new RowTable(0x3f2);
        this.index = new FieldIndex(List.of("tag"), false, this.rows);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Map<String, StoredRow> byId = new HashMap<>();
        long known = 0;
        for (int i = 0; i < 5000; i++) {
            String id = "row-" + random.nextInt(400);
            String tag = random.nextBoolean() ? "\"x\"" : "[" + random.nextInt(3) + ",\"y\",\"y\"]";
            StoredRow after = (random.nextInt(4) > 0) ? row(id, tag) : null;
            change(byId.get(id), after);
            byId.compute(id, (same, before) -> after);
            for (Object key : List.of("x", "y", 1L, "absent")) {
                long count = this.index.countUnchanged(key);
                known += (count >= 0) ? 1 : 0;
                assertThat((count >= 0) ? count : this.index.find(key).length).as("%s, seed %d", key, seed)
                    .isEqualTo(this.index.find(key).length);
            }
        }
        assertThat(known).isGreaterThan(1000);
    }

    @Test
    void nullIsNeverUnique() {
        Object key = IndexKey.of(new byte[] { 'n', 'u', 'l', 'l' });
        assertThat(this.index.isUnique(key)).isFalse();
        assertThat(this.index.isUnique("null")).isTrue();
        assertThat(new FieldIndex(List.of("tag"), false, this.rows).isUnique("x")).isFalse();
    }

    @Test
    void keysWithTheSameHashAreToldApart() {
        String[] pair = keysOfOneHash();
        StoredRow one = put("1", quoted(pair[0]));
        assertThat(this.index.find(pair[0])).containsExactly(one);
        assertThat(this.index.find(pair[1])).isEmpty();
        StoredRow other = put("2", quoted(pair[1]));
        StoredRow both = put("3", "[" + quoted(pair[0]) + "," + quoted(pair[1]) + "]");
        assertThat(this.index.find(pair[0])).containsExactlyInAnyOrder(one, both);
        assertThat(this.index.find(pair[1])).containsExactlyInAnyOrder(other, both);
        assertThat(this.index.entries()).isEqualTo(3);
        assertThat(this.index.strayEntries()).isZero();
        StoredRow changed = row("3", quoted(pair[1]));
        change(both, changed);
        assertThat(this.index.find(pair[0])).containsExactly(one);
        assertThat(this.index.find(pair[1])).containsExactlyInAnyOrder(other, changed);
        change(one, null);
        change(changed, null);
        assertThat(this.index.find(pair[0])).isEmpty();
        assertThat(this.index.find(pair[1])).containsExactly(other);
    }

    @Test
    void rowsWhoseIdsHaveTheSameHashAreToldApart() {
        this.rows = new RowTable(0);
        this.index = new FieldIndex(List.of("tag"), true, this.rows);
        StoredRow one = put("AaAa", "\"x\"");
        StoredRow two = put("BBBB", "\"x\"");
        StoredRow between = put("B", "\"x\"");
        StoredRow other = put("AaBB", "\"y\"");
        assertThat(this.index.find("x")).containsExactly(one, between, two);
        assertThat(this.index.findUnchanged("x")).containsExactly(one, between, two);
        assertThat(this.index.find("y")).containsExactly(other);
        assertThat(this.index.sharedKeys(10, (row) -> true)).singleElement()
            .satisfies((shared) -> assertThat(shared.rowIds()).containsExactly("AaAa", "B", "BBBB"));
        change(two, row("BBBB", "\"z\""));
        assertThat(this.index.find("x")).containsExactly(one, between);
        assertThat(ids("z")).containsExactly("BBBB");
        change(one, null);
        assertThat(this.index.find("x")).containsExactly(between);
        assertThat(this.index.strayEntries()).isZero();
        this.rows.remove("B");
        assertThat(this.index.strayEntries()).isOne();
    }

    @Test
    void anArrayThatIsPutAgainWithOneElementChangedCostsWhatItsElementsCost() {
        assertThat(bytesOfChangingOneOf(4000)).isLessThan(7 * bytesOfChangingOneOf(1000));
    }

    /**
     * Twice what another row has, too, so that each key is shared, and looked through.
     */
    private long bytesOfChangingOneOf(int elements) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        String array = IntStream.range(0, elements).mapToObj(String::valueOf).collect(Collectors.joining(","));
        put("other-" + elements, "[" + array + "]");
        StoredRow row = put("row-" + elements, "[" + array + "]");
        change(row, row("row-" + elements, "[" + array + ",-1]"));
        assertThat(this.index.strayEntries()).isZero();
        assertThat(this.rows).allMatch(this.index::finds);
        this.rows.stream().toList().forEach((each) -> change(each, null));
        assertThat(this.index.entries()).isZero();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private static String[] keysOfOneHash() {
        Map<Integer, String> found = new HashMap<>();
        for (int i = 0;; i++) {
            String earlier = found.put(IndexKey.hash("key-" + i), "key-" + i);
            if (earlier != null) {
                return new String[] { earlier, "key-" + i };
            }
        }
    }

    @Test
    void itFindsWhatALookAtEveryRowFinds() {
        Random random = new Random(4);
        Map<String, StoredRow> rows = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            String id = "row-" + random.nextInt(300);
            StoredRow after = (random.nextInt(4) == 0) ? null : row(id, tag(random));
            change((after != null) ? rows.put(id, after) : rows.remove(id), after);
            if (i % 500 == 0) {
                for (long key = 0; key < 100; key++) {
                    Long wanted = key;
                    assertThat(this.index.find(key)).containsExactlyInAnyOrderElementsOf(
                            rows.values().stream().filter((row) -> this.index.hasKey(row, wanted)).toList());
                }
                assertThat(rows.values()).allMatch(this.index::finds);
                assertThat(this.index.entries())
                    .isEqualTo(rows.values().stream().mapToLong((row) -> distinctKeys(row)).sum());
                assertThat(this.index.strayEntries()).isZero();
            }
        }
    }

    private long distinctKeys(StoredRow row) {
        return Keys.each(this.index.keys(row)).stream().distinct().count();
    }

    private static String tag(Random random) {
        int few = random.nextInt(5);
        return switch (random.nextInt(4)) {
            case 0 -> "[" + few + "," + random.nextInt(100) + "]";
            case 1 -> "null";
            case 2 -> "\"text-" + random.nextInt(1000) + "\"";
            default -> String.valueOf(few);
        };
    }

    @Test
    @Timeout(60)
    void whoeverReadsMissesNoRowThatStaysAndSeesNoneWithAnotherKey() throws Exception {
        List<StoredRow> staying = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            staying.add(put("stays-" + i, String.valueOf(i % 8)));
        }
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Thread reader = new Thread(() -> {
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    for (long key = 0; key < 8; key++) {
                        Long wanted = key;
                        List<StoredRow> found = List.of(this.index.find(key));
                        assertThat(found).allMatch((row) -> this.index.hasKey(row, wanted));
                        assertThat(found.stream().map(StoredRow::id)).containsAll(staying.stream()
                            .filter((row) -> this.index.hasKey(row, wanted))
                            .map(StoredRow::id)
                            .toList());
                    }
                }
            }
            catch (Throwable ex) {
                failure.set(ex);
            }
        });
        reader.start();
        Random random = new Random(5);
        Map<String, StoredRow> rows = new HashMap<>();
        staying.forEach((row) -> rows.put(row.id(), row));
        for (int i = 0; i < 100_000 && failure.get() == null; i++) {
            int number = random.nextInt(40);
            String id = ((i % 5 == 0) ? "stays-" : "comes-") + number;
            int key = (i % 5 == 0) ? number % 8 : random.nextInt(2000);
            StoredRow after = (i % 5 != 0 && i % 3 == 0) ? null : row(id, String.valueOf(key));
            change((after != null) ? rows.put(id, after) : rows.remove(id), after);
        }
        reader.interrupt();
        reader.join();
        assertThat(Objects.toString(failure.get(), "")).isEmpty();
    }

    @Test
    void rowsComeInTheOrderOfTheirIdsAfterOneOfTwoWithOneIdHashHasGone() {
        this.rows = new RowTable(3);
        this.index = new FieldIndex(List.of("tag"), false, this.rows);
        int hash = this.rows.hash("a");
        String between = IntStream.range(0, 100)
            .mapToObj((i) -> "m" + i)
            .filter((id) -> this.rows.hash(id) != hash)
            .findFirst()
            .orElseThrow();
        String last = IntStream.range(0, 100)
            .mapToObj((i) -> "z" + i)
            .filter((id) -> this.rows.hash(id) == hash)
            .findFirst()
            .orElseThrow();
        StoredRow first = put("a", "\"t\"");
        put(between, "\"t\"");
        assertThat(this.index.findUnchanged("t")).extracting(StoredRow::id).containsExactly("a", between);
        put(last, "\"t\"");
        change(first, null);
        assertThat(this.index.findUnchanged("t")).extracting(StoredRow::id).containsExactly(between, last);
    }

}
