package io.filestore.sample.collections;

import java.io.InputStream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

import io.filestore.error.InvalidRowException;
import io.filestore.row.Row;
import io.filestore.row.RowIds;

/**
 * Reads rows one by one, out of a JSON array, or out of JSON objects one after the other,
 * on a line each or not. Never holds more than one row. A row that cannot be stored is
 * told from JSON that cannot be read: behind the latter, nothing can be found any more.
 */
final class ImportReader implements AutoCloseable {

    private static final JsonFactory FACTORY = JsonFactory.builder()
        .streamReadConstraints(StreamReadConstraints.builder()
            .maxNestingDepth(100_000)
            .maxNumberLength(Row.MAX_BYTES)
            .maxStringLength(Row.MAX_BYTES)
            .maxNameLength(Row.MAX_BYTES)
            .build())
        .disable(TokenStreamFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
        .build();

    private final JsonParser parser;

    private final @Nullable String idField;

    private boolean array;

    private long number;

    /**
     * @param idField the field that has the row id; null if the rows have none
     */
    ImportReader(InputStream in, @Nullable String idField) {
        this.parser = FACTORY.createParser(ObjectReadContext.empty(), in);
        this.idField = idField;
    }

    /** The number of the row that was begun last, 0 if there was none. */
    long number() {
        return this.number;
    }

    /**
     * The next row, null if there is none.
     * @throws tools.jackson.core.JacksonException if the JSON cannot be read
     */
    @Nullable ImportRow next() {
        JsonToken token = this.parser.nextToken();
        if (token == JsonToken.START_ARRAY && this.number == 0 && !this.array) {
            this.array = true;
            token = this.parser.nextToken();
        }
        if (token == JsonToken.END_ARRAY) {
            token = this.parser.nextToken();
            if (token != null) {
                throw new StreamReadException(this.parser, "There is something behind the end of the array");
            }
        }
        if (token == null) {
            if (this.number == 0 && !this.array) {
                throw new StreamReadException(this.parser, "There is nothing in the body");
            }
            return null;
        }
        this.number++;
        if (token != JsonToken.START_OBJECT) {
            this.parser.skipChildren();
            return ImportRow.refused(this.number, "It is no JSON object.");
        }
        return readObject();
    }

    private ImportRow readObject() {
        TokenStreamLocation start = this.parser.currentTokenLocation();
        ExactJson json = new ExactJson(Row.MAX_BYTES);
        ImportId id = new ImportId(this.idField);
        int depth = json.copy(this.parser);
        while (depth > 0 && this.parser.nextToken() != null) {
            id.look(this.parser, depth);
            depth += json.copy(this.parser);
        }
        if (json.isTooLarge()) {
            return ImportRow.refused(this.number, "It is larger than the " + Row.MAX_BYTES
                    + " bytes that a row may have. Split it into several rows.");
        }
        try {
            Row row = Row.parse(json.toString());
            return new ImportRow(this.number, RowIds.require(id.orNew()), row, null);
        }
        catch (InvalidRowException ex) {
            return ImportRow.refused(this.number, atStart(ex, start));
        }
    }

    /** Position of what is wrong is within the copy, which is one line. */
    private static String atStart(InvalidRowException ex, TokenStreamLocation start) {
        return String.valueOf(ex.getMessage())
            .replaceFirst("^Not valid JSON at line 1, column [0-9]+", "The object that begins at line "
                    + start.getLineNr() + ", column " + start.getColumnNr() + " cannot be a row");
    }

    @Override
    public void close() {
        this.parser.close();
    }

}
