package io.filestore.sample.collections;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;

/** When rows of an import are stored, and how they are counted. */
class RowImportTests {

    @TempDir
    private Path directory;

    private Store store;

    private RowImport rows;

    private long number;

    @BeforeEach
    void open() {
        this.store = Store.builder(this.directory)
            .collection("rows", CollectionOptions.memoryOnly().withUnique("key"))
            .open();
        this.rows = new RowImport(this.store, "rows");
    }

    @AfterEach
    void close() {
        this.store.close();
    }

    private void add(String id, String json) {
        this.rows.add(new ImportRow(++this.number, id, Row.parse(json), null));
    }

    @Test
    void rowsAreStoredInHundreds() {
        for (int i = 1; i <= 250; i++) {
            add("row-" + i, "{}");
            assertThat(this.store.collection("rows").count()).isEqualTo(i / 100 * 100);
        }
        this.rows.store();
        assertThat(this.store.collection("rows").count()).isEqualTo(250);
        assertThat(this.rows.report().getStored()).isEqualTo(250);
    }

    @Test
    void rowsAreStoredAsSoonAsTheyHaveAMegabyteTogether() {
        String half = "{\"a\":\"" + "x".repeat((1 << 19) - 8) + "\"}";
        for (int i = 1; i <= 5; i++) {
            add("row-" + i, half);
            assertThat(this.store.collection("rows").count()).isEqualTo(i / 2 * 2);
        }
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void progressIsLoggedEveryThousandRows(CapturedOutput output) {
        for (int i = 1; i <= 2050; i++) {
            add("row-" + i, "{}");
        }
        assertThat(output.getOut().lines().filter((line) -> line.contains("Import into rows"))).satisfiesExactly(
                (line) -> assertThat(line).endsWith(": 1000 rows read, 1000 stored"),
                (line) -> assertThat(line).endsWith(": 2000 rows read, 2000 stored"));
    }

    @Test
    void rowsThatAreRefusedAreNotWaitedFor() {
        for (int i = 1; i <= 99; i++) {
            add("row-" + i, "{}");
        }
        this.rows.add(ImportRow.refused(100, "It is no row."));
        assertThat(this.store.collection("rows").count()).isZero();
        add("row-101", "{}");
        assertThat(this.store.collection("rows").count()).isEqualTo(100);
        assertThat(this.rows.report().getRefused()).containsExactly(new ImportReport.Refusal(100, "It is no row."));
    }

    @Test
    void rowsBesideOneThatIsRefusedAreCountedAsWhatTheyAre() {
        this.store.collection("rows").put("old", Row.parse("{\"key\":1}"));
        add("old", "{\"key\":2}");
        add("new", "{\"key\":3}");
        add("third", "{\"key\":2}");
        add("fourth", "{\"key\":1}");
        this.rows.store();
        ImportReport report = this.rows.report();
        assertThat(report.getInserted()).isEqualTo(2);
        assertThat(report.getReplaced()).isOne();
        assertThat(report.getRefused()).singleElement()
            .satisfies((refusal) -> assertThat(refusal.row()).isEqualTo(3))
            .satisfies((refusal) -> assertThat(refusal.why()).contains("'old' has it"));
        this.rows.store();
        assertThat(report.getStored()).isEqualTo(3);
    }

}
