package io.filestore;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.filestore.json.FieldReader;
import io.filestore.json.SortKey;
import io.filestore.row.RowCodec;
import io.filestore.row.StoredRow;

/** The different values of one field. */
final class DistinctValues {

    private final FieldReader field;

    private final RowCodec codec;

    DistinctValues(String field, RowCodec codec) {
        this.field = new FieldReader(List.of(field));
        this.codec = codec;
    }

    List<Object> of(Stream<StoredRow> rows) {
        TreeMap<byte[], byte[]> values = new TreeMap<>(Arrays::compareUnsigned);
        rows.forEach((row) -> {
            byte[] value = this.field.read(row.json())[0];
            if (value != null) {
                List<byte[]> each = (value[0] == '[') ? SortKey.elements(value) : List.of(value);
                each.forEach((one) -> values.putIfAbsent(SortKey.of(one), one));
            }
        });
        values.remove(SortKey.of(null));
        return values.values().stream().map((json) -> this.codec.decodeValue(json, Object.class)).toList();
    }

}
