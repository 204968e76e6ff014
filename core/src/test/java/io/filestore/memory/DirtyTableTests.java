package io.filestore.memory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.filestore.row.DirtyRows.DirtyRow;
import io.filestore.row.StoredRow;

import static org.assertj.core.api.Assertions.assertThat;

class DirtyTableTests {

    private static final byte[] JSON = { '{', '}' };

    @Test
    void keepsWhatTheFilesHoldAndTheNewestRowAlsoOfIdsWithOneHash() {
        List<String> ids = IntStream.range(0, 232).mapToObj((i) -> "row" + i).toList();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        DirtyTable table = new DirtyTable(0, 63);
        Map<String, DirtyRow> expected = new LinkedHashMap<>();
        for (int version = 1; version < 2000; version++) {
            String id = ids.get(random.nextInt(ids.size()));
            StoredRow before = StoredRow.of(id, JSON, version, 0);
            StoredRow after = random.nextBoolean() ? StoredRow.of(id, JSON, version, 0) : null;
            DirtyRow known = expected.get(id);
            assertThat(table.add(id, before, after)).as("seed %d", seed).isEqualTo(known == null);
            expected.put(id, new DirtyRow(id, (known != null) ? known.before() : before, after));
            assertThat(table.size()).as("seed %d", seed).isEqualTo(expected.size());
        }
        assertThat(table.rows()).as("seed %d", seed).isEqualTo(new ArrayList<>(expected.values()));
    }

}
