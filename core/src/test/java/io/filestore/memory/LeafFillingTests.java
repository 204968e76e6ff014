package io.filestore.memory;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.filestore.row.StoredRow;

import static org.assertj.core.api.Assertions.assertThat;

class LeafFillingTests {

    private final RowTable rows = new RowTable();

    private Leaves leaves(List<String> keys) {
        List<StoredRow> stored = new ArrayList<>();
        for (String key : keys) {
            StoredRow row = StoredRow.of("row-" + stored.size(), key.getBytes(StandardCharsets.UTF_8), 1, 0);
            stored.add(row);
            this.rows.put(row);
        }
        return LeafFilling.leaves(LeafFilling.sorted(stored, (row) -> new byte[][] { row.json() }), this.rows);
    }

    private static int sizes(Leaves leaves) {
        int size = 0;
        for (int i = 0; i < leaves.count(); i++) {
            size += leaves.get(i).size();
        }
        return size;
    }

    @Test
    void groupsWithALongBeginningAreInLeavesThatTellTheirKeysApart() {
        List<String> keys = new ArrayList<>();
        for (int user = 0; user < 50; user++) {
            for (int day = 0; day < 100; day++) {
                keys.add(String.format("user-%06d 2026-01-01T%02d:%02d", user, day / 60, day % 60));
            }
        }
        Leaves leaves = leaves(keys);
        assertThat(sizes(leaves)).isEqualTo(keys.size());
        int same = 0;
        for (int i = 0; i < leaves.count(); i++) {
            long[] heads = leaves.get(i).heads;
            for (int at = 1; at < heads.length; at++) {
                same += (heads[at] == heads[at - 1]) ? 1 : 0;
            }
        }
        assertThat(same).isLessThan(keys.size() / 8);
    }

    @Test
    void leavesAreFilledWhereNothingTellsKeysApart() {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            keys.add(String.format("%06d and a text that is the same: %b", i / 2, i % 2 == 0));
        }
        Leaves leaves = leaves(keys);
        assertThat(sizes(leaves)).isEqualTo(keys.size());
        assertThat(leaves.count()).isLessThan(5000 / (OrderedIndex.MAX_LEAF / 2));
    }

    @Test
    void aLeafIsThereThoughNothingIsInIt() {
        assertThat(leaves(List.of()).count()).isEqualTo(1);
        assertThat(sizes(leaves(List.of("a")))).isEqualTo(1);
    }

}
