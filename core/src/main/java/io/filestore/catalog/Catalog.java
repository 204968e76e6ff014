package io.filestore.catalog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.filestore.error.CorruptStoreException;
import io.filestore.error.UnsupportedFormatException;
import io.filestore.io.Content;
import io.filestore.io.FileBatch;
import io.filestore.io.FileNames;
import io.filestore.io.StoreDirectory;
import io.filestore.json.CheckedLine;
import io.filestore.json.JsonText;

/**
 * {@code _catalog.json}: which store a directory is, and how each collection lies in it
 * that has ever had files. A JSON object with a line for each collection; its last field
 * is the CRC-32C of all that stands before it. Replaced atomically and forced, like the
 * checkpoint: <pre>
 * {"format":"filestore-catalog","version":1,"store":"0f0ab4a1-…","timeline":0,"collections":{
 * "auditLogs":{"strategy":"single-file","path":"logs/audit.jsonl","form":"jsonl"},
 * "orders":{"strategy":"single-file","path":"orders.json","form":"json","next":{"strategy":"compressed","path":"orders","form":"json.lz4"}},
 * "users":{"strategy":"file-per-record","path":"users","form":"json-files"}
 * },"crc":"9f3a01bc"}
 * </pre>
 *
 * <p>
 * What it promises: no file of a collection is written before the catalog says, durably,
 * where it lies and in which form. So a start can tell a collection that has no rows from
 * one whose settings have changed, and rows from what an interrupted move has left. And
 * no row of a newer shape counts before the catalog says so; it says it together with
 * where such rows lie, so that rows of two shapes never count together. A catalog with
 * {@code "shape":3} of some collection has version 2, which an older filestore refuses.
 *
 * <p>
 * A collection whose rows an engine has is recorded with its place there, such as
 * {@code {"strategy":"cassandra","place":"shop.orders"}}, and {@code "group"} if it is in
 * one. A catalog with such a collection has version 3.
 *
 * <p>
 * A damaged catalog is refused, and not taken for an absent one: an interrupted move may
 * have left half of a collection's rows where its settings say that they are, and only
 * the catalog knows that they do not count.
 *
 * @param storeId made at random once, when the store was
 * @param timeline 0
 * @param collections by their names
 */
public record Catalog(String storeId, long timeline, SortedMap<String, CatalogEntry> collections) {

    /** Without any shape, so that an older filestore can go on with it. */
    private static final int WITHOUT_SHAPES = 1;

    private static final int WITHOUT_ENGINES = 2;

    private static final int VERSION = 3;

    public Catalog {
        collections = Collections.unmodifiableSortedMap(new TreeMap<>(collections));
    }

    /** The catalog of a new store. */
    public static Catalog create() {
        return new Catalog(UUID.randomUUID().toString(), 0, new TreeMap<>());
    }

    /**
     * Reads the catalog.
     * @return null if there is none
     * @throws CorruptStoreException if it is damaged
     * @throws UnsupportedFormatException if a newer filestore has written the directory
     */
    public static @Nullable Catalog read(StoreDirectory directory) throws IOException {
        Path file = directory.root().resolve(FileNames.CATALOG);
        if (directory.stat(file) == null) {
            return null;
        }
        byte[] content = directory.readAll(file);
        int length = content.length - 1;
        if (length < 0 || content[length] != '\n' || !CheckedLine.isIntact(content, 0, length)) {
            throw new CorruptStoreException(file, 0, "The catalog is damaged. Restore it from a backup. "
                    + "If no strategy and no path of a collection was changed since the last start, delete it: the next start makes it anew.",
                    null);
        }
        CatalogReader reader = new CatalogReader(content);
        if (reader.version() > VERSION) {
            throw new UnsupportedFormatException(file, reader.version(), VERSION);
        }
        return reader.catalog();
    }

    /** Replaces the catalog on disk; it is durable when this returns. */
    public void write(StoreDirectory directory) throws IOException {
        write(directory, directory.root());
    }

    /**
     * The same.
     * @param folder the directory of the store that it belongs to
     */
    public void write(StoreDirectory directory, Path folder) throws IOException {
        FileBatch batch = new FileBatch(directory, true);
        try {
            batch.replace(folder.resolve(FileNames.CATALOG), Content.of(CheckedLine.of(text())));
            batch.commit();
        }
        finally {
            batch.abandon();
        }
    }

    /** What the catalog says of a collection; null if it has never had files. */
    public @Nullable CatalogEntry entry(String collection) {
        return this.collections.get(collection);
    }

    /** The same with other entries for some collections; null takes one away. */
    public Catalog with(Map<String, ? extends @Nullable CatalogEntry> changes) {
        SortedMap<String, CatalogEntry> changed = new TreeMap<>(this.collections);
        changes.forEach((name, entry) -> {
            if (entry != null) {
                changed.put(name, entry);
            }
            else {
                changed.remove(name);
            }
        });
        return new Catalog(this.storeId, this.timeline, changed);
    }

    private byte[] text() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        add(out, "{\"format\":\"filestore-catalog\",\"version\":" + version() + ",\"store\":");
        out.writeBytes(JsonText.quote(this.storeId));
        add(out, ",\"timeline\":" + this.timeline + ",\"collections\":{");
        String before = "\n";
        for (Map.Entry<String, CatalogEntry> entry : this.collections.entrySet()) {
            add(out, before);
            out.writeBytes(JsonText.quote(entry.getKey()));
            add(out, ":");
            add(out, entry.getValue());
            before = ",\n";
        }
        add(out, "\n}");
        return out.toByteArray();
    }

    private int version() {
        if (this.collections.values().stream().anyMatch(CatalogEntry::isWithEngine)) {
            return VERSION;
        }
        return this.collections.values().stream().allMatch((entry) -> entry.shape() == CatalogEntry.FIRST_SHAPE)
                ? WITHOUT_SHAPES : WITHOUT_ENGINES;
    }

    private static void add(ByteArrayOutputStream out, CatalogEntry entry) {
        add(out, "{");
        addFields(out, entry.rows());
        add(out, ",\"next\":{", entry.next());
        add(out, ",\"former\":{", entry.former());
        if (entry.replaced() != null) {
            add(out, ",\"replaced\":");
            out.writeBytes(JsonText.quote(entry.replaced()));
        }
        if (entry.shape() != CatalogEntry.FIRST_SHAPE) {
            add(out, ",\"shape\":" + entry.shape());
        }
        add(out, entry.fresh() ? ",\"fresh\":true}" : "}");
    }

    private static void add(ByteArrayOutputStream out, String before, @Nullable Layout layout) {
        if (layout != null) {
            add(out, before);
            addFields(out, layout);
            add(out, "}");
        }
    }

    private static void addFields(ByteArrayOutputStream out, Layout layout) {
        add(out, "\"strategy\":");
        out.writeBytes(JsonText.quote(layout.strategy()));
        add(out, layout.remote() ? ",\"place\":" : ",\"path\":");
        out.writeBytes(JsonText.quote(layout.path()));
        if (!layout.remote() || layout.group() != null) {
            add(out, layout.remote() ? ",\"group\":" : ",\"form\":");
            out.writeBytes(JsonText.quote(layout.form()));
        }
    }

    private static void add(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

}
