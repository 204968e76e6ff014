package io.filestore;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.filestore.json.FieldReader;
import io.filestore.query.Query;
import io.filestore.query.QueryField;
import io.filestore.row.IndexKey;
import io.filestore.row.Row;
import io.filestore.row.RowEntry;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Compares what an index finds with what a look at every row finds. */
final class FindCheck {

    private final Store store;

    private final String name;

    FindCheck(Store store, String name) {
        this.store = store;
        this.name = name;
    }

    void run() {
        List<RowEntry<Row>> rows = this.store.collection(this.name).stream().toList();
        assertThat(this.store.collection(this.name).count()).isEqualTo(rows.size());
        for (List<String> fields : this.store.stats().collections().get(this.name).indexed()) {
            if (fields.size() > 1) {
                checkTogether(rows, fields);
                continue;
            }
            String field = fields.get(0);
            FieldReader reader = new FieldReader(List.of(field));
            List<JsonNode> wanted = new ArrayList<>(List.of(Row.parse("{\"v\":77777}").get("v")));
            rows.forEach((row) -> {
                byte[] value = reader.read(row.value().canonical())[0];
                if (value != null) {
                    JsonNode node = Row
                        .parse("{\"v\":" + new String(value, java.nio.charset.StandardCharsets.UTF_8) + "}")
                        .get("v");
                    (node.isArray() ? node : List.of(node)).forEach(wanted::add);
                }
            });
            wanted.stream()
                .filter((value) -> !value.isContainer())
                .forEach((value) -> check(rows, reader, field, value));
        }
    }

    private void checkTogether(List<RowEntry<Row>> rows, List<String> fields) {
        FieldReader reader = new FieldReader(fields);
        RowCollection<Row> collection = this.store.collection(this.name);
        for (RowEntry<Row> row : rows) {
            Query same = Query.all();
            Query ordered = Query.all();
            byte[][] values = reader.read(row.value().canonical());
            for (int i = 0; i < values.length; i++) {
                QueryField field = same.and(fields.get(i));
                same = (values[i] != null) ? field
                    .is(Row.parse("{\"v\":" + new String(values[i], java.nio.charset.StandardCharsets.UTF_8) + "}")
                        .get("v")) : field.isNull();
                ordered = ordered.orderBy(fields.get(i));
            }
            assertThat(collection.find(same)).as(this.name + ": " + same).contains(row);
            assertThat(collection.find(ordered)).as(this.name + ": " + ordered)
                .containsExactlyInAnyOrderElementsOf(rows);
        }
    }

    private void check(List<RowEntry<Row>> rows, FieldReader reader, String field, JsonNode value) {
        Object key = IndexKey.of(value.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Set<String> expected = new TreeSet<>();
        for (RowEntry<Row> row : rows) {
            byte[] json = reader.read(row.value().canonical())[0];
            Object keys = (json != null) ? IndexKey.of(json) : null;
            if (keys != null && (keys instanceof Object[] several ? List.of(several) : List.of(keys)).contains(key)) {
                expected.add(row.id());
            }
        }
        assertThat(this.store.collection(this.name).find(field, value).stream().map(RowEntry::id))
            .as(this.name + "." + field + " = " + value)
            .containsExactlyElementsOf(expected);
    }

}
