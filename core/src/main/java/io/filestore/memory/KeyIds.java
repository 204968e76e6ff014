package io.filestore.memory;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The entries of one index: the hash of a key leads to the hashes of ids. One thread
 * changes it at a time; any number may read meanwhile.
 *
 * <p>
 * What holds, and why:
 * <ol>
 * <li>A hash moves from {@link #singles} to {@link #shared}, when a second id comes, and
 * not back: it is put there before it is taken from here, and readers look here first. A
 * {@link KeyRows} goes only when it is empty. So what stays is found in one of the
 * two.</li>
 * </ol>
 */
final class KeyIds {

    /** What one row has. */
    private final SingleIds singles = new SingleIds();

    /** What several rows have, or have had: {@link KeyRows}. */
    private final KeyTable shared = new KeyTable();

    /** Makes room for so many keys of one row each, before there is any. */
    void expect(int count) {
        this.singles.expect(count);
    }

    /** The only id under the hash of a key; 0 if there is none, or several. */
    int single(int hash) {
        return this.singles.get(hash);
    }

    /** The ids under the hash of a key, if there are several or have been. */
    @Nullable KeyRows several(int hash) {
        return (KeyRows) this.shared.get(hash);
    }

    /** Whether this id is now the only one under the hash of a key. */
    boolean putFirst(int hash, int id) {
        int single = this.singles.get(hash);
        if (single == 0 && this.shared.get(hash) == null) {
            this.singles.put(hash, id);
            return true;
        }
        return single == id;
    }

    /**
     * Puts several ids in place of a single one.
     * @param several has that one already
     */
    void share(int hash, KeyRows several) {
        this.shared.put(hash, several);
        this.singles.remove(hash);
    }

    void remove(int hash, int id) {
        if (this.singles.get(hash) == id) {
            this.singles.remove(hash);
        }
        else if (this.shared.get(hash) instanceof KeyRows several) {
            several.remove(id);
            if (several.size() == 0) {
                this.shared.remove(hash);
            }
        }
    }

    boolean contains(int hash, int id) {
        return this.singles.get(hash) == id
                || (this.shared.get(hash) instanceof KeyRows several && several.contains(id));
    }

    void forEachSeveral(Consumer<KeyRows> action) {
        this.shared.forEach((several, hash) -> action.accept((KeyRows) several));
    }

    /** How many entries there are. Costs in proportion to the keys. */
    long count() {
        long[] count = { this.singles.size() };
        forEachSeveral((several) -> count[0] += several.size());
        return count[0];
    }

}
