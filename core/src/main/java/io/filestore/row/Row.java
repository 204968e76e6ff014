package io.filestore.row;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.filestore.error.InvalidRowException;
import io.filestore.json.ByteOutput;
import io.filestore.json.CanonicalJson;
import io.filestore.json.CanonicalScanner;
import io.filestore.json.JsonLimits;
import io.filestore.json.JsonStrings;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON object as a value, immutable and thread-safe. What was parsed comes back
 * exactly: the text of numbers, the order of fields, nested values, Unicode. Two rows are
 * equal if they have the same fields in the same order with the same text, white space
 * and the spelling of escapes apart.
 *
 * <p>
 * Java values are converted with filestore's default mapper, see
 * {@link RowCodec#defaultMapper()}.
 */
@JsonSerialize(using = RowJson.Serializer.class)
@JsonDeserialize(using = RowJson.Deserializer.class)
public final class Row {

    /** As many bytes as a row may have in canonical JSON: 16 MB. */
    public static final int MAX_BYTES = JsonLimits.MAX_BYTES;

    private final byte[] json;

    private Row(byte[] json) {
        this.json = json;
    }

    /**
     * Parses a JSON object.
     * @param json the text
     * @return the row
     * @throws InvalidRowException if it is not exactly one valid JSON object within the
     * limits of {@link JsonLimits}; the message has line and column
     */
    public static Row parse(String json) {
        return new Row(CanonicalJson.requireObject(CanonicalJson.of(json, JsonLimits.MAX_BYTES)));
    }

    /**
     * Parses a JSON object.
     * @param utf8 the text in UTF-8, not kept
     * @return the row
     * @throws InvalidRowException as {@link #parse(String)}
     */
    public static Row parse(byte[] utf8) {
        byte[] canonical = CanonicalJson.of(utf8, 0, utf8.length, JsonLimits.MAX_BYTES);
        return new Row(CanonicalJson.requireObject(canonical));
    }

    /**
     * Makes a row of fields, in the order in which the map gives them.
     * @param fields names and values; a value is anything that Jackson can write, or null
     * @return the row
     * @throws InvalidRowException if a value cannot be written
     */
    public static Row of(Map<String, ?> fields) {
        return new Row(Mapped.CODEC.encode(fields));
    }

    /**
     * Makes a row of fields: {@code Row.of("total", 100, "paid", false)}.
     * @param field the first field's name
     * @param value its value: anything that Jackson can write, or null
     * @param more further names and values by turns
     * @return the row
     * @throws InvalidRowException if a value cannot be written
     * @throws IllegalArgumentException if a name is no string or comes twice, or the last
     * value is missing
     */
    public static Row of(String field, @Nullable Object value, @Nullable Object... more) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put(field, value);
        for (int i = 0; i < more.length; i += 2) {
            if (!(more[i] instanceof String name) || fields.containsKey(name) || i + 1 == more.length) {
                throw new IllegalArgumentException("Not a new field name with a value: " + more[i]);
            }
            fields.put(name, more[i + 1]);
        }
        return of(fields);
    }

    /**
     * Makes a row of what is canonical JSON already, which is not checked.
     * @param json a canonical JSON object, not copied and not to be modified afterwards
     * @return the row
     */
    public static Row ofCanonical(byte[] json) {
        return new Row(json);
    }

    /**
     * Whether there is a field of that name, be it null.
     * @param field a name; a dot in it has no meaning
     * @return true if there is
     */
    public boolean has(String field) {
        return find(field) != null;
    }

    /**
     * Reads one field.
     * @param field a name; a dot in it has no meaning
     * @return its value, with exact decimals; null if there is no such field
     */
    public @Nullable JsonNode get(String field) {
        CanonicalScanner found = find(field);
        return (found != null) ? Mapped.CODEC.decode(found.value(), JsonNode.class) : null;
    }

    /**
     * The names of all fields, in their order.
     * @return an unmodifiable list
     */
    public List<String> fieldNames() {
        List<String> names = new ArrayList<>();
        CanonicalScanner fields = new CanonicalScanner(this.json, 0);
        while (fields.nextField()) {
            names.add(JsonStrings.text(this.json, fields.nameStart(), fields.nameEnd()));
        }
        return List.copyOf(names);
    }

    /**
     * The same row with another value of one field, which keeps its place or comes last.
     * @param field a name; a dot in it has no meaning
     * @param value anything that Jackson can write, or null for the JSON null
     * @return a new row
     * @throws InvalidRowException if the value cannot be written, or the row becomes too
     * large or too deep
     */
    public Row with(String field, @Nullable Object value) {
        byte[] encoded = Mapped.CODEC.encodeValue(value);
        ByteOutput out = new ByteOutput(this.json.length + encoded.length + field.length() + 8);
        CanonicalScanner found = find(field);
        if (found != null) {
            out.write(this.json, 0, found.valueStart());
            out.write(encoded);
            out.write(this.json, found.valueEnd(), this.json.length - found.valueEnd());
        }
        else {
            byte[] name = Mapped.CODEC.encodeValue(field);
            out.write(this.json, 0, this.json.length - 1);
            if (this.json.length > 2) {
                out.write(',');
            }
            out.write(name);
            out.write(':');
            out.write(encoded);
            out.write('}');
        }
        return parse(out.toByteArray());
    }

    /**
     * The same row without one field.
     * @param field a name; a dot in it has no meaning
     * @return a new row, or this one if it has no such field
     */
    public Row without(String field) {
        CanonicalScanner found = find(field);
        return (found != null) ? new Row(found.withoutField()) : this;
    }

    private @Nullable CanonicalScanner find(String field) {
        CanonicalScanner fields = new CanonicalScanner(this.json, 0);
        return fields.find(JsonStrings.escaped(field)) ? fields : null;
    }

    /**
     * Converts the row.
     * @param <T> the type
     * @param type a record, another class, {@code Map} or {@code JsonNode}
     * @return a new value
     * @throws InvalidRowException if the row cannot be read as that type
     */
    public <T> T as(Class<T> type) {
        return Mapped.CODEC.decode(this.json, type);
    }

    /**
     * The row as a tree that may be modified, with exact decimals.
     * @return a new tree
     */
    public ObjectNode toNode() {
        return as(ObjectNode.class);
    }

    /**
     * The row as canonical JSON.
     * @return a copy, UTF-8
     */
    public byte[] toBytes() {
        return this.json.clone();
    }

    /**
     * The row as canonical JSON, for those who promise to leave it alone.
     * @return not a copy, not to be modified
     */
    public byte[] canonical() {
        return this.json;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Row row && Arrays.equals(this.json, row.json);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(this.json);
    }

    /** The row as canonical JSON. */
    @Override
    public String toString() {
        return new String(this.json, StandardCharsets.UTF_8);
    }

    /** Made when the first row is, or becomes, more than its JSON. */
    private static final class Mapped {

        static final RowCodec CODEC = new RowCodec();

    }

}
