package io.filestore.check;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.filestore.engine.OpenCollection;
import io.filestore.json.NotJsonException;
import io.filestore.row.StoredRow;

/**
 * The rows that the files of a collection say, to be compared with memory. What is
 * damaged is told, and not touched.
 */
final class FileRows extends CollectionSink {

    private final Map<String, StoredRow> rows = new ConcurrentHashMap<>();

    private final Consumer<String> findings;

    /**
     * @param findings is told of what cannot be read
     */
    FileRows(OpenCollection collection, Consumer<String> findings) {
        super(collection);
        this.findings = findings;
    }

    /** By their ids. */
    Map<String, StoredRow> rows() {
        return this.rows;
    }

    @Override
    public void row(String id, byte[] json, long expiresAt) {
        long expiry = collection().memory().expiry().hasTtl() ? expiresAt : 0;
        StoredRow known = collection().memory().row(id);
        boolean same = known != null && known.expiresAt() == expiry && Arrays.equals(known.json(), json);
        // Most are the same, and need not be in memory twice.
        this.rows.put(id, same ? known : StoredRow.of(id, json, 0, expiry));
    }

    @Override
    public void remove(String id) {
        this.rows.remove(id);
    }

    @Override
    public void damaged(Path file, String reason) {
        this.findings.accept(file + " is damaged: " + NotJsonException.withoutContent(reason));
    }

    @Override
    public void damaged(Path file, long line, byte[] content, String reason) {
        this.findings.accept(file + ", line " + line + ", is damaged: " + NotJsonException.withoutContent(reason));
    }

}
