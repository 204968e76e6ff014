package io.filestore.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.filestore.json.FieldReader;
import io.filestore.row.IndexKey;
import io.filestore.row.StoredRow;

/**
 * The rows of a collection by the value of one field, or by those of several together.
 * One thread changes it at a time; any number may read meanwhile, and find at least the
 * rows that had the key before and after.
 *
 * <p>
 * It keeps neither keys, but those that several rows share, nor rows: the hash of a key
 * leads to the hashes of ids, those to the rows, and a row's own JSON tells whether it
 * has the key. So a row that keeps its keys is changed without a look at the index, and
 * the collector has no references here to follow.
 *
 * <p>
 * What holds, and why:
 * <ol>
 * <li>Only the holder of the commit lock changes it, or whoever loads the collection
 * before anybody else has it.</li>
 * <li>A row is named here before it comes into the table, and until after it has gone or
 * has changed. So no reader misses a row that has the key before and after.</li>
 * <li>A name proves nothing: the row's JSON is asked. Only {@link #findUnchanged} and
 * {@link #countUnchanged} believe the key of a {@link KeyRows} for all of its rows, and
 * their callers throw away what they find while anything changes.</li>
 * <li>A name goes only if no row whose id has that hash has a key of that hash. So rows
 * do not lose theirs to others that share a hash with them.</li>
 * </ol>
 *
 * <p>
 * One long file, since reading, changing and checking rest on these sentences alike.
 */
public final class FieldIndex {

    private static final StoredRow[] NO_ROWS = {};

    private final List<String> fields;

    private final boolean unique;

    private final RowTable rows;

    private final FieldReader reader;

    private final KeyIds ids = new KeyIds();

    /**
     * @param rows where the rows are; a row is put into the index before, and removed
     * from it after
     */
    public FieldIndex(List<String> fields, boolean unique, RowTable rows) {
        this.fields = fields;
        this.unique = unique;
        this.rows = rows;
        this.reader = new FieldReader(fields);
    }

    public List<String> fields() {
        return this.fields;
    }

    public boolean isUnique() {
        return this.unique;
    }

    /** Whether two rows must not share this key. */
    public boolean isUnique(Object key) {
        return this.unique && !IndexKey.isNull(key) && !isTooMany(key);
    }

    /** Whether this key says that a row has more keys than can be had. */
    public boolean isTooMany(Object key) {
        return key == CompoundKeys.TOO_MANY;
    }

    /**
     * Whether some rows, which were loaded, have so many keys that they are not found by
     * them.
     */
    public boolean isIncomplete() {
        return this.fields.size() > 1 && count(CompoundKeys.TOO_MANY) > 0;
    }

    /** The key, or keys, that a row has in this index; null for none. */
    public @Nullable Object keys(StoredRow row) {
        return keys(this.reader.read(row.json()), 0);
    }

    /**
     * The same of values that were read.
     * @param from where those of this index begin
     */
    @Nullable Object keys(byte[] @Nullable [] values, int from) {
        if (this.fields.size() > 1) {
            return CompoundKeys.of(values, from, this.fields.size());
        }
        byte[] value = values[from];
        return (value != null) ? IndexKey.of(value) : null;
    }

    /** The keys for each combination of a key of each field. */
    public List<Object> combined(List<List<Object>> each) {
        return CompoundKeys.combined(each);
    }

    public boolean hasKey(StoredRow row, Object key) {
        return (key instanceof String text && this.reader.isPlainText(row.json(), text))
                || Keys.each(keys(row)).contains(key);
    }

    /**
     * Adds all rows of a table to an empty index.
     * @param batches where the rows came from, and nothing else
     * @param number of this index among those that the batches are for
     */
    void fill(List<RowBatch> batches, int number) {
        if (this.unique) {
            this.ids.expect(batches.stream().mapToInt((batch) -> batch.keys(number).size()).sum());
        }
        batches.forEach((batch) -> fill(batch, batch.keys(number)));
    }

