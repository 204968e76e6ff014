package io.filestore.migration;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import io.filestore.error.RowMigrationException;
import io.filestore.row.Row;

/**
 * Brings the rows of one collection from one shape to a later one: <pre>
 * RowMigration.of("users", 1, 2, (row) -&gt; row.with("name", row.get("first") + " " + row.get("last"))
 *     .without("first").without("last")).removes("first", "last")
 * </pre>
 *
 * <p>
 * Shapes are numbers. Rows are of shape 1 until a migration says otherwise; the shape
 * that an application works with is the highest that its migrations lead to. A store
 * which finds rows of an older one applies to each of them what leads there, step by
 * step, while it opens and before anybody sees a row. The catalog records the shape
 * together with where the rows are, so that each row goes through each step exactly once,
 * whatever interrupts that. All rows of a collection arrive, or none; if a single one
 * cannot, the store does not open, and nothing has changed.
 *
 * <p>
 * A field that a row had before a step and has not afterwards must be declared with
 * {@link #removes}; else the step is refused, since that is how rows lose what a class
 * does not know. Listeners are not told; when rows expire does not depend on it.
 *
 * <p>
 * Immutable. The function is called on one thread at a time, and once more for a row if
 * an earlier start was interrupted, each time with the row as it was. It must not use the
 * store.
 */
public final class RowMigration {

    private final String collection;

    private final int from;

    private final int to;

    private final RowStep step;

    private final Set<String> removed;

    private RowMigration(String collection, int from, int to, RowStep step, Set<String> removed) {
        this.collection = collection;
        this.from = from;
        this.to = to;
        this.step = step;
        this.removed = removed;
        if (from < 1 || to <= from) {
            throw new RowMigrationException(collection, null, "There is no migration from shape " + from + " to " + to
                    + ". Rows begin with shape 1, and a migration leads to a higher one.", null);
        }
    }

    /**
     * A migration by a function of the row.
     * @param collection the collection's name
     * @param from the shape that rows have
     * @param to the shape that they get
     * @param function gives the new row; what it throws stops the start
     */
    public static RowMigration of(String collection, int from, int to, UnaryOperator<Row> function) {
        return new RowMigration(collection, from, to, (id, row, removed) -> function.apply(row), Set.of());
    }

    /**
     * A migration by a function of row id and row. The id stays as it is.
     * @param collection the collection's name
     * @param from the shape that rows have
     * @param to the shape that they get
     * @param function gives the new row; what it throws stops the start
     */
    public static RowMigration of(String collection, int from, int to, BiFunction<String, Row, Row> function) {
        return new RowMigration(collection, from, to, (id, row, removed) -> function.apply(id, row), Set.of());
    }

    /**
     * A migration by a JSON Patch (RFC 6902), such as
     * {@code [{"op":"move","from":"/mail","path":"/email"}]}. What it removes and moves
     * it has declared. As the RFC says, a row in which there is nothing at {@code from},
     * or nothing to be removed or replaced, stops it, and so does a {@code test} that
     * fails.
     * @param collection the collection's name
     * @param from the shape that rows have
     * @param to the shape that they get
     * @param patch the text of a JSON array
     */
    public static RowMigration jsonPatch(String collection, int from, int to, String patch) {
        return new RowMigration(collection, from, to, parsed(collection, "JSON Patch", () -> JsonPatch.parse(patch)),
                Set.of());
    }

    /**
     * A migration by a JSON Merge Patch (RFC 7386), such as
     * {@code {"status":"active","fax":null}}: sets {@code status} in every row, and
     * removes {@code fax} where there is one.
     * @param collection the collection's name
     * @param from the shape that rows have
     * @param to the shape that they get
     * @param patch the text of a JSON object
     */
    public static RowMigration mergePatch(String collection, int from, int to, String patch) {
        return new RowMigration(collection, from, to,
                parsed(collection, "JSON Merge Patch", () -> MergePatch.parse(patch)), Set.of());
    }

    private static RowStep parsed(String collection, String what, Supplier<RowStep> parse) {
        try {
            return parse.get();
        }
        catch (RuntimeException ex) {
            throw new RowMigrationException(collection, null, "This is no " + what + ": " + ex.getMessage(), ex);
        }
    }

    /**
     * Declares what rows have no more afterwards.
     * @param fields names; a dot is a path into nested objects, also of those in arrays,
     * and what lies below is declared, too
     * @return the same migration with these fields besides those declared before
     */
    public RowMigration removes(String... fields) {
        Set<String> all = new HashSet<>(this.removed);
        all.addAll(List.of(fields));
        return new RowMigration(this.collection, this.from, this.to, this.step, Set.copyOf(all));
    }

    /** The collection's name. */
    public String collection() {
        return this.collection;
    }

    /** The shape that rows have. */
    public int from() {
        return this.from;
    }

    /** The shape that they get. */
    public int to() {
        return this.to;
    }

    /**
     * Applies it to one row.
     * @throws RowMigrationException if it fails, or would lose what is not declared
     */
    Row apply(String id, Row row) {
        Set<String> declared = new HashSet<>(this.removed);
        Row after = changed(id, row, declared);
        String lost = after.equals(row) ? null : LostFields.find(row, after, declared);
        if (lost != null) {
            throw refused(id, "would lose the field '" + lost + "' without saying so. If it is to go, declare it with"
                    + " removes(\"" + lost + "\"); otherwise let the migration keep it.", null);
        }
        return after;
    }

    private Row changed(String id, Row row, Set<String> declared) {
        try {
            Row after = this.step.apply(id, row, declared);
            if (after == null) {
                throw refused(id, "made no row of it. It must return a row; rows cannot be deleted by it.", null);
            }
            return Row.parse(after.canonical());
        }
        catch (RowMigrationException ex) {
            throw ex;
        }
        catch (RuntimeException ex) {
            String why = String.valueOf((ex.getMessage() != null) ? ex.getMessage() : ex);
            throw refused(id, "failed: " + (why.endsWith(".") ? why.substring(0, why.length() - 1) : why), ex);
        }
    }

    private RowMigrationException refused(String id, String what, @Nullable Throwable cause) {
        return new RowMigrationException(this.collection, id, "The migration " + steps() + " " + what
                + ((cause != null) ? ". Mend the migration or the row; nothing has changed." : ""), cause);
    }

    private String steps() {
        return "from shape " + this.from + " to " + this.to;
    }

    @Override
    public String toString() {
        return "Migration of '" + this.collection + "' " + steps();
    }

}
