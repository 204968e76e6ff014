package io.filestore.query;

import io.filestore.json.Elements;
import org.jspecify.annotations.Nullable;

import io.filestore.json.CanonicalScanner;

/**
 * The one order of all JSON values, which conditions, indexes and sorting share:
 * <ol>
 * <li>nothing: a field that is missing, or null, which are equal;
 * <li>false, true;
 * <li>numbers by their value, exactly, whatever their spelling is: 1, 1.0 and 10e-1 are
 * equal, so are 0 and -0;
 * <li>strings by code points;
 * <li>arrays by their first elements that differ; the shorter one first if there are
 * none;
 * <li>objects like arrays of their fields, which are sorted by name, each of them a name
 * and then a value: the order in which fields were written does not count.
 * </ol>
 *
 * <p>
 * Values are given as canonical JSON, in an array of their own or within one, from their
 * first byte on. It trusts its input like {@link CanonicalScanner}.
 */
public final class ValueOrder {

    /** Where a value is that is missing. */
    public static final int MISSING = -1;

    private ValueOrder() {
    }

    /**
     * Compares two values.
     * @param one canonical JSON, null if it is missing
     * @param other canonical JSON, null if it is missing
     * @return negative, zero or positive
     */
    public static int compare(byte @Nullable [] one, byte @Nullable [] other) {
        if (one == null || other == null) {
            return rank(one).compareTo(rank(other));
        }
        return compare(one, 0, other, 0);
    }

    private static ValueRank rank(byte @Nullable [] json) {
        return (json != null) ? ValueRank.of(json, 0) : ValueRank.NOTHING;
    }

    /**
     * Compares two values where they are.
     * @param json has the one value
     * @param at its first byte, {@link #MISSING} if there is none
     * @param other has the other value
     * @param otherAt its first byte, {@link #MISSING} if there is none
     * @return negative, zero or positive
     */
    public static int compare(byte[] json, int at, byte[] other, int otherAt) {
        ValueRank rank = ValueRank.of(json, at);
        int byRank = rank.compareTo(ValueRank.of(other, otherAt));
        if (byRank != 0) {
            return byRank;
        }
        return switch (rank) {
            case NUMBER -> NumberOrder.compare(json, at, other, otherAt);
            case STRING -> StringOrder.compare(json, at, other, otherAt);
            case ARRAY -> compareArrays(json, at, other, otherAt);
            case OBJECT -> ObjectOrder.compare(json, at, other, otherAt);
            default -> 0;
        };
    }

    private static int compareArrays(byte[] json, int at, byte[] other, int otherAt) {
        int one = Elements.first(at);
        int two = Elements.first(otherAt);
        while (!Elements.isEnd(json, one) && !Elements.isEnd(other, two)) {
            int compared = compare(json, one, other, two);
            if (compared != 0) {
                return compared;
            }
            one = Elements.next(json, one);
            two = Elements.next(other, two);
        }
        return Boolean.compare(!Elements.isEnd(json, one), !Elements.isEnd(other, two));
    }

    /**
     * The beginning of a value as a number: if that of one value is less than that of
     * another, signed, then so is the value. If they are the same, {@link #compare} has
     * to say, unless the prefix {@linkplain #isWhole is the whole value}.
     * @param json canonical JSON, null if it is missing
     */
    public static long prefix(byte @Nullable [] json) {
        return (json != null) ? prefix(json, 0) : ValuePrefix.of(ValueRank.NOTHING);
    }

    /**
     * The beginning of a value as a number.
     * @param json has the value
     * @param at its first byte, {@link #MISSING} if there is none
     */
    public static long prefix(byte[] json, int at) {
        ValueRank rank = ValueRank.of(json, at);
        return switch (rank) {
            case NUMBER -> ValuePrefix.of(rank) + NumberOrder.prefix(json, at);
            case STRING -> ValuePrefix.of(rank) + StringOrder.prefix(json, at);
            default -> ValuePrefix.of(rank);
        };
    }

    /**
     * Whether all values that have this prefix are equal: nothing, booleans, numbers of
     * at most 15 digits, strings of at most seven bytes.
     */
    public static boolean isWhole(long prefix) {
        return switch (ValuePrefix.rank(prefix)) {
            case NUMBER -> NumberOrder.isWhole(prefix & ValuePrefix.BITS);
            case STRING -> StringOrder.isWhole(prefix & ValuePrefix.BITS);
            case ARRAY, OBJECT -> false;
            default -> true;
        };
    }

}