    private void fill(RowBatch batch, KeyBatch keys) {
        KeysOfOther other = new KeysOfOther(this);
        int last = -1;
        for (int i = 0; i < keys.size(); i++) {
            StoredRow row = batch.row(keys.row(i));
            if (row != null) {
                Object key = keys.key(i);
                if (key != null) {
                    put(key, keys.hash(i), batch.id(keys.row(i)), other);
                }
                else if (last != keys.row(i) && !this.ids.putFirst(keys.hash(i), batch.id(keys.row(i)))) {
                    last = keys.row(i);
                    put(keys(row), row);
                }
            }
        }
    }

    /** Adds a row under its key, or under each of its keys. */
    public void put(@Nullable Object keys, StoredRow row) {
        int id = this.rows.hash(row.id());
        KeysOfOther other = new KeysOfOther(this);
        for (Object key : Keys.each(keys)) {
            put(key, IndexKey.hash(key), id, other);
        }
    }

    private void put(Object key, int hash, int id, KeysOfOther keys) {
        if (this.ids.putFirst(hash, id)) {
            return;
        }
        KeyRows several = this.ids.several(hash);
        if (several != null) {
            several.add(key, id);
            return;
        }
        int first = this.ids.single(hash);
        boolean same = this.rows.under(first) instanceof StoredRow other && keys.has(other, key);
        several = new KeyRows(same ? key : null, first);
        several.add(key, id);
        this.ids.share(hash, several);
    }

    /**
     * Takes a row that has gone, or has changed, away from these keys, but for those that
     * the row now there has.
     */
    public void remove(@Nullable Object keys, StoredRow row) {
        if (keys == null) {
            return;
        }
        int id = this.rows.hash(row.id());
        if (keys instanceof Object[] several) {
            Set<Integer> staying = hashes(rowsUnder(id));
            for (Object key : several) {
                removeEntry(IndexKey.hash(key), id, staying.contains(IndexKey.hash(key)));
            }
        }
        else {
            int hash = IndexKey.hash(keys);
            removeEntry(hash, id, accounts(id, hash));
        }
    }

    /**
     * @param held whether another row has that hash of an id, and such a key
     */
    private void removeEntry(int hash, int id, boolean held) {
        KeyRows several = held ? this.ids.several(hash) : null;
        if (!held) {
            this.ids.remove(hash, id);
        }
        else if (several != null) {
            several.touch();
        }
    }

