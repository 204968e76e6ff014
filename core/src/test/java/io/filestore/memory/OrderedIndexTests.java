package io.filestore.memory;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.filestore.json.SortKey;
import io.filestore.row.StoredRow;

import static org.assertj.core.api.Assertions.assertThat;

class OrderedIndexTests {

    private static final String[] TEXTS = { "", "a", "ab", "2024-01-01T10:", "2024-01-01T10:00:00.", "2024-01-02T",
            "z\u0000" };

    private final long seed = System.nanoTime();

    private final Random random = new Random(this.seed);

    /** Ids with the same hash, and many of them. */
    private final RowTable rows = new RowTable(0x3f2);

    private final Map<StoredRow, byte[][]> keys = new ConcurrentHashMap<>();

    private OrderedIndex index = new OrderedIndex(this.rows, this::keys, List.of());

    private final TreeMap<byte[], String> model = new TreeMap<>(Arrays::compareUnsigned);

    private final Map<String, StoredRow> byId = new HashMap<>();

    private long version;

    private byte[][] keys(StoredRow row) {
        return this.keys.computeIfAbsent(row, OrderedIndexTests::keysOf);
    }

    /** A row is an array of values, as JSON would not allow. */
    private static byte[][] keysOf(StoredRow row) {
        String json = new String(row.json(), StandardCharsets.UTF_8);
        return Arrays.stream(json.substring(1, json.length() - 1).split(","))
            .distinct()
            .map((value) -> key(value, row.id()))
            .sorted(Arrays::compareUnsigned)
            .toArray(byte[][]::new);
    }

    private static byte[] key(String value, String id) {
        byte[] begin = SortKey.of(value.getBytes(StandardCharsets.UTF_8));
        byte[] end = id.getBytes(StandardCharsets.UTF_8);
        byte[] key = Arrays.copyOf(begin, begin.length + end.length);
        System.arraycopy(end, 0, key, begin.length, end.length);
        return key;
    }

    private String value() {
        return switch (this.random.nextInt(4)) {
            case 0 -> String.valueOf(this.random.nextInt(10));
            case 1 -> String.valueOf(this.random.nextInt());
            default -> "\"" + TEXTS[this.random.nextInt(TEXTS.length)].replace("\u0000", "\\u0000")
                    + ((this.random.nextInt(3) > 0) ? this.random.nextInt(1000) : "") + "\"";
        };
    }

    private StoredRow row(String id) {
        String json = "[" + value();
        while (this.random.nextInt(4) == 0) {
            json += "," + value();
        }
        return StoredRow.of(id, (json + "]").getBytes(StandardCharsets.UTF_8), ++this.version, 0);
    }

    private void change(String id, @Nullable StoredRow after) {
        StoredRow before = this.byId.get(id);
        OrderedIndex.Change change = this.index.begin(id, before, after);
        if (after != null) {
            this.rows.put(after);
            this.byId.put(id, after);
        }
        else {
            this.rows.remove(id);
            this.byId.remove(id);
        }
        this.index.finish(change);
        Arrays.stream(change.before()).forEach(this.model::remove);
        Arrays.stream(change.after()).forEach((key) -> this.model.put(key, id));
    }

    private List<String> scan(byte[] from, byte @Nullable [] to, boolean backwards, boolean mayChange, int most) {
        OrderedScan scan = new OrderedScan(this.index, from, to, backwards, mayChange);
        List<StoredRow> found = new ArrayList<>();
        while (scan.next(found, most)) {
            assertThat(found).isNotEmpty();
        }
        return found.stream().map(StoredRow::id).toList();
    }

    private void check() {
        assertThat(this.index.entries()).as("seed %d", this.seed).isEqualTo(this.model.size());
        byte[] from = bound();
        byte[] to = (this.random.nextInt(5) == 0) ? null : bound();
        Collection<String> expected = List.of();
        if (to == null) {
            expected = this.model.tailMap(from, true).values();
        }
        else if (Arrays.compareUnsigned(from, to) < 0) {
            expected = this.model.subMap(from, true, to, false).values();
        }
        List<String> ids = List.copyOf(expected);
        List<String> reversed = new ArrayList<>(ids);
        Collections.reverse(reversed);
        assertThat(new OrderedScan(this.index, from, to, false, false).count()).as("seed %d", this.seed)
            .isEqualTo(ids.size());
        for (boolean mayChange : new boolean[] { true, false }) {
            int most = 1 + this.random.nextInt(300);
            assertThat(scan(from, to, false, mayChange, most)).as("seed %d", this.seed).isEqualTo(ids);
            assertThat(scan(from, to, true, mayChange, most)).as("seed %d", this.seed).isEqualTo(reversed);
        }
    }

