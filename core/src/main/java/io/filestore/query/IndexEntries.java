package io.filestore.query;

import io.filestore.json.Elements;

/**
 * What of a value an index has as entries, so that it finds what a scan finds: of an
 * array the elements that are no arrays, of all else the value. An array without such
 * elements is itself an entry, so that each row has one, and nothing is an entry just of
 * those rows in which the field is null.
 *
 * <p>
 * In an {@link OrderBy order} a row stands where the first of its entries stands.
 */
public final class IndexEntries {

    private IndexEntries() {
    }

    /**
     * Where the entries of a value are.
     * @param json canonical JSON that has the value
     * @param at its first byte, {@link ValueOrder#MISSING} if there is none
     * @return where each entry begins, one at least; {@link ValueOrder#MISSING} for
     * nothing
     */
    public static int[] of(byte[] json, int at) {
        if (at == ValueOrder.MISSING || json[at] != '[') {
            return new int[] { at };
        }
        int[] entries = new int[count(json, at)];
        int found = 0;
        for (int element = Elements.first(at); !Elements.isEnd(json, element); element = Elements.next(json, element)) {
            if (json[element] != '[') {
                entries[found++] = element;
            }
        }
        return (found > 0) ? entries : new int[] { at };
    }

    private static int count(byte[] json, int array) {
        int count = 0;
        for (int element = Elements.first(array); !Elements.isEnd(json, element); element = Elements.next(json,
                element)) {
            count += (json[element] != '[') ? 1 : 0;
        }
        return count;
    }

}
