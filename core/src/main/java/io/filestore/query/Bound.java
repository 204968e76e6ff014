package io.filestore.query;

/**
 * Where a range begins or ends.
 *
 * @param value a string, number or boolean
 * @param inclusive whether the value itself belongs to the range
 */
public record Bound(Operand value, boolean inclusive) {

    /** The value belongs to the range. */
    public static Bound inclusive(Operand value) {
        return new Bound(value, true);
    }

    /** The value does not belong to the range. */
    public static Bound exclusive(Operand value) {
        return new Bound(value, false);
    }

}
