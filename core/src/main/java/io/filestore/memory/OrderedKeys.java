package io.filestore.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.filestore.json.ByteOutput;
import io.filestore.json.FieldReader;
import io.filestore.json.SortKey;
import io.filestore.query.IndexEntries;
import io.filestore.row.StoredRow;

/**
 * What an {@link OrderedIndex} knows a row by: the {@link SortKey}s of some fields, and
 * the row id. A field with an array gives a key for each element.
 *
 * <p>
 * A row that does not stand in one place has another key behind all values, so that it is
 * known how many of them there are: {@link #SEVERAL} and the id if it has arrays or
 * objects, {@link #TOO_MANY} and the id, and no other key, if arrays in several fields
 * would give more than {@value #MOST} keys.
 */
final class OrderedKeys implements OrderedIndex.Keys {

    /** What the keys of a row begin with that is not in one place of the order. */
    static final byte SEVERAL = 8;

    /** What the only key of a row begins with that has more keys than can be had. */
    static final byte TOO_MANY = 9;

    /** As many keys as several arrays of a row may give. */
    static final int MOST = 4096;

    private final int fields;

    private final FieldReader reader;

    OrderedKeys(List<String> fields) {
        this.fields = fields.size();
        this.reader = new FieldReader(fields);
    }

    @Override
    public byte[][] of(StoredRow row) {
        byte[] @Nullable [] values = this.reader.read(row.json());
        ByteOutput out = new ByteOutput(48);
        for (byte[] value : values) {
            if (value != null && (value[0] == '[' || value[0] == '{')) {
                return severalOf(values, row.id());
            }
            SortKey.write(value, out);
        }
        SortKey.writeId(row.id(), out);
        return new byte[][] { out.toByteArray() };
    }

    private byte[][] severalOf(byte[] @Nullable [] values, String id) {
        List<List<byte[]>> each = new ArrayList<>(this.fields);
        long count = 1;
        int arrays = 0;
        for (byte[] value : values) {
            List<byte[]> keys = keysOf(value);
            arrays += (keys.size() > 1) ? 1 : 0;
            count = Math.min(count * keys.size(), Integer.MAX_VALUE);
            each.add(keys);
        }
        if (arrays > 1 && count > MOST) {
            return new byte[][] { withId(new byte[] { TOO_MANY }, id) };
        }
        List<byte[]> product = List.of(new byte[0]);
        for (List<byte[]> keys : each) {
            List<byte[]> longer = new ArrayList<>(product.size() * keys.size());
            for (byte[] begin : product) {
                for (byte[] end : keys) {
                    byte[] both = Arrays.copyOf(begin, begin.length + end.length);
                    System.arraycopy(end, 0, both, begin.length, end.length);
                    longer.add(both);
                }
            }
            product = longer;
        }
        List<byte[]> all = new ArrayList<>(product.size() + 1);
        product.forEach((begin) -> all.add(withId(begin, id)));
        all.add(withId(new byte[] { SEVERAL }, id));
        return all.toArray(byte[][]::new);
    }

    /** Ascending. */
    private static List<byte[]> keysOf(byte @Nullable [] value) {
        if (value != null && value[0] == '{') {
            return List.of(SortKey.SOME_OBJECT);
        }
        if (value == null || value[0] != '[') {
            return List.of(SortKey.of(value));
        }
        TreeSet<byte[]> keys = new TreeSet<>(Arrays::compareUnsigned);
        keys.add(SortKey.SOME_ARRAY);
        for (int entry : IndexEntries.of(value, 0)) {
            ByteOutput key = new ByteOutput(24);
            if (value[entry] == '{') {
                key.write(SortKey.SOME_OBJECT);
            }
            else if (value[entry] != '[') {
                SortKey.write(value, entry, key);
            }
            if (key.size() > 0) {
                keys.add(key.toByteArray());
            }
        }
        return List.copyOf(keys);
    }

    private static byte[] withId(byte[] begin, String id) {
        ByteOutput out = new ByteOutput(begin.length + id.length());
        out.write(begin);
        SortKey.writeId(id, out);
        return out.toByteArray();
    }

}
