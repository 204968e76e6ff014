package io.filestore.benchmarks.contestant;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import io.filestore.benchmarks.data.Customer;

/**
 * Rows as JSON, for stores that keep bytes.
 */
final class RowJson {

    private static final JsonMapper mapper = new JsonMapper();

    private RowJson() {
    }

    static byte[] encode(Customer row) {
        return mapper.writeValueAsBytes(row);
    }

    static @Nullable Customer decode(byte @Nullable [] json) {
        return (json != null) ? mapper.readValue(json, Customer.class) : null;
    }

}
