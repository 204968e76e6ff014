package io.filestore.handover;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import io.filestore.row.StoredRow;

/**
 * Rows at an engine beside those in memory, without such as have expired.
 *
 * @param same how many are the same
 * @param others those there that memory does not have, or has otherwise
 * @param missing those in memory that are not there, or are there otherwise
 */
public record Comparison(long same, List<StoredRow> others, List<StoredRow> missing) {

    private static final int NAMED = 3;

    static boolean isSame(StoredRow one, StoredRow other) {
        return one.expiresAt() == other.expiresAt() && Arrays.equals(one.json(), other.json());
    }

    /** Whether there is no difference. */
    public boolean isEqual() {
        return this.others.isEmpty() && this.missing.isEmpty();
    }

    /**
     * What is different, such as {@code 2 rows ('a', 'b') are there with other content}.
     */
    public String told() {
        String there = this.others.isEmpty() ? ""
                : this.others.size() + " rows there are others (" + named(this.others) + ")";
        String here = this.missing.isEmpty() ? ""
                : this.missing.size() + " rows are not there as they are here (" + named(this.missing) + ")";
        return there + (there.isEmpty() || here.isEmpty() ? "" : ", ") + here;
    }

    private static String named(List<StoredRow> rows) {
        return rows.stream().limit(NAMED).map((row) -> "'" + row.id() + "'").collect(Collectors.joining(", "))
                + ((rows.size() > NAMED) ? ", …" : "");
    }

}
