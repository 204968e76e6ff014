package io.filestore.benchmarks.query;

import tools.jackson.databind.json.JsonMapper;

import io.filestore.benchmarks.data.Order;

/**
 * Orders as JSON, for stores that keep bytes.
 */
final class OrderJson {

    private static final JsonMapper mapper = new JsonMapper();

    private OrderJson() {
    }

    static byte[] encode(Order row) {
        return mapper.writeValueAsBytes(row);
    }

    static String text(Order row) {
        return mapper.writeValueAsString(row);
    }

    static Order decode(byte[] json) {
        return mapper.readValue(json, Order.class);
    }

    /** A row that was found. */
    static Found<?> found(RowForm form, String id, byte[] json) {
        return (form == RowForm.RECORDS) ? new Found<>(id, decode(json)) : new Found<>(id, json);
    }

}
