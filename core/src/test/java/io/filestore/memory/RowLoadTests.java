package io.filestore.memory;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.filestore.row.StoredRow;

import static org.assertj.core.api.Assertions.assertThat;

class RowLoadTests {

    /** Rows share few hashes. */
    private final RowTable table = new RowTable(1023);

    private final FieldIndex unique = new FieldIndex(List.of("email"), true, this.table);

    private final FieldIndex shared = new FieldIndex(List.of("tags"), false, this.table);

    private final List<FieldIndex> indexes = List.of(this.unique, this.shared);

    /** Fills the table as soon as a thousand bytes have come. */
    private final RowLoad load = new RowLoad(this.table, this.indexes, 1000);

    private long version;

    @Test
    void theLastOfAnIdCountsInWhicheverBatch() {
        RowBatch first = this.load.batch(3);
        add(first, row("a", "\"1\"", "[\"x\"]"));
        StoredRow b = add(first, row("b", "\"2\"", "[\"x\"]"));
        StoredRow a = add(first, row("a", "\"3\"", "[\"y\"]"));
        RowBatch second = this.load.batch(4);
        add(second, row("c", "\"4\"", "[\"x\"]"));
        second.remove("c");
        second.remove("none");
        StoredRow d = add(second, row("d", "\"4\"", "[\"x\",\"y\"]"));
        assertThat(second.isFull()).isTrue();
        this.load.add(first);
        this.load.add(second);
        assertThat(this.load.count()).isEqualTo(7);
        this.load.finish();
        assertThat(this.load.count()).isZero();
        assertThat(this.table).containsExactlyInAnyOrder(a, b, d);
        assertThat(this.table.size()).isEqualTo(3);
        assertThat(this.shared.find("x")).containsExactly(b, d);
        assertThat(this.shared.find("y")).containsExactly(a, d);
        assertThat(this.unique.find("1")).isEmpty();
        assertThat(this.unique.find("4")).containsExactly(d);
        assertConsistent();
    }

    @Test
    void rowsMayHaveTheSameKeyInAUniqueIndexToo() {
        RowBatch batch = this.load.batch(5);
        StoredRow a = add(batch, row("a", "\"same\"", "1"));
        StoredRow b = add(batch, row("b", "[\"same\",\"other\",1]", "true"));
        StoredRow c = add(batch, row("c", "\"same\"", "true"));
        StoredRow d = add(batch, row("d", "{}", "null"));
        this.load.add(batch);
        this.load.finish();
        assertThat(this.unique.find("same")).containsExactly(a, b, c);
        assertThat(this.unique.find("other")).containsExactly(b);
        assertThat(this.unique.find(1L)).containsExactly(b);
        assertThat(this.shared.find(true)).containsExactly(b, c);
        assertThat(this.table.get("d")).isSameAs(d);
        assertConsistent();
    }

    @Test
    void rowsThatDoNotCountAnyMoreAreNotKept() {
        RowBatch first = this.load.batch(100);
        IntStream.range(0, 100).forEach((i) -> add(first, row("row-" + i, "\"first\"", "1")));
        this.load.add(first);
        RowBatch second = this.load.batch(100);
        IntStream.range(0, 100).forEach((i) -> add(second, row("row-" + i, "\"" + i + "\"", "2")));
        this.load.add(second);
        assertThat(IntStream.range(0, 100)).allMatch((i) -> first.row(i) == null && second.row(i) != null);
        this.load.finish();
        assertThat(this.unique.find("first")).isEmpty();
        assertThat(this.shared.find(2L)).hasSize(100);
        assertConsistent();
    }

    @Test
    void agreesWithRowsThatComeOneByOneAlsoWhereIdsHaveOneHash() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> ids = new ArrayList<>();
        IntStream.range(0, 5000).forEach((i) -> ids.add("row-" + i));
        Map<String, StoredRow> map = new TreeMap<>();
        for (int i = 0; i < 20; i++) {
            RowBatch batch = this.load.batch(1000);
            while (!batch.isFull()) {
                String id = ids.get(random.nextInt(ids.size()));
                if (random.nextInt(4) > 0) {
                    map.put(id, add(batch, row(id, "\"" + id + "\"", "[" + random.nextInt(9) + "," + i + "]")));
                }
                else {
                    batch.remove(id);
                    map.remove(id);
                }
            }
            this.load.add(batch);
        }
        this.load.finish();
        assertThat(this.table).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(map.values());
        assertThat(this.table.size()).as("seed %d", seed).isEqualTo(map.size());
        for (FieldIndex index : this.indexes) {
            FieldIndex other = new FieldIndex(index.fields(), index.isUnique(), this.table);
            map.values().forEach((row) -> other.put(other.keys(row), row));
            assertThat(index.entries()).as("seed %d", seed).isEqualTo(other.entries());
        }
        for (long tag = 0; tag < 20; tag++) {
            Object key = tag;
            assertThat(this.shared.find(key)).as("seed %d", seed)
                .containsExactlyElementsOf(
                        map.values().stream().filter((row) -> this.shared.hasKey(row, key)).toList());
        }
        assertConsistent();
    }

    private void assertConsistent() {
        for (FieldIndex index : this.indexes) {
            assertThat(this.table).allMatch(index::finds);
            assertThat(index.strayEntries()).isZero();
        }
    }

    private StoredRow row(String id, String email, String tags) {
        String json = "{\"email\":" + email + ",\"tags\":" + tags + "}";
        return StoredRow.of(id, json.getBytes(StandardCharsets.UTF_8), ++this.version, 0);
    }

    private StoredRow add(RowBatch batch, StoredRow row) {
        batch.add(row, new Object[] { this.unique.keys(row), this.shared.keys(row) });
        return row;
    }

}