    private byte[] bound() {
        if (this.random.nextInt(8) == 0 || this.model.isEmpty()) {
            return new byte[0];
        }
        byte[] key = (this.random.nextBoolean()) ? key(value(), "") : this.model.ceilingKey(key(value(), ""));
        key = (key != null) ? key : this.model.lastKey();
        return switch (this.random.nextInt(3)) {
            case 0 -> Arrays.copyOf(key, key.length + 1);
            case 1 -> Arrays.copyOf(key, 1 + this.random.nextInt(key.length));
            default -> key;
        };
    }

    @Test
    void everyRangeHasTheRowsOfASortedMapAfterAnyChanges() {
        for (int i = 0; i < 30_000; i++) {
            boolean grows = (i / 5000) % 2 == 0;
            String id = "row-" + this.random.nextInt(grows ? 5000 : 300);
            change(id, (this.random.nextInt(grows ? 6 : 3) == 0) ? null : row(id));
            if (!grows && this.random.nextInt(2) == 0 && !this.byId.isEmpty()) {
                change(this.byId.keySet().iterator().next(), null);
            }
            if (i % 500 == 0) {
                check();
            }
        }
        for (String id : List.copyOf(this.byId.keySet())) {
            change(id, null);
        }
        check();
        assertThat(this.index.leaves().count()).isOne();
    }

    @Test
    void whatIsFilledAtOnceIsTheSame() {
        for (int i = 0; i < 3000; i++) {
            StoredRow row = row("row-" + i);
            this.rows.put(row);
            this.byId.put(row.id(), row);
            Arrays.stream(keys(row)).forEach((key) -> this.model.put(key, row.id()));
        }
        this.index = new OrderedIndex(this.rows, this::keys, LeafFilling.sorted(this.rows, this::keys));
        for (int i = 0; i < 40; i++) {
            check();
            String id = "row-" + this.random.nextInt(4000);
            change(id, row(id));
        }
    }

    @Test
    void rowsThatComeInOrderFillTheirLeaves() {
        for (int i = 0; i < 20_000; i++) {
            String id = String.format("%08d", i);
            change(id, StoredRow.of(id, ("[\"2024-01-01T10:00:00." + id + "\"]").getBytes(StandardCharsets.UTF_8),
                    ++this.version, 0));
        }
        assertThat(this.index.leaves().count()).isLessThan(20_000 / OrderedIndex.MAX_LEAF * 11 / 10 + 2);
        check();
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aCarefulWalkShowsTheRowsThatStayAndNoneOutsideItsRange() throws Exception {
        for (int i = 0; i < 2000; i++) {
            change("still-" + i, StoredRow.of("still-" + i, ("[" + i * 10 + "]").getBytes(StandardCharsets.UTF_8),
                    ++this.version, 0));
        }
        AtomicBoolean ended = new AtomicBoolean();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            while (!ended.get()) {
                String id = "moves-" + this.random.nextInt(500);
                change(id, (this.random.nextInt(3) == 0) ? null : StoredRow.of(id,
                        ("[" + this.random.nextInt(20_000) + "]").getBytes(StandardCharsets.UTF_8), ++this.version, 0));
            }
        });
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
        for (int i = 0; System.nanoTime() < end; i++) {
            OrderedScan scan = new OrderedScan(this.index, key("5000", ""), key("15000", ""), i % 2 == 0, true);
            List<StoredRow> found = new ArrayList<>();
            while (scan.next(found, 50)) {
                assertThat(found).isNotEmpty();
            }
            assertThat(found).extracting((row) -> Integer.parseInt(new String(row.json()).replaceAll("\\D", "")))
                .allMatch((n) -> n >= 5000 && n < 15_000);
            assertThat(found).filteredOn((row) -> row.id().startsWith("still")).hasSize(1000);
        }
        ended.set(true);
        writer.get();
    }

}
