package io.filestore.plan;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.json.ByteOutput;
import io.filestore.json.KeyRange;
import io.filestore.json.SortKey;
import io.filestore.query.Bound;
import io.filestore.query.FieldCondition;
import io.filestore.query.In;
import io.filestore.query.Is;
import io.filestore.query.IsNull;
import io.filestore.query.Operand;
import io.filestore.query.Query;
import io.filestore.query.Range;
import io.filestore.query.Text;
import io.filestore.query.TextMatch;

/**
 * Where in the order of {@link SortKey}s the values of one field lie that fulfil a
 * condition, those of the elements if it is an array.
 *
 * @param ranges ascending, none within another
 * @param isPoint whether all values there are equal
 * @param isExact whether no other values lie there
 * @param sign as in {@code (> <)}
 */
record FieldRanges(List<KeyRange> ranges, boolean isPoint, boolean isExact, String sign) {

    /** Looking into more ranges takes as long as looking at all rows. */
    private static final int MOST = 1000;

    private static final KeyRange NULLS = KeyRange.beginningWith(SortKey.of(null));

    /** All values but null. */
    static final KeyRange NOT_NULL = new KeyRange(NULLS.to(), new byte[] { SortKey.BEHIND_VALUES });

    /** All values. */
    static final KeyRange ALL = new KeyRange(NULLS.from(), NOT_NULL.to());

    static final String STARTS_WITH = "STARTS WITH";

    /** Where the values lie, null if they lie here and there. */
    static @Nullable FieldRanges of(FieldCondition condition) {
        if (condition.field().equals(Query.ID)) {
            return IdRanges.of(condition);
        }
        if (condition instanceof Is is) {
            return point(is.value());
        }
        if (condition instanceof In in) {
            return in(in);
        }
        if (condition instanceof Range range) {
            return new FieldRanges(List.of(range(range)), false, true, sign(range));
        }
        if (condition instanceof IsNull) {
            return new FieldRanges(List.of(NULLS), true, true, "IS NULL");
        }
        return (condition instanceof Text text && !text.ignoreCase()) ? text(text) : null;
    }

    private static FieldRanges point(Operand value) {
        byte[] json = value.canonical();
        byte[] key = switch (json[0]) {
            case '{' -> SortKey.SOME_OBJECT;
            case '[' -> SortKey.SOME_ARRAY;
            default -> SortKey.of(json);
        };
        return new FieldRanges(List.of(KeyRange.beginningWith(key)), value.isScalar(), value.isScalar(), "=");
    }

    private static @Nullable FieldRanges in(In in) {
        if (in.ignoreCase() || in.values().size() > MOST) {
            return null;
        }
        List<KeyRange> ranges = new ArrayList<>();
        for (Operand value : in.values()) {
            ranges.addAll(point(value).ranges);
        }
        ranges.sort((a, b) -> Arrays.compareUnsigned(a.from(), b.from()));
        List<KeyRange> distinct = new ArrayList<>();
        for (KeyRange range : ranges) {
            if (distinct.isEmpty() || !Arrays.equals(distinct.get(distinct.size() - 1).from(), range.from())) {
                distinct.add(range);
            }
        }
        boolean exact = in.values().stream().allMatch(Operand::isScalar);
        return new FieldRanges(List.copyOf(distinct), distinct.size() == 1 && exact, exact, "IN");
    }

    private static KeyRange range(Range range) {
        Bound lower = range.lower();
        Bound upper = range.upper();
        Bound either = (lower != null) ? lower : upper;
        KeyRange type = SortKey.ofType((either != null) ? either.value().canonical() : new byte[] { '0' });
        return new KeyRange((lower != null) ? bound(lower, !lower.inclusive()) : type.from(),
                (upper != null) ? bound(upper, upper.inclusive()) : type.to());
    }

    /** A key before all those of a value, or behind them. */
    private static byte[] bound(Bound bound, boolean behind) {
        KeyRange value = KeyRange.beginningWith(SortKey.of(bound.value().canonical()));
        return behind ? value.to() : value.from();
    }

    static String sign(Range range) {
        if (range.lower() == null) {
            return "<";
        }
        return (range.upper() == null) ? ">" : "> <";
    }

    private static @Nullable FieldRanges text(Text text) {
        String begin = text.beginning();
        if (begin.isEmpty()) {
            return null;
        }
        ByteOutput key = new ByteOutput(begin.length() + 2);
        SortKey.writeBeginning(begin.getBytes(StandardCharsets.UTF_8), key);
        return new FieldRanges(List.of(KeyRange.beginningWith(key.toByteArray())), false,
                text.match() == TextMatch.STARTS_WITH, STARTS_WITH);
    }

}