    /** Whether a row whose id has that hash has a key with that hash. */
    private boolean accounts(int id, int hash) {
        for (StoredRow row : rowsUnder(id)) {
            for (Object key : Keys.each(keys(row))) {
                if (IndexKey.hash(key) == hash) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The hashes of all keys of these rows. */
    private Set<Integer> hashes(List<StoredRow> of) {
        Set<Integer> hashes = new HashSet<>();
        for (StoredRow row : of) {
            Keys.each(keys(row)).forEach((key) -> hashes.add(IndexKey.hash(key)));
        }
        return hashes;
    }

    private List<StoredRow> rowsUnder(int id) {
        Object found = this.rows.under(id);
        if (found instanceof StoredRow row) {
            return List.of(row);
        }
        return (found != null) ? Arrays.asList((StoredRow[]) found) : List.of();
    }

    /** How many rows have this key, at most: keys may share a hash. */
    public int count(Object key) {
        int hash = IndexKey.hash(key);
        if (this.ids.single(hash) != 0) {
            return 1;
        }
        KeyRows several = this.ids.several(hash);
        return (several != null) ? several.size() : 0;
    }

    /**
     * How many rows have this key, without a look at each, for somebody who makes sure
     * that nothing has changed meanwhile.
     * @return -1 if each must be looked at
     */
    public long countUnchanged(Object key) {
        KeyRows several = this.ids.several(IndexKey.hash(key));
        if (several == null || !key.equals(several.key())) {
            return -1;
        }
        long count = several.size();
        for (TablePart part : this.rows.parts()) {
            for (int id : part.severalUnder) {
                count += several.contains(id) ? rowsWith(key, id).length - 1 : 0;
            }
        }
        return count;
    }

    /** The rows with this key, in the order of their ids, as they are now. */
    public StoredRow[] find(Object key) {
        return find(key, false);
    }

    /**
     * The same, faster, for somebody who makes sure that nothing has changed meanwhile:
     * what is found is wrong otherwise.
     */
    public StoredRow[] findUnchanged(Object key) {
        return find(key, true);
    }

    private StoredRow[] find(Object key, boolean unchanged) {
        int hash = IndexKey.hash(key);
        int single = this.ids.single(hash);
        if (single != 0) {
            return (this.rows.under(single) instanceof StoredRow row && hasKey(row, key)) ? new StoredRow[] { row }
                    : rowsWith(key, single);
        }
        KeyRows several = this.ids.several(hash);
        if (several == null) {
            return NO_ROWS;
        }
        int[] sorted = several.sorted(this.rows);
        Object all = several.key();
        if (all != null && !all.equals(key)) {
            return NO_ROWS;
        }
        StoredRow[] found = (unchanged && all != null) ? this.rows.eachUnder(sorted) : null;
        return (found != null) ? found : rowsWith(key, sorted);
    }

    private StoredRow[] rowsWith(Object key, int... ids) {
        List<StoredRow> found = new ArrayList<>(ids.length);
        for (int id : ids) {
            for (StoredRow row : rowsUnder(id)) {
                if (hasKey(row, key)) {
                    found.add(row);
                }
            }
        }
        // Several ids may have one hash.
        found.sort(Comparator.comparing(StoredRow::id));
        return found.toArray(NO_ROWS);
    }

    /**
     * The keys of a unique index that are on several rows, as they may be on rows that
     * were loaded: nobody looked then. Costs in proportion to such keys, not to the rows.
     * @param limit how many keys are enough
     * @param counts tells which rows do
     */
    public List<SharedKey> sharedKeys(int limit, Predicate<StoredRow> counts) {
        return new SharedKeySearch(this, limit, counts).run(this.ids, this.rows);
    }

    /**
     * Rows of a unique index that have too many keys, as they may have when they were
     * loaded.
     * @param limit how many are enough
     */
    public List<String> uncheckedRows(int limit) {
        return isIncomplete() ? Arrays.stream(find(CompoundKeys.TOO_MANY)).limit(limit).map(StoredRow::id).toList()
                : List.of();
    }

    /**
     * A key that several rows have.
     *
     * @param values of the fields, each as JSON
     * @param rowIds the rows, in order
     */
    public record SharedKey(List<String> values, List<String> rowIds) {
    }

    /** Whether the row is found by all of its keys. */
    public boolean finds(StoredRow row) {
        int id = this.rows.hash(row.id());
        return rowsUnder(id).contains(row) && Keys.each(keys(row))
            .stream()
            .mapToInt(IndexKey::hash)
            .allMatch((hash) -> this.ids.contains(hash, id));
    }

    /** How many entries there are. Costs in proportion to the keys. */
    public long entries() {
        return this.ids.count();
    }

    /** How many entries no row accounts for. Costs in proportion to the keys. */
    public long strayEntries() {
        long accounted = 0;
        for (StoredRow row : this.rows) {
            int id = this.rows.hash(row.id());
            List<StoredRow> rowsUnder = rowsUnder(id);
            // Rows whose ids have one hash share entries, which the first of them counts.
            if (rowsUnder.get(0) == row) {
                accounted += hashes(rowsUnder).stream().filter((hash) -> this.ids.contains(hash, id)).count();
            }
        }
        return entries() - accounted;
    }

    /** The fields. */
    @Override
    public String toString() {
        return String.join(", ", this.fields);
    }

}
