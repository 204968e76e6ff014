package io.filestore.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.filestore.row.StoredRow;

/** Remembers what a strategy loads. */
final class Loaded implements RowSink {

    private final Map<String, StoredRow> rows = new TreeMap<>();

    private final List<String> damage = new ArrayList<>();

    private final List<String> pieces = new ArrayList<>();

    static Loaded from(StorageStrategy strategy) {
        try {
            Loaded loaded = new Loaded();
            strategy.load(loaded);
            strategy.loaded(loaded.rows.size());
            return loaded;
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    Map<String, StoredRow> stored() {
        return this.rows;
    }

    Map<String, String> rows() {
        Map<String, String> texts = new TreeMap<>();
        this.rows.forEach((id, row) -> texts.put(id, new String(row.json(), StandardCharsets.UTF_8)
                + ((row.expiresAt() != 0) ? " until " + row.expiresAt() : "")));
        return texts;
    }

    /** As "file name: reason". */
    List<String> damage() {
        return this.damage;
    }

    /** As "file name:line: content: reason". */
    List<String> pieces() {
        return this.pieces;
    }

    @Override
    public synchronized void row(String id, byte[] json, long expiresAt) {
        this.rows.put(id, StoredRow.of(id, json, 1, expiresAt));
    }

    @Override
    public synchronized void remove(String id) {
        this.rows.remove(id);
    }

    @Override
    public synchronized void damaged(Path file, String reason) {
        this.damage.add(file.getFileName() + ": " + reason);
    }

    @Override
    public synchronized void damaged(Path file, long line, byte[] content, String reason) {
        this.pieces
            .add(file.getFileName() + ":" + line + ": " + new String(content, StandardCharsets.UTF_8) + ": " + reason);
    }

}
