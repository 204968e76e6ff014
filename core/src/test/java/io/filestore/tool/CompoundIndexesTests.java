package io.filestore.tool;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;

class CompoundIndexesTests {

    @TempDir
    private Path root;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private int run(String... arguments) {
        PrintStream print = new PrintStream(this.out, true, StandardCharsets.UTF_8);
        return new StoreTool(print, print).run(List.of(arguments));
    }

    @Test
    void whatHasAFileAnswersQueriesOfTheToolAndIsVerified() {
        try (Store store = Store.builder(this.root)
            .automaticFlush(false)
            .collection("orders",
                    CollectionOptions.filePerRecord()
                        .withIndexedTogether("status", "day")
                        .withUniqueTogether("tenant", "number"))
            .open()) {
            store.collection("orders").put("a", Row.parse("{\"status\":\"open\",\"day\":2,\"tenant\":1,\"number\":7}"));
            store.collection("orders").put("b", Row.parse("{\"status\":\"open\",\"day\":1}"));
            store.collection("orders").put("c", Row.parse("{\"status\":\"paid\",\"day\":1}"));
        }
        String query = "{\"where\":{\"status\":\"open\"},\"orderBy\":\"day\"}";
        assertThat(run("query", this.root.toString(), "orders", "--explain", query)).isZero();
        assertThat(this.out.toString(StandardCharsets.UTF_8)).contains("SEARCH orders USING status, day (=)");
        assertThat(run("query", this.root.toString(), "orders", query)).isZero();
        assertThat(this.out.toString(StandardCharsets.UTF_8)).containsSubsequence("\"id\":\"b\"", "\"id\":\"a\"")
            .doesNotContain("\"id\":\"c\"");
        assertThat(run("verify", this.root.toString())).isZero();
    }

}
