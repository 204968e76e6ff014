package io.filestore.memory;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.filestore.row.StoredRow;

import static org.assertj.core.api.Assertions.assertThat;

class SnapshotTests {

    private static final byte[] JSON = "{}".getBytes(StandardCharsets.UTF_8);

    private final StoredRow a = row("a", 1);

    private final StoredRow b = row("b", 2);

    private final StoredRow c = row("c", 3);

    private List<StoredRow> live = List.of(this.c, this.a, this.b);

    private Snapshot snapshot;

    private static StoredRow row(String id, long version) {
        return StoredRow.of(id, JSON, version, 0);
    }

    /** Rows of a snapshot, while something happens when b has been walked past. */
    private List<StoredRow> rowsWhile(Runnable change) {
        Stream<StoredRow> walk = this.live.stream().peek((row) -> {
            if (row == this.b) {
                change.run();
            }
        });
        this.snapshot = new Snapshot(walk::iterator);
        return this.snapshot.rows();
    }

    @Test
    void hasAllRowsInTheOrderOfTheirIds() {
        assertThat(rowsWhile(() -> {
        })).containsExactly(this.a, this.b, this.c);
    }

    @Test
    void aRowThatChangesAfterItWasSeenIsThereOnceAndAsItWas() {
        assertThat(rowsWhile(() -> this.snapshot.keep("a", this.a))).containsExactly(this.a, this.b, this.c);
    }

    @Test
    void whatIsKeptCountsWhateverObjectItIs() {
        StoredRow copy = row("a", 1);
        assertThat(rowsWhile(() -> this.snapshot.keep("a", copy))).containsExactly(copy, this.b, this.c);
    }

    @Test
    void ofARowThatChangesTwiceTheFirstIsKept() {
        assertThat(rowsWhile(() -> {
            this.snapshot.keep("c", this.c);
            this.snapshot.keep("c", row("c", 4));
            this.snapshot.keep("c", null);
        })).containsExactly(this.a, this.b, this.c);
    }

    @Test
    void aRowThatWasSeenTooYoungOrOnlyCameLaterIsNotThereAsItIs() {
        StoredRow young = row("a", 4);
        StoredRow fresh = row("d", 5);
        this.live = List.of(young, this.b, fresh);
        assertThat(rowsWhile(() -> {
            this.snapshot.keep("a", this.a);
            this.snapshot.keep("c", this.c);
            this.snapshot.keep("d", null);
        })).containsExactly(this.a, this.b, this.c);
    }

}
