package io.filestore.memory;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import io.filestore.row.CompoundKey;
import io.filestore.row.IndexKey;
import io.filestore.row.StoredRow;

/**
 * Looks for keys of a unique index that are on several rows, as they may be on rows that
 * were loaded: nobody looked then.
 */
final class SharedKeySearch {

    private final FieldIndex index;

    private final int limit;

    private final Predicate<StoredRow> counts;

    private final Map<Object, FieldIndex.SharedKey> found = new LinkedHashMap<>();

    /**
     * @param limit how many keys are enough
     * @param counts tells which rows do
     */
    SharedKeySearch(FieldIndex index, int limit, Predicate<StoredRow> counts) {
        this.index = index;
        this.limit = limit;
        this.counts = counts;
    }

    List<FieldIndex.SharedKey> run(KeyIds ids, RowTable rows) {
        // Each row once, however many keys it shares.
        Set<StoredRow> candidates = new LinkedHashSet<>();
        ids.forEachSeveral((several) -> several.candidates(rows).forEach(candidates::add));
        candidates.forEach((row) -> share(row, (key) -> ids.several(IndexKey.hash(key)) != null));
        // One entry stands for all rows whose ids have one hash.
        rows.inOnePlace().forEach((row) -> share(row, (key) -> true));
        return List.copyOf(this.found.values());
    }

    private static List<String> values(Object key) {
        List<Object> parts = (key instanceof CompoundKey compound) ? compound.parts() : List.of(key);
        return parts.stream().map(IndexKey::text).toList();
    }

    private void share(StoredRow row, Predicate<Object> may) {
        if (this.found.size() >= this.limit) {
            return;
        }
        for (Object key : Keys.each(this.index.keys(row))) {
            if (this.index.isUnique(key) && may.test(key) && this.found.size() < this.limit
                    && !this.found.containsKey(key)) {
                List<StoredRow> holders = Arrays.stream(this.index.find(key)).filter(this.counts).toList();
                if (holders.size() > 1) {
                    this.found.put(key,
                            new FieldIndex.SharedKey(values(key), holders.stream().map(StoredRow::id).toList()));
                }
            }
        }
    }

}
