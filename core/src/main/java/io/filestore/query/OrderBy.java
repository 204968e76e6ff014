package io.filestore.query;

/**
 * What rows are ordered by. Nothing, which is null or a missing field, is the least
 * value: first if ascending and last if descending, unless it is said otherwise. A row
 * with an array stands where the first of the elements stands in that order; an array
 * without elements other than arrays stands as an array.
 *
 * @param field the path of the field
 * @param descending whether the greatest value is first
 * @param nullsFirst whether nothing is first
 */
public record OrderBy(String field, boolean descending, boolean nullsFirst) {

    public OrderBy {
        FieldPath.require(field);
    }

    /** By that field, the least value first. */
    public static OrderBy ascending(String field) {
        return new OrderBy(field, false, true);
    }

    /** By that field, the greatest value first. */
    public static OrderBy descending(String field) {
        return new OrderBy(field, true, false);
    }

    /** Whether nothing stands where the order of values has it. */
    public boolean isNatural() {
        return this.nullsFirst != this.descending;
    }

    @Override
    public String toString() {
        return this.field + (this.descending ? " descending" : "")
                + (isNatural() ? "" : (this.nullsFirst ? " nulls first" : " nulls last"));
    }

}
