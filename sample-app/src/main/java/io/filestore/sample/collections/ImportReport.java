package io.filestore.sample.collections;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What has become of the rows of an import so far.
 */
@JsonPropertyOrder({ "stored", "inserted", "replaced", "refused", "moreRefused" })
final class ImportReport {

    private static final int LISTED = 1000;

    private long inserted;

    private long replaced;

    private long moreRefused;

    private final List<Refusal> refused = new ArrayList<>();

    void stored(long newRows, long oldRows) {
        this.inserted += newRows;
        this.replaced += oldRows;
    }

    void refuse(long row, String why) {
        if (this.refused.size() < LISTED) {
            this.refused.add(new Refusal(row, why));
        }
        else {
            this.moreRefused++;
        }
    }

    /** How many rows are in the collection now. */
    public long getStored() {
        return this.inserted + this.replaced;
    }

    public long getInserted() {
        return this.inserted;
    }

    public long getReplaced() {
        return this.replaced;
    }

    /** The first rows that were refused. */
    public List<Refusal> getRefused() {
        return this.refused;
    }

    /** How many were refused after those. */
    public long getMoreRefused() {
        return this.moreRefused;
    }

    /**
     * A row that was not stored.
     *
     * @param row its number, from 1
     * @param why what is wrong with it
     */
    record Refusal(long row, String why) {
    }

}
