package io.filestore.remote;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.filestore.error.InvalidRowException;
import io.filestore.error.UniqueViolationException;
import io.filestore.json.Elements;
import io.filestore.json.FieldReader;
import io.filestore.json.JsonText;
import io.filestore.memory.CompoundKeys;
import io.filestore.memory.Keys;
import io.filestore.row.CompoundKey;
import io.filestore.row.IndexKey;
import io.filestore.row.StoredRow;

/**
 * What is unique in a collection: for each value of such fields there is a row of another
 * collection, under a name made of fields and value, that says which row has it.
 */
final class UniqueKeys {

    private final String collection;

    private final List<List<String>> unique;

    private final FieldReader reader;

    UniqueKeys(String collection, List<List<String>> unique) {
        this.collection = collection;
        this.unique = unique;
        this.reader = new FieldReader(unique.stream().flatMap(List::stream).toList());
    }

    boolean isEmpty() {
        return this.unique.isEmpty();
    }

    /** The name of the collection that has them. */
    String name() {
        return RemoteEngine.UNIQUE + this.collection;
    }

    /** The names of a row's keys, each with the fields that it is of. */
    Map<String, List<String>> of(String id, byte @Nullable [] json) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        if (json == null || isEmpty()) {
            return names;
        }
        byte[] @Nullable [] values = this.reader.read(json);
        int from = 0;
        for (List<String> fields : this.unique) {
            Object keys = keys(values, from, fields.size());
            from += fields.size();
            if (CompoundKeys.isTooMany(keys)) {
                throw new InvalidRowException("Row '" + id + "' of collection '" + this.collection
                        + "' has arrays with too many combinations of " + String.join(", ", fields)
                        + ", which are unique together. Make the arrays shorter.");
            }
            for (Object key : Keys.each(keys)) {
                if (!IndexKey.isNull(key)) {
                    names.put(name(fields, key), fields);
                }
            }
        }
        return names;
    }

    private static @Nullable Object keys(byte[] @Nullable [] values, int from, int count) {
        if (count > 1) {
            return CompoundKeys.of(values, from, count);
        }
        byte[] value = values[from];
        return (value != null) ? IndexKey.of(value) : null;
    }

    private static String name(List<String> fields, Object key) {
        List<Object> parts = (key instanceof CompoundKey compound) ? compound.parts() : List.of(key);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            texts.add(IndexTerm.of(fields.get(i), parts.get(i)).value());
        }
        String named = fields.stream().map(UniqueKeys::quoted).collect(Collectors.joining(","));
        return IndexTerm.bounded(named + ":" + String.join(",", texts));
    }

    private static String quoted(String field) {
        return new String(JsonText.quote(field), StandardCharsets.UTF_8);
    }

    /** What is stored under a key. */
    static byte[] held(String id) {
        return ("{\"id\":" + quoted(id) + "}").getBytes(StandardCharsets.UTF_8);
    }

    /** Which row has a key. */
    static String holder(StoredRow key) {
        return Elements.text(Elements.fields(key.json()).getOrDefault("id", key.json()));
    }

    UniqueViolationException violation(List<String> fields, String id, byte[] json, String holder) {
        List<String> texts = new ArrayList<>();
        for (byte[] value : new FieldReader(fields).read(json)) {
            texts.add((value != null) ? new String(value, StandardCharsets.UTF_8) : "");
        }
        return new UniqueViolationException(this.collection, fields, texts, id, holder);
    }

}
