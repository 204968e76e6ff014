package io.filestore.test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

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
import io.filestore.error.StoreException;
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

    private static final TypeReference<List<@Nullable Row>> LIST = new TypeReference<>() {
    };

    private static final TypeReference<LinkedHashMap<String, @Nullable Row>> MAP = new TypeReference<>() {
    };

    private static final String NO_ROWS = "it has no rows, which are JSON objects by their ids, or in an array";

    private final RowCollection<Row> collection;

    FixtureRows(RowCollection<Row> collection) {
        this.collection = collection;
    }

    /** Rows by id, or a list of rows that have their ids in them. */
    void putJson(String text) {
        if (text.stripLeading().startsWith("[")) {
            int number = 0;
            for (Row row : MAPPER.readValue(text, LIST)) {
                at("row " + ++number, row, this::put);
            }
            return;
        }
        Map<String, @Nullable Row> rows = MAPPER.readValue(text, MAP);
        if (rows == null) {
            throw new IllegalArgumentException(NO_ROWS);
        }
        rows.forEach((id, row) -> at("row '" + id + "'", row, (written) -> this.collection.put(id,
                Row.ofCanonical(DiskForm.read(written.canonical(), IdField.NONE).json()))));
    }

    void putLines(String text) {
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.isBlank()) {
                at("line " + number, line, (row) -> put(Row.parse(row)));
            }
        }
    }

    private static <T> void at(String place, @Nullable T row, Consumer<T> put) {
        if (row == null) {
            throw new IllegalArgumentException(place + " is null. A row is a JSON object");
        }
        try {
            put.accept(row);
        }
        catch (StoreException ex) {
            throw new IllegalArgumentException(place + ": " + ex.getMessage(), ex);
        }
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
        if (!(ex instanceof JacksonException json)) {
            return String.valueOf(ex.getMessage());
        }
        TokenStreamLocation place = json.getLocation();
        String where = (place != null && place.getLineNr() > 0)
                ? " at line " + place.getLineNr() + ", column " + place.getColumnNr() : "";
        return ((ex instanceof MismatchedInputException) ? mismatch(json) : json.getOriginalMessage()) + where;
    }

    private static String mismatch(JacksonException ex) {
        if (ex.getPath().isEmpty()) {
            return NO_ROWS;
        }
        JacksonException.Reference row = ex.getPath().get(0);
        String name = (row.getPropertyName() != null) ? "'" + row.getPropertyName() + "'"
                : Integer.toString(row.getIndex() + 1);
        return "row " + name + " is no JSON object";
    }

}
