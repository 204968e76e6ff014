package io.filestore.query;

import io.filestore.json.Elements;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import io.filestore.json.CanonicalScanner;

/** What a value counts as in an order, and how two of them compare. */
final class OrderKey {

    private OrderKey() {
    }

    /**
     * Where what a value counts as is: itself, or if it is an array, the element that is
     * first in the order.
     */
    static int of(OrderBy order, byte[] json, int at) {
        if (at == ValueOrder.MISSING || json[at] != '[') {
            return at;
        }
        int first = at;
        for (int element = Elements.first(at); !Elements.isEnd(json, element); element = Elements.next(json, element)) {
            if (json[element] != '[' && (first == at || compare(order, json, element, json, first) < 0)) {
                first = element;
            }
        }
        return first;
    }

    static byte @Nullable [] copy(byte[] json, int at) {
        return (at != ValueOrder.MISSING && json[at] != 'n')
                ? Arrays.copyOfRange(json, at, CanonicalScanner.skipValue(json, at)) : null;
    }

    /** The prefix of a value, turned round as the order is. */
    static long prefix(OrderBy order, byte @Nullable [] value) {
        if (value == null) {
            return order.nullsFirst() ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        long prefix = ValueOrder.prefix(value);
        return order.descending() ? ~prefix : prefix;
    }

    /** Whether values with this prefix, as {@link #prefix} tells, are equal. */
    static boolean isWhole(OrderBy order, long prefix) {
        return ValueOrder.isWhole(order.descending() ? ~prefix : prefix);
    }

    static int compare(OrderBy order, byte[] json, int at, byte[] other, int otherAt) {
        boolean nothing = ValueRank.of(json, at) == ValueRank.NOTHING;
        boolean otherNothing = ValueRank.of(other, otherAt) == ValueRank.NOTHING;
        if (nothing || otherNothing) {
            return order.nullsFirst() ? Boolean.compare(otherNothing, nothing) : Boolean.compare(nothing, otherNothing);
        }
        int compared = ValueOrder.compare(json, at, other, otherAt);
        return order.descending() ? -compared : compared;
    }

}
