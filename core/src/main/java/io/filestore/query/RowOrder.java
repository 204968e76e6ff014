package io.filestore.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.json.FieldReader;
import io.filestore.row.StoredRow;

/**
 * Compares rows by some fields, and by their ids, by code points, if all of these are
 * equal; ids descend if that is said of them, or else if the last field does, so that an
 * index has the same order backwards. Immutable and thread-safe.
 */
public final class RowOrder implements Comparator<StoredRow> {

    private static final byte[] NOTHING = {};

    private final List<OrderBy> told;

    private final OrderBy[] order;

    private final FieldReader fields;

    private final boolean backwards;

    private RowOrder(List<OrderBy> told) {
        List<OrderBy> deciding = deciding(told);
        this.told = List.copyOf(told);
        this.order = deciding.toArray(OrderBy[]::new);
        this.fields = new FieldReader(deciding.stream().map(OrderBy::field).toList());
        this.backwards = isBackwards(told);
    }

    /** The order of a query; without fields that of the ids. */
    public static RowOrder of(List<OrderBy> order) {
        return new RowOrder(order);
    }

    /** What comes before the ids and decides: each once, and nothing behind the id. */
    static List<OrderBy> deciding(List<OrderBy> told) {
        List<OrderBy> deciding = new ArrayList<>(told.size());
        for (OrderBy each : told) {
            if (FieldPath.isRowId(each.field())) {
                break;
            }
            // The same field in the other direction decides about arrays.
            if (!deciding.contains(each)) {
                deciding.add(each);
            }
        }
        return (deciding.size() < told.size()) ? List.copyOf(deciding) : told;
    }

    /** Whether the ids descend: as it is said of them, or else of the last field. */
    static boolean isBackwards(List<OrderBy> told) {
        for (OrderBy each : told) {
            if (FieldPath.isRowId(each.field())) {
                return each.descending();
            }
        }
        return !told.isEmpty() && told.get(told.size() - 1).descending();
    }

    List<OrderBy> told() {
        return this.told;
    }

    /** What a row stands by before its id. */
    List<OrderBy> deciding() {
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
        return this.backwards ? IdOrder.compare(other, one) : IdOrder.compare(one, other);
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
