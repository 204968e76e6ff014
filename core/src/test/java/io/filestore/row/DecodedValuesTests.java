package io.filestore.row;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

class DecodedValuesTests {

    private static final DecodedMemory MEMORY = new DecodedMemory(1 << 20);

    private static StoredRow row() {
        return StoredRow.of("row", new byte[] { '{', '}' }, 1, 0);
    }

    @Test
    void aValueIsRememberedUntilAnotherOneTakesItsPlace() {
        DecodedValues values = new DecodedValues(MEMORY);
        StoredRow row = row();
        assertThat(values.get(row, String.class)).isNull();
        values.remember(row, "text");
        assertThat(values.get(row, String.class)).isEqualTo("text");
        assertThat(values.get(row, Integer.class)).isNull();
        values.remember(row, 1);
        assertThat(values.get(row, String.class)).as("it was read lately").isEqualTo("text");
        values.remember(row, 1);
        values.remember(row, 1);
        assertThat(values.get(row, String.class)).isNull();
        assertThat(values.get(row, Integer.class)).isEqualTo(1);
    }

    @Test
    void aValueIsFoundAmongThoseOfOtherClasses() {
        DecodedValues values = new DecodedValues(MEMORY);
        List<StoredRow> rows = List.of(row(), row(), row());
        values.remember(rows.get(0), "text");
        values.remember(rows.get(1), 1);
        values.remember(rows.get(2), 1L);
        assertThat(values.get(rows.get(0), String.class)).isEqualTo("text");
        assertThat(values.get(rows.get(1), Integer.class)).isEqualTo(1);
        assertThat(values.get(rows.get(2), Long.class)).isEqualTo(1L);
        assertThat(values.get(rows.get(0), Long.class)).isNull();
    }

    @Test
    @Timeout(60)
    void whoeverReadsWhileAnotherClassComesInIsGivenNoneOfIt() throws Exception {
        AtomicReference<Pair> current = new AtomicReference<>(new Pair());
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService reader = Executors.newSingleThreadExecutor();
        try {
            Future<?> read = reader.submit(() -> {
                while (!done.get()) {
                    Pair pair = current.get();
                    Object known = pair.values.get(pair.row, String.class);
                    assertThat(known).isNull();
                }
            });
            for (int round = 0; round < 300_000; round++) {
                Pair pair = new Pair();
                pair.values.remember(row(), "text");
                current.set(pair);
                pair.values.remember(pair.row, 1);
            }
            done.set(true);
            read.get();
        }
        finally {
            done.set(true);
            reader.shutdown();
        }
    }

    private static final class Pair {

        private final DecodedValues values = new DecodedValues(MEMORY);

        private final StoredRow row = row();

    }

}
