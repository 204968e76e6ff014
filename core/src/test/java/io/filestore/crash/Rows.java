package io.filestore.crash;

import java.util.Map;
import java.util.TreeMap;

import io.filestore.Store;
import io.filestore.row.Row;
import io.filestore.row.RowEntry;
import tools.jackson.databind.JsonNode;

/** What a store holds, as plain maps: {@code alpha/a} to the row's JSON. */
final class Rows {

    static final String VALUES = "_values";

    private Rows() {
    }

    /** Whether a row, named like {@code plain/p}, is kept without a log. */
    static boolean isPlain(String name) {
        return name.startsWith("plain/");
    }

    static Map<String, String> of(Store store) {
        Map<String, String> rows = new TreeMap<>();
        for (String collection : store.collectionNames()) {
            store.collection(collection)
                .stream()
                .forEach((row) -> rows.put(collection + "/" + row.id(), shown(row.value().toString())));
        }
        for (String key : store.values().keys()) {
            rows.put(VALUES + "/" + key, store.values().get(key).map(JsonNode::toString).orElse("null"));
        }
        return rows;
    }

    /**
     * The JSON of a row, a long one by its ends, length and hash, for messages to be
     * read.
     */
    static String shown(String json) {
        return (json.length() < 100) ? json : json.substring(0, 40) + "…" + json.length() + "…" + json.hashCode();
    }

    /** The lowest version of any row. */
    static long lowestVersion(Store store) {
        return store.collectionNames()
            .stream()
            .flatMap((collection) -> store.collection(collection).stream())
            .mapToLong(RowEntry::version)
            .min()
            .orElse(Long.MAX_VALUE);
    }

    /** The highest version of any row. */
    static long highestVersion(Store store) {
        return store.collectionNames()
            .stream()
            .flatMap((collection) -> store.collection(collection).stream())
            .mapToLong(RowEntry::version)
            .max()
            .orElse(0);
    }

    static Row row(int n, String text) {
        return Row.parse("{\"n\":" + n + ",\"text\":\"" + text + "\"}");
    }

}
