package io.filestore.query;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.filestore.error.InvalidQueryException;
import io.filestore.error.InvalidRowException;
import io.filestore.json.CanonicalJson;
import io.filestore.json.Elements;
import io.filestore.row.RowCodec;

/**
 * What a condition compares with: a JSON value. Two are equal if they are the same text;
 * in rows 1 and 1.0 are found by either.
 */
public final class Operand {

    static final Operand NULL = new Operand("null".getBytes(StandardCharsets.US_ASCII));

    private final byte[] json;

    private final ValueRank rank;

    private Operand(byte[] json) {
        this.json = json;
        this.rank = ValueRank.of(json, 0);
    }

    /**
     * Makes an operand of a Java value, which becomes what filestore's default mapper
     * writes: an enum its name, a time its ISO text, a UUID its text.
     * @param value a string, number, boolean, null, or anything that becomes JSON
     * @throws InvalidQueryException if it cannot be written, as not-a-number
     */
    public static Operand of(@Nullable Object value) {
        return of(value, (given) -> Mapped.CODEC.encodeValue(given));
    }

    /**
     * Makes an operand of a Java value.
     * @param writer makes canonical JSON of it, which is not to be modified afterwards
     * @throws InvalidQueryException if it cannot be written
     */
    public static Operand of(@Nullable Object value, Function<Object, byte[]> writer) {
        if (value instanceof Operand operand) {
            return operand;
        }
        try {
            return (value != null) ? new Operand(writer.apply(value)) : NULL;
        }
        catch (InvalidRowException ex) {
            throw new InvalidQueryException("Nothing can be compared with " + shortly(String.valueOf(value))
                    + ", since it is no value of JSON: " + ex.getMessage(), ex);
        }
    }

    /**
     * Makes an operand of what is canonical JSON already, which is not checked.
     * @param json not copied and not to be modified afterwards
     */
    public static Operand ofCanonical(byte[] json) {
        return new Operand(json);
    }

    /** Canonical JSON; not a copy, not to be modified. */
    public byte[] canonical() {
        return this.json;
    }

    /** The text that it is; null if it is something else. */
    public @Nullable String text() {
        return (this.rank == ValueRank.STRING) ? Elements.text(this.json) : null;
    }

    public boolean isNull() {
        return this.rank == ValueRank.NOTHING;
    }

    ValueRank rank() {
        return this.rank;
    }

    /** Whether it is neither an array nor an object. */
    public boolean isScalar() {
        return this.rank != ValueRank.ARRAY && this.rank != ValueRank.OBJECT;
    }

    /** As in "it is a number". */
    String kind() {
        return CanonicalJson.kindOf(this.json);
    }

    static String shortly(String text) {
        return (text.length() > 80) ? text.substring(0, 77) + "..." : text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Operand operand && Arrays.equals(this.json, operand.json);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(this.json);
    }

    /** The value as JSON. */
    @Override
    public String toString() {
        return new String(this.json, StandardCharsets.UTF_8);
    }

    /** Made when the first value comes from Java. */
    private static final class Mapped {

        static final RowCodec CODEC = new RowCodec();

    }

}
