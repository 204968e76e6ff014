package io.filestore.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.json.ByteOutput;
import io.filestore.json.KeyRange;
import io.filestore.json.SortKey;
import io.filestore.memory.Ordering;
import io.filestore.query.FieldCondition;
import io.filestore.query.OrderBy;
import io.filestore.query.Position;
import io.filestore.query.Query;

/**
 * What an order of rows is good for in a query: equal values of its first fields, then a
 * range of the next one, or of the ids, then the order of those that are left.
 *
 * @param ranges ascending
 * @param used the conditions that it answers, as far as they are exact
 * @param inOrder whether rows come as the query wants them
 * @param backwards whether they do so if it is walked through backwards
 * @param simple whether each row stands in one place, on which the rest relies; hoped of
 * an order that is not made yet
 */
record WalkCandidate(Ordering ordering, List<KeyRange> ranges, List<String> signs, List<FieldCondition> used,
        boolean inOrder, boolean backwards, boolean simple) {

    private static final KeyRange NULL = KeyRange.beginningWith(SortKey.of(null));

    /**
     * What it is good for.
     * @param conditions all of which have to be fulfilled
     * @return null for nothing
     */
    static @Nullable WalkCandidate of(Ordering ordering, List<Ranged> conditions, Query query,
            @Nullable Position behind) {
        boolean simple = !ordering.isReady() || ordering.isSimple();
        List<FieldCondition> used = new ArrayList<>();
        List<String> signs = new ArrayList<>();
        ByteOutput begin = new ByteOutput(32);
        List<String> fields = ordering.fields();
        int at = 0;
        for (; at < fields.size(); at++) {
            Point point = Point.of(fields.get(at), conditions);
            if (point == null) {
                break;
            }
            begin.write(point.ranges.ranges().get(0).from());
            signs.add(point.ranges.sign());
            used.add(point.condition);
        }
        byte[] beginning = begin.toByteArray();
        int points = at;
        boolean anyValue = at == 0 && !fields.isEmpty();
        List<KeyRange> ranges = List.of(anyValue ? FieldRanges.ALL : KeyRange.beginningWith(beginning));
        boolean byId = at == fields.size();
        Selected next = Selected.of(byId ? Query.ID : fields.get(at), conditions, simple || byId);
        if (next != null) {
            ranges = (at == 0) ? next.ranges : behind(beginning, next.ranges);
            signs.add(next.sign);
            used.addAll(next.exact);
        }
        boolean selected = signs.size() > points;
        byte[] nulls = NULL.behind(beginning).from();
        boolean noNulls = selected && !contain(ranges, nulls);
        Direction direction = Direction.of(fields, points, noNulls, query);
        // Nulls among what is selected, but wanted on its other side, have to be sorted.
        if (direction == null || (direction.nullsApart && selected) || !simple) {
            return signs.isEmpty() ? null : new WalkCandidate(ordering, ranges, signs, used, false, false, simple);
        }
        List<KeyRange> walked = direction.walked(ranges, beginning);
        if (behind != null) {
            walked = cut(walked, key(beginning, direction, behind), direction);
        }
        return new WalkCandidate(ordering, walked, signs, used, true, direction.backwards, true);
    }

    private static List<KeyRange> behind(byte[] beginning, List<KeyRange> ranges) {
        return ranges.stream().map((range) -> range.behind(beginning)).toList();
    }

    private static boolean contain(List<KeyRange> ranges, byte[] key) {
        for (KeyRange range : ranges) {
            if (range.contains(key)) {
                return true;
            }
        }
        return false;
    }

    /** The fields, and the id behind them, by whose conditions there are fewer rows. */
    List<String> narrowed() {
        List<String> fields = new ArrayList<>(this.ordering.fields());
        fields.add(Query.ID);
        return fields.subList(0, this.signs.size());
    }

    /** A condition that leaves a field one value. */
    private record Point(FieldCondition condition, FieldRanges ranges) {

        static @Nullable Point of(String field, List<Ranged> conditions) {
            for (Ranged each : conditions) {
                FieldRanges ranges = each.isOn(field) ? each.ranges() : null;
                if (ranges != null && ranges.isPoint()) {
                    return new Point(each.condition(), ranges);
                }
            }
            return null;
        }

    }

    /**
     * What the conditions on one field select.
     *
     * @param exact those that need not be looked at any more
     */
    private record Selected(List<KeyRange> ranges, String sign, List<FieldCondition> exact) {

        static @Nullable Selected of(String field, List<Ranged> conditions, boolean simple) {
            Selected selected = null;
            for (Ranged each : conditions) {
                FieldRanges ranges = each.isOn(field) ? each.ranges() : null;
                if (ranges == null) {
                    continue;
                }
                if (selected == null) {
                    selected = new Selected(ranges.ranges(), ranges.sign(), new ArrayList<>());
                }
                else if (simple) {
                    selected = new Selected(KeyRange.common(selected.ranges, ranges.ranges()),
                            selected.sign.equals(ranges.sign()) ? selected.sign : selected.sign + " " + ranges.sign(),
                            selected.exact);
                }
                else {
                    // Another element of an array may fulfil this one.
                    continue;
                }
                if (ranges.isExact()) {
                    selected.exact.add(each.condition());
                }
            }
            return selected;
        }

    }

    /**
     * The direction in which rows come as a query wants them.
     *
     * @param ordered what is left to be ordered by
     * @param nullsApart whether nulls are on the other side
     */
    private record Direction(boolean backwards, List<OrderBy> ordered, boolean nullsApart) {

        /**
         * @param points how many fields have one value
         * @param noNulls whether those of the next field that are selected are not null
         */
        static @Nullable Direction of(List<String> fields, int points, boolean noNulls, Query query) {
            List<OrderBy> order = query.decidingOrder();
            List<OrderBy> left = (points == 0) ? order : left(order, fields.subList(0, points));
            if (left.size() != fields.size() - points) {
                return null;
            }
            boolean backwards = query.isBackwards();
            boolean nullsApart = false;
            for (int i = 0; i < left.size(); i++) {
                OrderBy by = left.get(i);
                if (!by.field().equals(fields.get(points + i)) || by.descending() != backwards) {
                    return null;
                }
                if (!by.isNatural() && !(i == 0 && noNulls)) {
                    if (i > 0) {
                        return null;
                    }
                    nullsApart = true;
                }
            }
            return new Direction(backwards, left, nullsApart);
        }

        private static List<OrderBy> left(List<OrderBy> order, List<String> equal) {
            return order.stream().filter((by) -> !equal.contains(by.field())).toList();
        }

        /** In the order of the walk. */
        List<KeyRange> walked(List<KeyRange> ranges, byte[] beginning) {
            List<KeyRange> walked = new ArrayList<>(
                    this.nullsApart ? List.of(FieldRanges.NOT_NULL.behind(beginning), NULL.behind(beginning)) : ranges);
            if (this.backwards) {
                Collections.reverse(walked);
            }
            return walked;
        }

    }

    private static byte[] key(byte[] beginning, Direction direction, Position behind) {
        ByteOutput key = new ByteOutput(64);
        key.write(beginning);
        for (OrderBy by : direction.ordered) {
            SortKey.write(behind.value(by), key);
        }
        SortKey.writeId(behind.id(), key);
        return key.toByteArray();
    }

    private static List<KeyRange> cut(List<KeyRange> walked, byte[] key, Direction direction) {
        List<KeyRange> cut = new ArrayList<>();
        boolean reached = !direction.nullsApart;
        for (KeyRange range : walked) {
            boolean within = range.contains(key);
            if (reached || within) {
                boolean whole = direction.nullsApart && !within;
                KeyRange rest = whole ? range : (direction.backwards ? range.before(key) : range.after(key));
                if (!rest.isEmpty()) {
                    cut.add(rest);
                }
                reached = true;
            }
        }
        return cut;
    }

}
