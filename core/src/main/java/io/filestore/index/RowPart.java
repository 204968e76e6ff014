package io.filestore.index;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.record.StoredRow;

/**
 * The rows of one part of a {@link RowTable}. Who changes it must hold its monitor;
 * readers need not.
 */
final class RowPart {

    private volatile RowPlaces places = new RowPlaces(Probing.capacity(0));

    /** Different hashes. */
    private int hashes;

    private volatile int size;

    RowPlaces places() {
        return this.places;
    }

    int size() {
        return this.size;
    }

    @Nullable StoredRow put(StoredRow row) {
        StoredRow before = replace(row.idHash(), row);
        if (before == null) {
            this.size++;
        }
        return before;
    }

    @Nullable StoredRow remove(int hash, String id) {
        StoredRow before = take(hash, id);
        if (before != null) {
            this.size--;
        }
        return before;
    }

    /**
     * Adds the rows that belong into the part of this number, and takes back others, in
     * their order.
     * @param count how many all batches have for this part, more or less
     */
    void fill(int number, List<RowBatch> batches, int count) {
        if (this.hashes == 0) {
            this.places = new RowPlaces(Probing.capacity(count));
        }
        int more = 0;
        for (RowBatch batch : batches) {
            for (int i = 0; i < batch.size(); i++) {
                int hash = batch.id(i);
                if (RowTable.part(hash) == number) {
                    StoredRow row = batch.row(i);
                    if (row != null) {
                        more += (replace(hash, row) == null) ? 1 : 0;
                    }
                    else {
                        more -= (take(hash, String.valueOf(batch.removed(i))) != null) ? 1 : 0;
                    }
                }
            }
        }
        this.size += more;
    }

    private @Nullable StoredRow replace(int hash, StoredRow row) {
        RowPlaces now = this.places;
        int place = now.find(hash);
        if (place >= 0) {
            Object found = now.at(place);
            StoredRow before = SameHash.get(found, row.id());
            now.set(place, (found == before) ? row : SameHash.with(found, row));
            return before;
        }
        if (now.isFull()) {
            now = rebuilt();
            place = now.find(hash);
        }
        now.add(~place, hash, row);
        this.hashes++;
        return null;
    }

    private @Nullable StoredRow take(int hash, String id) {
        RowPlaces now = this.places;
        int place = now.find(hash);
        Object found = (place >= 0) ? now.at(place) : null;
        StoredRow before = SameHash.get(found, id);
        if (before != null) {
            Object left = SameHash.without(found, before);
            if (left != null) {
                now.set(place, left);
            }
            else {
                now.remove(place);
                this.hashes--;
            }
        }
        return before;
    }

    /** Readers that are in the old places still find there what was there. */
    private RowPlaces rebuilt() {
        RowPlaces old = this.places;
        RowPlaces fresh = new RowPlaces(Probing.grown(this.hashes));
        for (int i = 0; i < old.length(); i++) {
            Object found = old.at(i);
            if (found != null) {
                int hash = SameHash.of(found);
                fresh.add(~fresh.find(hash), hash, found);
            }
        }
        this.places = fresh;
        return fresh;
    }

}
