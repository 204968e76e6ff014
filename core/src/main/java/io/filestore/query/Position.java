package io.filestore.query;

import io.filestore.json.Elements;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.filestore.error.InvalidQueryException;
import io.filestore.error.InvalidRowException;
import io.filestore.json.ByteOutput;
import io.filestore.json.CanonicalJson;
import io.filestore.json.JsonLimits;
import io.filestore.row.Row;
import io.filestore.row.RowIds;
import io.filestore.row.StoredRow;

/**
 * Where a page of a query ended: what the last row was ordered by, and its id. The next
 * page goes on behind it, whatever was written meanwhile, also if that row is gone. As
 * text it can be handed to somebody and come back; it is not secret, and has what the row
 * was ordered by in it. Immutable.
 */
public final class Position {

    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final RowOrder order;

    private final RowKeys keys;

    private Position(RowOrder order, RowKeys keys) {
        this.order = order;
        this.keys = keys;
    }

    /**
     * The position of a row.
     * @param query in whose order
     * @param id the row id
     * @param row as it was found
     */
    public static Position of(Query query, String id, Row row) {
        RowOrder order = RowOrder.of(query.order());
        return new Position(order, order.keys(id, row.canonical()));
    }

    /** The position of a row in the order of a query. */
    public static Position of(Query query, StoredRow row) {
        return of(RowOrder.of(query.order()), row);
    }

    /** The position of a row in an order. */
    public static Position of(RowOrder order, StoredRow row) {
        return new Position(order, order.keys(row.id(), row.json()));
    }

    /**
     * Reads a position from its text.
     * @throws InvalidQueryException if it is none
     */
    public static Position parse(String text) {
        try {
            byte[] json = Base64.getUrlDecoder().decode(text);
            byte[] canonical = CanonicalJson.of(json, 0, json.length, 2 * JsonLimits.MAX_BYTES);
            return read(Elements.fields(CanonicalJson.requireObject(canonical)));
        }
        catch (IllegalArgumentException | InvalidRowException ex) {
            throw new InvalidQueryException("'" + Operand.shortly(text)
                    + "' is no position in a query. Give what a page before has told, or none for the first page.", ex);
        }
    }

    private static Position read(Map<String, byte[]> parts) {
        byte[] order = parts.get("order");
        byte[] values = parts.get("values");
        byte[] id = parts.get("id");
        if (parts.size() != 3 || order == null || order[0] != '[' || values == null || values[0] != '[' || id == null
                || id[0] != '"') {
            throw new InvalidQueryException("It has not the parts of a position.");
        }
        List<OrderBy> fields = QueryReader.order(order);
        List<byte[]> each = Elements.of(values);
        RowOrder rowOrder = RowOrder.of(fields);
        if (rowOrder.deciding().size() != each.size()) {
            throw new InvalidQueryException("It has not as many values as fields.");
        }
        byte[] @Nullable [] keys = new byte @Nullable [each.size()][];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = OrderKey.copy(each.get(i), 0);
        }
        return new Position(rowOrder, rowOrder.keys(keys, RowIds.require(Elements.text(id))));
    }

    /**
     * Refuses a position that is of another order than a query's.
     * @return this position
     * @throws InvalidQueryException if it is
     */
    public Position requireOrderOf(Query query) {
        if (!this.order.told().equals(query.order())) {
            throw new InvalidQueryException(
                    "The position is one in the order " + this.order.told() + ", but the query's is " + query.order()
                            + ". Go on with the order with which you began, or begin without a position.");
        }
        return this;
    }

    /**
     * What the row counted as in a part of the order.
     * @return canonical JSON, null for nothing
     */
    public byte @Nullable [] value(OrderBy part) {
        return this.keys.values()[this.order.deciding().indexOf(part)];
    }

    /** The id of the row that was the last of its page. */
    public String id() {
        return this.keys.id();
    }

    /** What the row was ordered by and its id, for a binary search. */
    public RowKeys keys() {
        return this.keys;
    }

    /** Whether a row comes behind this position, so that it belongs to a later page. */
    public boolean isBefore(StoredRow row) {
        return this.order.compare(this.keys, this.order.keys(row.id(), row.json())) < 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Position position && toString().equals(position.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** The text that {@link #parse} reads: letters, digits, {@code -} and {@code _}. */
    @Override
    public String toString() {
        ByteOutput out = new ByteOutput(128);
        out.writeAscii("{\"order\":");
        QueryWriter.write(this.order.told(), out);
        out.writeAscii(",\"values\":[");
        byte[] @Nullable [] values = this.keys.values();
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                out.write(',');
            }
            byte[] value = values[i];
            out.write((value != null) ? value : NULL);
        }
        out.writeAscii("],\"id\":");
        out.writeQuoted(this.keys.id());
        out.write('}');
        byte[] json = Arrays.copyOf(out.buffer(), out.size());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
    }

}
