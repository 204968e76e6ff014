package io.filestore.plan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.json.Elements;
import io.filestore.json.KeyRange;
import io.filestore.json.SortKey;
import io.filestore.query.Bound;
import io.filestore.query.FieldCondition;
import io.filestore.query.Operand;
import io.filestore.query.Range;
import io.filestore.query.Text;
import io.filestore.query.TextMatch;

/**
 * Where the ids lie that fulfil a condition, behind the fields of any order. Those that
 * are named are {@linkplain IdLookup looked up}.
 */
final class IdRanges {

    private IdRanges() {
    }

    static @Nullable FieldRanges of(FieldCondition condition) {
        if (condition instanceof Range range) {
            return ranges(new KeyRange(bound(range.lower(), false), bound(range.upper(), true)), true,
                    FieldRanges.sign(range));
        }
        if (condition instanceof Text text && !text.beginning().isEmpty()) {
            byte[] begin = text.beginning().getBytes(StandardCharsets.UTF_8);
            return ranges(KeyRange.beginningWith(begin), text.match() == TextMatch.STARTS_WITH,
                    FieldRanges.STARTS_WITH);
        }
        return null;
    }

    private static FieldRanges ranges(KeyRange range, boolean exact, String sign) {
        return new FieldRanges(List.of(range), false, exact, sign);
    }

    /**
     * The id itself, or the one that would follow it, if it belongs to the other side.
     */
    private static byte[] bound(@Nullable Bound bound, boolean upper) {
        if (bound == null) {
            return upper ? new byte[] { SortKey.END } : new byte[0];
        }
        byte[] id = bytes(bound.value());
        return (bound.inclusive() == upper) ? Arrays.copyOf(id, id.length + 1) : id;
    }

    private static byte[] bytes(Operand value) {
        return Elements.text(value.canonical()).getBytes(StandardCharsets.UTF_8);
    }

}
