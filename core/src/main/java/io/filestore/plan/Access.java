package io.filestore.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.filestore.json.KeyRange;
import io.filestore.memory.FieldIndex;
import io.filestore.memory.Ordering;
import io.filestore.query.Query;

/** A way to the rows that may fulfil a condition, and to few others. */
sealed interface Access {

    /** How many rows it leads to at most, counted when it was chosen. */
    long rows();

    /** To all rows of the collection, in no order. */
    record All(long rows) implements Access {
    }

    /**
     * To the rows with one of some keys in an index.
     *
     * @param signs for each field, as in {@code (=, IN)}
     */
    record Lookup(FieldIndex index, List<Object> keys, List<String> signs, long rows) implements Access {
    }

    /**
     * To the rows with some ids.
     *
     * @param ids in the order in which they are looked up, each once
     * @param sign as in {@code (IN)}
     */
    record Ids(List<String> ids, String sign, long rows) implements Access {

        /** Whether the rows come as a query wants them, in one direction or the other. */
        boolean isInOrderOf(Query query) {
            return this.ids.size() < 2 || query.decidingOrder().isEmpty();
        }

        Ids descending() {
            List<String> turned = new ArrayList<>(this.ids);
            Collections.reverse(turned);
            return new Ids(List.copyOf(turned), this.sign, this.rows);
        }

    }

    /**
     * To the rows in some ranges of an order.
     *
     * @param ranges in the order in which they are walked through
     * @param signs for each field that a condition uses, as in {@code (=, >)}; one more
     * than fields if it uses the id, too
     * @param simple whether it was chosen because each row stands in one place
     */
    record Walk(Ordering ordering, List<KeyRange> ranges, boolean backwards, List<String> signs, boolean simple,
            long rows) implements Access {
    }

    /** To the rows that any of several ways leads to. */
    record Union(List<Access> parts, long rows) implements Access {
    }

}
