package io.filestore.query;

import java.time.Instant;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.io.MemoryDirectory;
import io.filestore.row.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.filestore.query.Query.where;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows change between the plan of a count and its answer: a run of a plan begins with a
 * look at the clock, which is where they are changed here.
 */
class CountsMeanwhileTests {

    private static final Runnable NOTHING = () -> {
    };

    private Runnable meanwhile = NOTHING;

    private final MemoryDirectory disk = new MemoryDirectory();

    private final Store store = Store.builder(this.disk.root())
        .directory(this.disk)
        .automaticFlush(false)
        .clock(this::now)
        .collection("rows", CollectionOptions.memoryOnly().withIndexed("n"))
        .open();

    private final RowCollection<Row> rows = this.store.collection("rows");

    private Instant now() {
        Runnable change = this.meanwhile;
        this.meanwhile = NOTHING;
        change.run();
        return Instant.EPOCH;
    }

    @BeforeEach
    void fill() {
        for (int i = 0; i < 100; i++) {
            this.rows.put("row-" + i, Row.of("n", i));
        }
    }

    @AfterEach
    void close() {
        this.store.close();
    }

    @Test
    void rangeIsNotCountedAsItWasWhenTheCountWasPlanned() {
        Query range = where("n").between(10, 60);
        assertThat(this.rows.count(range)).isEqualTo(51);
        this.meanwhile = () -> this.rows.put("new", Row.of("n", 20));
        assertThat(this.rows.count(range)).isEqualTo(52);
    }

    @Test
    void idsAreNotCountedAsTheyWereWhenTheCountWasPlanned() {
        Query ids = where(Query.ID).in("row-1", "row-2", "row-3");
        assertThat(this.rows.count(ids)).isEqualTo(3);
        this.meanwhile = () -> this.rows.delete("row-2");
        assertThat(this.rows.count(ids)).isEqualTo(2);
    }

}
