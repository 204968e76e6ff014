package io.filestore.catalog;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.filestore.row.Row;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Takes a catalog whose checksum holds out of its JSON. */
final class CatalogReader {

    private final Row content;

    CatalogReader(byte[] content) {
        this.content = Row.parse(content);
    }

    long version() {
        return field("version").asLong();
    }

    Catalog catalog() {
        SortedMap<String, CatalogEntry> collections = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : field("collections").properties()) {
            collections.put(entry.getKey(), entry(entry.getValue()));
        }
        return new Catalog(field("store").asString(), field("timeline").asLong(), collections);
    }

    private JsonNode field(String name) {
        JsonNode value = this.content.get(name);
        return (value != null) ? value : MissingNode.getInstance();
    }

    private static CatalogEntry entry(JsonNode entry) {
        JsonNode replaced = entry.get("replaced");
        return new CatalogEntry(layout(entry), nested(entry.get("next")), nested(entry.get("former")),
                (replaced != null) ? replaced.asString() : null, entry.path("fresh").asBoolean(false),
                entry.path("shape").asInt(CatalogEntry.FIRST_SHAPE));
    }

    private static @Nullable Layout nested(@Nullable JsonNode layout) {
        return (layout != null) ? layout(layout) : null;
    }

    private static Layout layout(JsonNode layout) {
        JsonNode place = layout.get("place");
        if (place != null) {
            JsonNode group = layout.get("group");
            return Layout.remote(layout.path("strategy").asString(), place.asString(),
                    (group != null) ? group.asString() : null);
        }
        return new Layout(layout.path("strategy").asString(), layout.path("path").asString(),
                layout.path("form").asString());
    }

}
