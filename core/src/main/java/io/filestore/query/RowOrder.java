package io.filestore.query;

import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.json.FieldReader;
import io.filestore.row.StoredRow;

/**
 * Compares rows by some fields, and by their ids, by code points, if all of these are
 * equal; ids descend if the last field does, so that an index has the same order
 * backwards. Immutable and thread-safe.
 */
public final class RowOrder implements Comparator<StoredRow> {

    private static final byte[] NOTHING = {};

    private final OrderBy[] order;

    private final FieldReader fields;

    private final boolean backwards;

    private RowOrder(List<OrderBy> order) {
        this.order = order.toArray(OrderBy[]::new);
        this.fields = new FieldReader(order.stream().map(OrderBy::field).toList());
        this.backwards = !order.isEmpty() && order.get(order.size() - 1).descending();
    }

    /** The order of a query; without fields that of the ids. */
    public static RowOrder of(List<OrderBy> order) {
        return new RowOrder(order);
    }

    List<OrderBy> order() {
        return List.of(this.order);
    }

    /**
     * Where a row stands.
     * @param id the row id
     * @param json the row as canonical JSON
     */
    public RowKeys keys(String id, byte[] json) {
        int[] starts = this.fields.locate(json);
        byte[] @Nullable [] values = new byte @Nullable [starts.length][];
        for (int i = 0; i < starts.length; i++) {
            values[i] = OrderKey.copy(json, OrderKey.of(this.order[i], json, starts[i]));
        }
        return keys(values, id);
    }

    RowKeys keys(byte[] @Nullable [] values, String id) {
        return new RowKeys(values, (values.length > 0) ? OrderKey.prefix(this.order[0], values[0]) : 0, id);
    }

    /** Compares where two rows stand, as {@link #keys} of this order tells. */
    public int compare(RowKeys one, RowKeys other) {
        if (one.prefix() != other.prefix()) {
            return Long.compare(one.prefix(), other.prefix());
        }
        boolean told = this.order.length > 0 && one.values()[0] != null
                && OrderKey.isWhole(this.order[0], one.prefix());
        for (int i = told ? 1 : 0; i < this.order.length; i++) {
            byte[] value = one.values()[i];
            byte[] otherValue = other.values()[i];
            int compared = OrderKey.compare(this.order[i], or(value), start(value), or(otherValue), start(otherValue));
            if (compared != 0) {
                return compared;
            }
        }
        return compareIds(one.id(), other.id());
    }

    private int compareIds(String one, String other) {
        int at = 0;
        int end = Math.min(one.length(), other.length());
        while (at < end && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        int compared = one.length() - other.length();
        if (at < end) {
            boolean beyond = Character.isSurrogate(one.charAt(at));
            compared = (beyond != Character.isSurrogate(other.charAt(at))) ? (beyond ? 1 : -1)
                    : one.charAt(at) - other.charAt(at);
        }
        return this.backwards ? -compared : compared;
    }

    private static byte[] or(byte @Nullable [] value) {
        return (value != null) ? value : NOTHING;
    }

    private static int start(byte @Nullable [] value) {
        return (value != null) ? 0 : ValueOrder.MISSING;
    }

    @Override
    public int compare(StoredRow one, StoredRow other) {
        byte[] json = one.json();
        byte[] otherJson = other.json();
        int[] starts = this.fields.locate(json);
        int[] otherStarts = this.fields.locate(otherJson);
        for (int i = 0; i < this.order.length; i++) {
            OrderBy by = this.order[i];
            int compared = OrderKey.compare(by, json, OrderKey.of(by, json, starts[i]), otherJson,
                    OrderKey.of(by, otherJson, otherStarts[i]));
            if (compared != 0) {
                return compared;
            }
        }
        return compareIds(one.id(), other.id());
    }

}
