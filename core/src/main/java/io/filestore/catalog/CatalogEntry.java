package io.filestore.catalog;

import org.jspecify.annotations.Nullable;

/**
 * What the catalog says of one collection.
 *
 * <p>
 * A collection that moves goes through these, each written before what it says begins:
 * <pre>
 * rows: A                                    the rows are at A
 * rows: A, next: B                           they are being written to B; what is there does not count
 * rows: B, former: A, replaced: R            they are at B; files of A are on their way into R
 * rows: B
 * </pre> If A and B would lie on top of each other, A's files go away first and are still
 * the rows: <pre>
 * rows: R/A, former: A, replaced: R          they are at R/A once the last file of A is there
 * rows: R/A, next: B
 * rows: B
 * </pre> An engine can be A or B; then no files are on their way.
 *
 * @param rows where the rows are
 * @param next where they are moving to; what is there is not known to be whole, and is
 * ours to delete
 * @param former where files lie that are on their way to {@code replaced}
 * @param replaced the directory for them, relative to the store's directory
 * @param fresh whether the collection's first flush has begun and is not known to have
 * ended, so that there may be no file
 * @param shape which version of their shape the rows have, those included that only the
 * log has; what is at {@code next} is none of them
 */
public record CatalogEntry(Layout rows, @Nullable Layout next, @Nullable Layout former, @Nullable String replaced,
        boolean fresh, int shape) {

    /** What rows have that never were another. */
    public static final int FIRST_SHAPE = 1;

    /** A collection that stays where it is. */
    public static CatalogEntry of(Layout rows) {
        return new CatalogEntry(rows, null, null, null, false, FIRST_SHAPE);
    }

    /** A collection whose first flush is about to begin. */
    public static CatalogEntry fresh(Layout rows) {
        return new CatalogEntry(rows, null, null, null, true, FIRST_SHAPE);
    }

    /** Its rows are about to be written there. */
    public CatalogEntry movingTo(Layout target) {
        return new CatalogEntry(this.rows, target, null, null, this.fresh, this.shape);
    }

    /** Files of another place are to go away. */
    public CatalogEntry leaving(Layout place, String replacedInto) {
        return new CatalogEntry(this.rows, null, place, replacedInto, this.fresh, this.shape);
    }

    /** No move has left anything to be done. */
    public CatalogEntry settled() {
        return new CatalogEntry(this.rows, null, null, null, this.fresh, this.shape);
    }

    /** Its files are there. */
    public CatalogEntry flushed() {
        return new CatalogEntry(this.rows, this.next, this.former, this.replaced, false, this.shape);
    }

    /** Its rows have another shape. */
    public CatalogEntry shaped(int newShape) {
        return new CatalogEntry(this.rows, this.next, this.former, this.replaced, this.fresh, newShape);
    }

    /** Whether an engine has its rows, or is to have them. */
    public boolean isWithEngine() {
        return this.rows.remote() || (this.next != null && this.next.remote());
    }

    /** Whether {@code rows} may lack files that {@code former} still has. */
    public boolean isIncomplete() {
        return this.former != null && this.replaced != null && !this.rows.remote()
                && this.rows.path().startsWith(this.replaced + "/");
    }

}
