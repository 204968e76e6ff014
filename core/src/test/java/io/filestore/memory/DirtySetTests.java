package io.filestore.memory;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import io.filestore.row.StoredRow;

import static org.assertj.core.api.Assertions.assertThat;

class DirtySetTests {

    private final DirtySet dirty = new DirtySet();

    private void add(String id, long now) {
        this.dirty.add(id, null, StoredRow.of(id, "{}".getBytes(StandardCharsets.UTF_8), now, 0), now);
    }

    @Test
    void whatAFlushHasTakenCountsUntilItHasEndedAlsoWhenMoreIsAdded() {
        add("a", 1);
        add("b", 2);
        this.dirty.take();
        assertThat(this.dirty.count()).isEqualTo(2);
        add("c", 3);
        assertThat(this.dirty.count()).isEqualTo(3);
        assertThat(this.dirty.oldest()).isEqualTo(1);
        this.dirty.flushed();
        assertThat(this.dirty.count()).isOne();
        assertThat(this.dirty.oldest()).isEqualTo(3);
    }

    @Test
    void whatAFlushCouldNotWriteCountsOnceAgain() {
        add("a", 1);
        add("b", 2);
        DirtySet.Taken taken = this.dirty.take();
        add("b", 3);
        this.dirty.giveBack(taken);
        assertThat(this.dirty.count()).isEqualTo(2);
        assertThat(this.dirty.oldest()).isEqualTo(1);
        assertThat(this.dirty.take().unsure()).isTrue();
    }

}
