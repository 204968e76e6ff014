package io.filestore.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.filestore.config.OnCorruption;
import io.filestore.config.StoreSettings;
import io.filestore.engine.OpenCollection;
import io.filestore.engine.OpenCollections;
import io.filestore.error.CorruptStoreException;
import io.filestore.memory.FieldIndex;
import io.filestore.report.Finding;
import io.filestore.report.Findings;

/**
 * Rows that share a value of a unique field when the store opens: they were written
 * before the field was made unique, or by somebody else. Nothing that is committed
 * afterwards adds to them. They all stay, since nobody but the application knows which is
 * the right one, and are findings until they are mended.
 */
public final class SharedKeys {

    /** Values that are looked for at once. */
    private static final int MOST = Findings.KEPT;

    /** Characters of a value, and rows, that a finding names. */
    private static final int LONGEST = 80;

    private static final int ROWS = 10;

    private final StoreSettings settings;

    private final OpenCollections collections;

    private final Findings findings;

    public SharedKeys(StoreSettings settings, OpenCollections collections, Findings findings) {
        this.settings = settings;
        this.collections = collections;
        this.findings = findings;
    }

    /**
     * Looks at all rows, once the log has been replayed.
     * @throws CorruptStoreException if there are such rows, and the settings say to fail
     */
    public void find() {
        for (OpenCollection collection : this.collections.named()) {
            for (FieldIndex index : collection.memory().indexes().all()) {
                if (index.isUnique()) {
                    find(collection, index);
                }
            }
        }
    }

    private void find(OpenCollection collection, FieldIndex index) {
        List<Finding> found = findings(collection, index);
        if (found.isEmpty()) {
            return;
        }
        if (collection.isPersistent() && this.settings.onCorruption() == OnCorruption.FAIL) {
            Path path = found.get(0).path();
            throw new CorruptStoreException((path != null) ? path : this.settings.directory().root(), 0, "Collection '"
                    + collection.name() + "': " + found.get(0).message()
                    + ((found.size() > 1) ? " There are more." : "")
                    + " Mend them, or start with on-corruption=quarantine, which keeps all of these rows and tells of them.",
                    null);
        }
        this.findings.watch(() -> findings(collection, index));
    }

    private List<Finding> findings(OpenCollection collection, FieldIndex index) {
        List<Finding> found = new ArrayList<>();
        long now = this.settings.clock().millis();
        for (FieldIndex.SharedKey shared : index.sharedKeys(MOST, (row) -> !row.isExpiredAt(now))) {
            found.add(finding(collection,
                    "Rows " + ids(shared.rowIds()) + " share " + values(index.fields(), shared.values()) + ", though "
                            + index + ((index.fields().size() == 1) ? " is unique." : " are unique together.")
                            + " Give each a value of its own, or delete some."));
        }
        List<String> unchecked = index.uncheckedRows(MOST - found.size());
        unchecked.forEach((id) -> found.add(finding(collection, "Row '" + id + "' has too many combinations of " + index
                + ", which are unique together, to be compared with other rows. Make its arrays shorter.")));
        return found;
    }

    private static Finding finding(OpenCollection collection, String message) {
        return new Finding(Finding.Kind.DUPLICATE_KEY, collection.name(), collection.strategy().path(), message);
    }

    private static String values(List<String> fields, List<String> values) {
        return IntStream.range(0, fields.size())
            .mapToObj((i) -> fields.get(i) + " = " + shortened(values.get(i)))
            .collect(Collectors.joining(", "));
    }

    private static String ids(List<String> ids) {
        String first = ids.stream().limit(ROWS).map((id) -> "'" + id + "'").collect(Collectors.joining(", "));
        return (ids.size() > ROWS) ? first + " and " + (ids.size() - ROWS) + " more" : first;
    }

    private static String shortened(String key) {
        return (key.length() > LONGEST) ? key.substring(0, LONGEST) + "\u2026" : key;
    }

}
