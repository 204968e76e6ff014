package io.filestore.query;

import java.util.List;

import io.filestore.json.ByteOutput;

/** Writes queries as JSON that {@link QueryReader} reads. */
final class QueryWriter {

    private QueryWriter() {
    }

    static byte[] write(Query query) {
        ByteOutput out = new ByteOutput(256);
        out.write('{');
        Condition condition = query.condition();
        if (condition != null) {
            out.writeAscii("\"where\":");
            ConditionWriter.write(condition, out);
        }
        if (!query.order().isEmpty()) {
            out.writeAscii((condition != null) ? ",\"orderBy\":" : "\"orderBy\":");
            write(query.order(), out);
        }
        if (query.limit().isPresent()) {
            out.writeAscii((out.size() > 1) ? ",\"limit\":" : "\"limit\":");
            out.writeAscii(Integer.toString(query.limit().getAsInt()));
        }
        out.write('}');
        return out.toByteArray();
    }

    static void write(List<OrderBy> order, ByteOutput out) {
        out.write('[');
        for (int i = 0; i < order.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            write(order.get(i), out);
        }
        out.write(']');
    }

    private static void write(OrderBy order, ByteOutput out) {
        if (order.isNatural() && !order.field().startsWith("-")) {
            out.writeQuoted((order.descending() ? "-" : "") + order.field());
            return;
        }
        out.writeAscii("{\"field\":");
        out.writeQuoted(order.field());
        if (order.descending()) {
            out.writeAscii(",\"descending\":true");
        }
        if (!order.isNatural()) {
            out.writeAscii(order.nullsFirst() ? ",\"nulls\":\"first\"" : ",\"nulls\":\"last\"");
        }
        out.write('}');
    }

}
