package io.filestore.remote;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.filestore.query.Matcher;
import io.filestore.row.StoredRow;

/**
 * The rows that a way leads to and that fulfil a condition, each once, asked for in pages
 * as they are wanted. Belongs to one thread.
 */
final class FoundRows implements Iterator<StoredRow> {

    private final DirectRows rows;

    private final ConnectedCollection collection;

    private final Iterator<Pages> ways;

    private final Matcher matcher;

    private final @Nullable Set<String> seen;

    private final int page;

    private @Nullable Pages pages;

    private @Nullable String behind;

    private Iterator<StoredRow> found = List.<StoredRow>of().iterator();

    private @Nullable StoredRow next;

    private long left;

    /** Asks for one page after the other. */
    interface Pages {

        RemotePage ask(@Nullable String behind, int most);

    }

    /**
     * @param ways to be asked one after the other
     * @param behind where the first one begins
     * @param page how many rows are asked for at once
     * @param most how many may be looked at, wanted or not
     */
    FoundRows(DirectRows rows, ConnectedCollection collection, List<Pages> ways, Matcher matcher,
            @Nullable String behind, int page, long most) {
        this.rows = rows;
        this.collection = collection;
        this.ways = ways.iterator();
        this.matcher = matcher;
        this.seen = (ways.size() > 1) ? new HashSet<>() : null;
        this.behind = behind;
        this.page = page;
        this.left = most;
        this.pages = this.ways.hasNext() ? this.ways.next() : null;
    }

    @Override
    public boolean hasNext() {
        while (this.next == null) {
            if (this.found.hasNext()) {
                StoredRow row = this.found.next();
                if (--this.left < 0) {
                    throw this.rows.tooMany();
                }
                this.next = isWanted(row) ? row : null;
            }
            else if (this.pages == null) {
                return false;
            }
            else {
                ask(this.pages);
            }
        }
        return true;
    }

    private void ask(Pages asked) {
        RemotePage answer = this.rows.page(() -> asked.ask(this.behind, this.page));
        this.found = answer.rows().iterator();
        this.behind = answer.next();
        if (this.behind == null) {
            this.pages = this.ways.hasNext() ? this.ways.next() : null;
        }
    }

    private boolean isWanted(StoredRow row) {
        return this.collection.isThere(row) && this.matcher.test(row.id(), row.json())
                && (this.seen == null || this.seen.add(row.id()));
    }

    @Override
    public StoredRow next() {
        StoredRow row = hasNext() ? this.next : null;
        if (row == null) {
            throw new NoSuchElementException();
        }
        this.next = null;
        return row;
    }

}
