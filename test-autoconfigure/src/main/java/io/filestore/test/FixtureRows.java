package io.filestore.test;

import java.util.LinkedHashMap;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

import io.filestore.RowCollection;
import io.filestore.row.Row;
import io.filestore.storage.DiskForm;
import io.filestore.storage.DiskForm.DiskRow;
import io.filestore.storage.DiskForm.IdField;

/**
 * Puts what is in a file into a collection, row by row, in the form that rows have in
 * data files.
 */
final class FixtureRows {

    private static final JsonMapper MAPPER = JsonMapper.builder()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();

    private static final TypeReference<List<Row>> LIST = new TypeReference<>() {
    };

    private static final TypeReference<LinkedHashMap<String, Row>> MAP = new TypeReference<>() {
    };

    private final RowCollection<Row> collection;

    FixtureRows(RowCollection<Row> collection) {
        this.collection = collection;
    }

    /** Rows by id, or a list of rows that have their ids in them. */
    void putJson(String text) {
        if (text.stripLeading().startsWith("[")) {
            MAPPER.readValue(text, LIST).forEach(this::put);
        }
        else {
            MAPPER.readValue(text, MAP)
                .forEach((id, row) -> this.collection.put(id,
                        Row.ofCanonical(DiskForm.read(row.canonical(), IdField.NONE).json())));
        }
    }

    void putLines(String text) {
        text.lines().filter((line) -> !line.isBlank()).forEach((line) -> put(Row.parse(line)));
    }

    private void put(Row written) {
        DiskRow read = DiskForm.read(written.canonical(), IdField.LINE);
        Row row = Row.ofCanonical(read.json());
        String id = (read.id() != null) ? read.id() : number(row.get("id"));
        if (id == null) {
            this.collection.add(row);
        }
        else if (read.deleted()) {
            this.collection.delete(id);
        }
        else {
            this.collection.put(id, (read.id() != null) ? row : row.without("id"));
        }
    }

    /** An entity's id may be a number, which is a text as the id of its row. */
    private static @Nullable String number(@Nullable JsonNode id) {
        return (id != null && id.isIntegralNumber()) ? id.toString() : null;
    }

    /** Without what Jackson says to programmers. */
    static String reason(RuntimeException ex) {
        if (ex instanceof JacksonException json) {
            TokenStreamLocation place = json.getLocation();
            String where = (place != null && place.getLineNr() > 0)
                    ? " at line " + place.getLineNr() + ", column " + place.getColumnNr() : "";
            return ((ex instanceof MismatchedInputException) ? "No row, which is a JSON object"
                    : json.getOriginalMessage()) + where;
        }
        return String.valueOf(ex.getMessage());
    }

}
