package io.filestore;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.filestore.config.CollectionOptions;
import io.filestore.report.VerifyReport;

import static io.filestore.Stores.row;
import static org.assertj.core.api.Assertions.assertThat;

class VerifyTests {

    private final Stores stores = new Stores(
            (builder) -> builder.collection("users", CollectionOptions.filePerRecord().withIndexed("n"))
                .collection("lines", CollectionOptions.singleFile("lines.jsonl"))
                .collection("map", CollectionOptions.singleFile("map.json"))
                .collection("sessions", CollectionOptions.memoryOnly()));

    private Store store;

    @BeforeEach
    void fill() {
        this.store = this.stores.open();
        for (String name : List.of("users", "lines", "map", "sessions")) {
            this.store.collection(name).put("a", row("{'n':1}"));
            this.store.collection(name).put("b", row("{'n':2}"));
        }
        this.store.values().put("v", 1);
        VerifyReport report = this.store.verify();
        assertThat(report.findings()).isEmpty();
        assertThat(report.isClean()).isTrue();
        assertThat(report.rows()).isEqualTo(9);
    }

    @AfterEach
    void close() {
        this.stores.close();
    }

    private void finds(String... parts) {
        VerifyReport report = this.store.verify();
        assertThat(report.findings()).anySatisfy((finding) -> assertThat(finding).contains(parts));
        assertThat(report.isClean()).isFalse();
    }

    @Test
    void aRowFileThatIsGoneIsFound() throws IOException {
        this.stores.disk().delete(this.store.fileOf("users", "a"));
        finds("'users'", "row 'a' is in memory but not in the files");
    }

    @Test
    void aRowFileTooManyIsFound() {
        this.stores.disk().plant("users/c.json", "{}");
        finds("'users'", "row 'c' is in the files but not in memory");
    }

    @Test
    void aChangedRowIsFound() {
        this.stores.disk().plant("users/a.json", "{\"n\":7}");
        finds("'users'", "row 'a' has 7 bytes in memory but 7 bytes in the files, which are others");
    }

    @Test
    void aDamagedRowFileIsFoundAndLeftAlone() {
        this.stores.disk().plant("users/b.json", "{");
        VerifyReport report = this.store.verify();
        assertThat(report.findings()).anyMatch((finding) -> finding.contains("b.json is damaged"));
        assertThat(this.stores.disk().text("users/b.json")).isEqualTo("{");
    }

    @Test
    void aChangedLineIsFound() {
        this.stores.disk().plant("lines.jsonl", "{\"id\":\"a\",\"n\":1}\n{\"id\":\"b\",\"n\":3}\n");
        finds("'lines'", "row 'b'");
    }

    @Test
    void aChangedEntryIsFound() {
        this.stores.disk().plant("map.json", "{\"a\":{\"n\":1}}");
        finds("'map'", "row 'b'");
    }

    @Test
    void aChangedValueIsFound() {
        this.stores.disk().plant("_values.json", "{\"v\":2}");
        finds("'_values'", "row 'v'");
    }

    @Test
    void aWrongIndexFileIsFound() {
        this.stores.disk().plant("users/indices/n.jsonl", "{\"key\":1,\"rowId\":\"a\"}\n{\"key\":9,\"rowId\":\"b\"}\n");
        finds("indices/n.jsonl", "has another key of row 'b'");
    }

    @Test
    void aDamagedIndexFileIsFound() {
        this.stores.disk().plant("users/indices/n.jsonl", "??\n");
        finds("indices/n.jsonl", "cannot be read");
    }

    @Test
    void findingsDoNotSayWhatIsInARow() {
        this.stores.disk().plant("users/a.json", "{\"n\":\"secret1\"}");
        this.stores.disk().plant("users/b.json", "{\"n\": secret2}");
        this.stores.disk().plant("lines.jsonl", "{\"id\":\"a\",\"n\":secret3}\n");
        this.stores.disk().plant("map.json", "{\"a\":{\"n\":secret4}}");
        this.stores.disk().plant("users/indices/n.jsonl", "{\"key\":\"secret5\",\"rowId\":\"b\"}\n");
        assertThat(this.store.verify().findings()).hasSizeGreaterThan(4)
            .noneMatch((finding) -> finding.contains("secret"));
    }

    @Test
    void rowsThatChangeMeanwhileAreNoFinding() throws Exception {
        Thread writer = new Thread(() -> {
            for (int i = 0; i < 5000 && !Thread.interrupted(); i++) {
                this.store.collection("users").put("w" + i % 20, row("{'n':" + i + "}"));
                this.store.collection("map").delete("w" + (i + 3) % 20);
                this.store.collection("map").put("w" + i % 20, row("{'n':" + i + "}"));
            }
        });
        writer.start();
        for (int i = 0; i < 20; i++) {
            assertThat(this.store.verify().findings()).isEmpty();
        }
        writer.interrupt();
        writer.join();
        assertThat(this.store.verify().findings()).isEmpty();
    }

}
