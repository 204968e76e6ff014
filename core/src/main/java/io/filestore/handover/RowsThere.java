package io.filestore.handover;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.filestore.memory.RowTable;
import io.filestore.remote.RemoteCollection;
import io.filestore.remote.RemotePage;
import io.filestore.row.StoredRow;

/** The rows that an engine has of a collection, as those who move them see them. */
public final class RowsThere {

    private static final int PAGE = 500;

    private final RemoteCollection rows;

    private final InstantSource clock;

    public RowsThere(RemoteCollection rows, InstantSource clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        String behind = null;
        do {
            RemotePage page = this.rows.scan(behind, 1);
            if (page.rows().stream().anyMatch(this::counts)) {
                return false;
            }
            behind = page.next();
        }
        while (behind != null);
        return true;
    }

    /** Hands over each row that has not expired. */
    public void forEach(Consumer<StoredRow> taker) {
        String behind = null;
        do {
            RemotePage page = this.rows.scan(behind, PAGE);
            page.rows().stream().filter(this::counts).forEach(taker);
            behind = page.next();
        }
        while (behind != null);
    }

    /** A row that has not expired, null if there is none. */
    @Nullable StoredRow read(String id) {
        StoredRow row = this.rows.read(id);
        return (row != null && counts(row)) ? row : null;
    }

    private boolean counts(StoredRow row) {
        return !isOver(row.expiresAt());
    }

    /** Whether a time to live is over. */
    boolean isOver(long expiresAt) {
        return expiresAt != 0 && expiresAt <= this.clock.millis();
    }

    /** Compares each with a row in memory. */
    public Comparison compare(RowTable memory) {
        Set<String> same = new HashSet<>();
        List<StoredRow> others = new ArrayList<>();
        forEach((row) -> {
            StoredRow mine = memory.get(row.id());
            if (mine != null && Comparison.isSame(mine, row)) {
                same.add(row.id());
            }
            else {
                others.add(row);
            }
        });
        long now = this.clock.millis();
        List<StoredRow> missing = new ArrayList<>();
        for (StoredRow row : memory) {
            if (!same.contains(row.id()) && !row.isExpiredAt(now)) {
                missing.add(row);
            }
        }
        return new Comparison(same.size(), others, missing);
    }

}
