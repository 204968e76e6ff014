package io.filestore.query;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.filestore.json.Elements;

/** What conditions on one field mean for a value. */
final class ValuePredicates {

    private ValuePredicates() {
    }

    static ValuePredicate of(FieldCondition condition) {
        if (condition instanceof Is is) {
            return equal(is.value().canonical());
        }
        if (condition instanceof In in) {
            return in.ignoreCase() ? inIgnoringCase(in.values()) : in(in.values());
        }
        if (condition instanceof Range range) {
            return range(range);
        }
        if (condition instanceof Text text) {
            return TextPredicates.of(text);
        }
        if (condition instanceof Regex regex) {
            RegexProgram program = RegexProgram.compile(regex.pattern(), regex.ignoreCase());
            return TextPredicates.decoded(program::isFoundIn);
        }
        return (condition instanceof Exists) ? (json, at) -> at != ValueOrder.MISSING
                : (json, at) -> at == ValueOrder.MISSING || json[at] == 'n';
    }

    private static ValuePredicate equal(byte[] value) {
        return switch (ValueRank.of(value, 0)) {
            // A string is canonical in one way only.
            case STRING, TRUE, FALSE -> (json, at) -> isThere(json, at, value);
            default -> (json, at) -> at != ValueOrder.MISSING && ValueOrder.compare(json, at, value, 0) == 0;
        };
    }

    private static boolean isThere(byte[] json, int at, byte[] value) {
        return at != ValueOrder.MISSING && value.length <= json.length - at
                && Arrays.equals(json, at, at + value.length, value, 0, value.length);
    }

    private static ValuePredicate in(List<Operand> values) {
        byte[][] sorted = values.stream().map(Operand::canonical).sorted(ValueOrder::compare).toArray(byte[][]::new);
        return (json, at) -> {
            int low = 0;
            int high = sorted.length - 1;
            while (low <= high) {
                int middle = (low + high) >>> 1;
                int compared = ValueOrder.compare(json, at, sorted[middle], 0);
                if (compared == 0) {
                    return true;
                }
                low = (compared > 0) ? middle + 1 : low;
                high = (compared < 0) ? middle - 1 : high;
            }
            return false;
        };
    }

    private static ValuePredicate inIgnoringCase(List<Operand> values) {
        Set<String> texts = values.stream()
            .filter((value) -> value.rank() == ValueRank.STRING)
            .map((value) -> CaseFold.fold(Elements.text(value.canonical())))
            .collect(Collectors.toUnmodifiableSet());
        ValuePredicate text = TextPredicates.decoded((value) -> texts.contains(CaseFold.fold(value)));
        ValuePredicate other = in(values.stream().filter((value) -> value.rank() != ValueRank.STRING).toList());
        return (json, at) -> text.test(json, at) || other.test(json, at);
    }

    private static ValuePredicate range(Range range) {
        ValuePredicate above = bound(range.lower(), 1);
        ValuePredicate below = bound(range.upper(), -1);
        return (above == null) ? Objects.requireNonNull(below)
                : ((below == null) ? above : (json, at) -> above.test(json, at) && below.test(json, at));
    }

    /**
     * @param sign what comparing a value with the bound gives if it is in the range
     */
    private static @Nullable ValuePredicate bound(@Nullable Bound bound, int sign) {
        if (bound == null) {
            return null;
        }
        byte[] value = bound.value().canonical();
        boolean inclusive = bound.inclusive();
        ValueRank rank = bound.value().rank();
        return (json, at) -> {
            if (!isOfType(ValueRank.of(json, at), rank)) {
                return false;
            }
            int compared = ValueOrder.compare(json, at, value, 0);
            return (compared == 0) ? inclusive : (compared > 0) == (sign > 0);
        };
    }

    private static boolean isOfType(ValueRank rank, ValueRank type) {
        return rank == type || (isBoolean(rank) && isBoolean(type));
    }

    private static boolean isBoolean(ValueRank rank) {
        return rank == ValueRank.FALSE || rank == ValueRank.TRUE;
    }

}
