package io.filestore.cassandra;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The tables that docs/cassandra.md draws are those that are made. */
class DocumentedTablesTests {

    private static final CqlIdentifier SHOP = CqlIdentifier.fromInternal("shop");

    @Test
    void tablesAndIndexesAreThoseOfTheDocument() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("..", "docs", "cassandra.md"));
        for (Table table : List.of(Table.ofCollection("orders"), Table.ofGroups(), Table.ofNotes(),
                Table.ofChanges())) {
            assertThat(lines).contains(table.create(SHOP).replaceAll("IF NOT EXISTS | WITH comment.*", "") + ";");
            if (table.indexed()) {
                assertThat(lines).contains(table.createIndex(SHOP).replace("IF NOT EXISTS ", "") + ";");
            }
        }
    }

}
