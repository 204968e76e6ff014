package io.filestore.catalog;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import io.filestore.json.Elements;
import io.filestore.row.Row;
import org.jspecify.annotations.Nullable;

/**
 * Takes a catalog whose checksum holds out of its JSON, without Jackson, which a start
 * need not know for anything else.
 */
final class CatalogReader {

    private final Map<String, byte[]> content;

    CatalogReader(byte[] content) {
        this.content = Elements.fields(Row.parse(content).canonical());
    }

    long version() {
        return number(this.content, "version", 0);
    }

    Catalog catalog() {
        SortedMap<String, CatalogEntry> collections = new TreeMap<>();
        byte[] entries = this.content.get("collections");
        if (entries != null) {
            Elements.fields(entries).forEach((name, entry) -> collections.put(name, entry(Elements.fields(entry))));
        }
        return new Catalog(text(this.content, "store"), number(this.content, "timeline", 0), collections);
    }

    private static CatalogEntry entry(Map<String, byte[]> entry) {
        return new CatalogEntry(layout(entry), nested(entry.get("next")), nested(entry.get("former")),
                entry.containsKey("replaced") ? text(entry, "replaced") : null, isTrue(entry, "fresh"),
                (int) number(entry, "shape", CatalogEntry.FIRST_SHAPE));
    }

    private static @Nullable Layout nested(byte @Nullable [] layout) {
        return (layout != null) ? layout(Elements.fields(layout)) : null;
    }

    private static Layout layout(Map<String, byte[]> layout) {
        if (layout.containsKey("place")) {
            return Layout.remote(text(layout, "strategy"), text(layout, "place"),
                    layout.containsKey("group") ? text(layout, "group") : null);
        }
        return new Layout(text(layout, "strategy"), text(layout, "path"), text(layout, "form"));
    }

    private static String text(Map<String, byte[]> fields, String name) {
        byte[] value = fields.get(name);
        return (value != null) ? Elements.text(value) : "";
    }

    private static long number(Map<String, byte[]> fields, String name, long absent) {
        byte[] value = fields.get(name);
        return (value != null) ? Long.parseLong(ascii(value)) : absent;
    }

    private static boolean isTrue(Map<String, byte[]> fields, String name) {
        byte[] value = fields.get(name);
        return value != null && ascii(value).equals("true");
    }

    private static String ascii(byte[] value) {
        return new String(value, StandardCharsets.US_ASCII);
    }

}
