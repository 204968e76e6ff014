package io.filestore.index;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FieldIndexTests {

    private final FieldIndex index = new FieldIndex("tag", true);

    @Test
    void rowsAreFoundByEachOfTheirKeys() {
        this.index.add(new Object[] { "x", 1L }, "a");
        this.index.add("x", "b");
        this.index.add(null, "c");
        assertThat(this.index.ids("x")).containsExactlyInAnyOrder("a", "b");
        assertThat(this.index.ids(1L)).containsExactly("a");
        assertThat(this.index.ids("y")).isEmpty();
        assertThat(this.index.entries()).isEqualTo(3);
    }

    @Test
    void aKeyThatIsKeptStays() {
        this.index.add(new Object[] { "x", "y" }, "a");
        this.index.add(new Object[] { "y", "z" }, "a");
        this.index.remove(new Object[] { "x", "y" }, new Object[] { "y", "z" }, "a");
        assertThat(this.index.ids("x")).isEmpty();
        assertThat(this.index.ids("y")).containsExactly("a");
        assertThat(this.index.ids("z")).containsExactly("a");
        assertThat(this.index.entries()).isEqualTo(2);
    }

    @Test
    void addingTwiceIsAddingOnce() {
        for (int rows = 1; rows < 20; rows++) {
            this.index.add("x", "row-" + rows);
            this.index.add("x", "row-" + rows);
            assertThat(this.index.ids("x")).hasSize(rows);
        }
    }

    @Test
    void aKeyOfAnyNumberOfRowsGrowsAndShrinks() {
        List<String> ids = IntStream.range(0, 50).mapToObj((i) -> "row-" + i).toList();
        ids.forEach((id) -> this.index.add(7L, id));
        assertThat(this.index.ids(7L)).containsExactlyInAnyOrderElementsOf(ids);
        for (int i = 0; i < ids.size(); i++) {
            this.index.remove(7L, null, "absent");
            this.index.remove(7L, null, ids.get(i));
            assertThat(this.index.ids(7L)).containsExactlyInAnyOrderElementsOf(ids.subList(i + 1, ids.size()));
        }
        assertThat(this.index.entries()).isZero();
    }

    @Test
    void smallNumbersOfRowsGrowAndShrink() {
        for (int rows = 1; rows < 10; rows++) {
            List<String> ids = IntStream.range(0, rows).mapToObj((i) -> "row-" + i).toList();
            ids.forEach((id) -> this.index.add("k", id));
            ids.forEach((id) -> this.index.remove("k", null, id));
            assertThat(this.index.ids("k")).isEmpty();
        }
    }

    @Test
    void nullIsNeverUnique() {
        Object key = IndexKey.of(new byte[] { 'n', 'u', 'l', 'l' });
        assertThat(this.index.isUnique(key)).isFalse();
        assertThat(this.index.isUnique("null")).isTrue();
        assertThat(new FieldIndex("tag", false).isUnique("x")).isFalse();
    }

}
