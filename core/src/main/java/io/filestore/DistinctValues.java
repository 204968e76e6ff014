package io.filestore;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.filestore.json.CanonicalScanner;
import io.filestore.json.FieldReader;
import io.filestore.json.SortKey;
import io.filestore.query.IdOrder;
import io.filestore.query.IndexEntries;
import io.filestore.query.Query;
import io.filestore.row.RowCodec;
import io.filestore.row.StoredRow;

/** The different values of one field. */
final class DistinctValues {

    private final boolean ofIds;

    private final FieldReader field;

    private final RowCodec codec;

    DistinctValues(String field, RowCodec codec) {
        this.ofIds = field.equals(Query.ID);
        this.field = new FieldReader(List.of(field));
        this.codec = codec;
    }

    List<Object> of(Stream<StoredRow> rows) {
        if (this.ofIds) {
            return rows.map(StoredRow::id).distinct().sorted(IdOrder::compare).map(Object.class::cast).toList();
        }
        TreeMap<byte[], byte[]> values = new TreeMap<>(Arrays::compareUnsigned);
        rows.forEach((row) -> {
            byte[] value = this.field.read(row.json())[0];
            if (value != null) {
                for (int entry : IndexEntries.of(value, 0)) {
                    if (value[0] != '[' || value[entry] != '[') {
                        byte[] one = Arrays.copyOfRange(value, entry, CanonicalScanner.skipValue(value, entry));
                        values.putIfAbsent(SortKey.of(one), one);
                    }
                }
            }
        });
        values.remove(SortKey.of(null));
        return values.values().stream().map((json) -> this.codec.decodeValue(json, Object.class)).toList();
    }

}
