package io.filestore.checksum;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What the lines of a checksum file say of rows, and what may be true of them since a
 * line is not intact, or a crash may have come before everything was done.
 */
final class RecordedRows {

    private final Map<String, Recorded> rows = new HashMap<>();

    /** What the rows were like that later lines say otherwise of. */
    private final Set<Long> earlier = new HashSet<>();

    private int completions;

    private long lastBadLine;

    /** A line says this of a row. */
    void add(String id, RowSum sum, long line) {
        Recorded before = this.rows.get(id);
        if (before != null && !before.sum().deleted()) {
            this.earlier.add(version(id, before.sum().sum()));
        }
        this.rows.put(id, new Recorded(sum, line, this.completions, before));
    }

    private static long version(String id, int sum) {
        return (long) id.hashCode() << 32 | sum & 0xffffffffL;
    }

    /** Everything was done that the lines so far speak of. */
    void completed() {
        this.completions++;
    }

    /** This line is not intact, and may have been about any row. */
    void bad(long line) {
        this.lastBadLine = line;
    }

    /** What the last lines say, by row ids. */
    Map<String, Recorded> last() {
        return this.rows;
    }

    /** How many times everything was done. */
    int completions() {
        return this.completions;
    }

    /** The last line that is not intact; 0 if there is none. */
    long lastBadLine() {
        return this.lastBadLine;
    }

    /** Whether an earlier line says that the row was like this. */
    boolean wasOnce(String id, int sum) {
        return this.earlier.contains(version(id, sum));
    }

    /** Whether no crash explains that a row is not as recorded. */
    boolean isSettled(Recorded row) {
        return row.completions() < this.completions && row.line() > this.lastBadLine;
    }

    /**
     * Whether a row may be like this without any damage, although its last line says
     * otherwise.
     * @param id the row
     * @param found its checksum, null if there is no such row
     * @param shared whether all rows are in one file
     */
    boolean mayBe(String id, @Nullable Integer found, boolean shared) {
        Recorded row = this.rows.get(id);
        if (row == null || row.line() < this.lastBadLine) {
            return this.lastBadLine > 0;
        }
        while (row.completions() == this.completions) {
            Recorded before = row.before();
            if (row.sum().says(found)) {
                return true;
            }
            if (before == null) {
                return shared;
            }
            if (before.completions() < this.completions) {
                return before.sum().says(found);
            }
            row = before;
        }
        return false;
    }

}
