package io.filestore.handover;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.error.InvalidRowException;
import io.filestore.error.StoreIOException;
import io.filestore.row.Row;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Where the rows of a collection are that an engine can have, as all instances are told:
 * <pre>
 * (none)        nobody has used it yet
 * here          at the engine; any instance serves them
 * moving-in     in the directory of one store, and on their way to the engine
 * moving-out    at the engine, and on their way to the directory of one store
 * gone          in the directory of one store; what is left at the engine does not count
 * </pre> In the three last ones it is that store's catalog that says what counts, and
 * nobody else serves them.
 *
 * @param store whose directory it is; of {@link State#HERE}, who was the first there
 * @param directory its path, for people
 * @param since epoch milliseconds
 * @param attempt which start of that store it was
 * @param joined of {@link State#MOVING_IN}, whether other instances may have had the
 * collection open when it began
 * @param shape which version of their shape the rows have
 * @param fields what all rows at the engine have been written by, null if that is not
 * known
 */
public record Whereabouts(State state, String store, String directory, long since, String attempt, boolean joined,
        int shape, @Nullable Fields fields) {

    /** Of which kind. */
    public enum State {

        HERE("here"), MOVING_IN("moving-in"), MOVING_OUT("moving-out"), GONE("gone");

        private final String text;

        State(String text) {
            this.text = text;
        }

        private static @Nullable State of(String text) {
            return Arrays.stream(values()).filter((state) -> state.text.equals(text)).findFirst().orElse(null);
        }

    }

    /** The same store, in another state. */
    public Whereabouts become(State next) {
        return new Whereabouts(next, this.store, this.directory, this.since, this.attempt, false, this.shape,
                this.fields);
    }

    /** The same, with other fields. */
    public Whereabouts with(@Nullable Fields other) {
        return new Whereabouts(this.state, this.store, this.directory, this.since, this.attempt, this.joined,
                this.shape, other);
    }

    /** Whether a store says so. */
    public boolean isOf(String storeId) {
        return this.store.equals(storeId);
    }

    /** Whether the engine has all of them. */
    boolean isThere() {
        return this.state == State.HERE || this.state == State.MOVING_OUT;
    }

    public boolean isMoving() {
        return this.state == State.MOVING_IN || this.state == State.MOVING_OUT;
    }

    /** The store, for people. */
    public String who() {
        return "store " + this.store + " in " + this.directory;
    }

    /** When it was said, for people. */
    public Instant when() {
        return Instant.ofEpochMilli(this.since);
    }

    String text() {
        Row row = Row.of("state", this.state.text, "store", this.store, "directory", this.directory, "since",
                this.since, "attempt", this.attempt, "joined", this.joined, "shape", this.shape);
        if (this.fields != null) {
            row = row.with("indexed", this.fields.indexed()).with("unique", this.fields.unique());
        }
        return new String(row.canonical(), StandardCharsets.UTF_8);
    }

    static Whereabouts of(String text) {
        try {
            Row row = Row.parse(text);
            State state = State.of(field(row, "state").asString(""));
            if (state != null) {
                return new Whereabouts(state, field(row, "store").asString(""), field(row, "directory").asString(""),
                        field(row, "since").asLong(0), field(row, "attempt").asString(""),
                        field(row, "joined").asBoolean(false), field(row, "shape").asInt(1), fields(row));
            }
        }
        catch (InvalidRowException ex) {
            throw unknown(text, ex);
        }
        throw unknown(text, null);
    }

    private static @Nullable Fields fields(Row row) {
        if (row.get("indexed") == null || row.get("unique") == null) {
            return null;
        }
        List<List<String>> unique = new ArrayList<>();
        field(row, "unique").forEach((together) -> unique.add(texts(together)));
        return new Fields(texts(field(row, "indexed")), unique);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach((text) -> texts.add(text.asString("")));
        return texts;
    }

    private static StoreIOException unknown(String text, @Nullable Exception cause) {
        return new StoreIOException(
                "What is noted of the whereabouts of a collection is not understood; a newer filestore may have noted it",
                new IOException(text, cause));
    }

    private static JsonNode field(Row row, String name) {
        JsonNode value = row.get(name);
        return (value != null) ? value : MissingNode.getInstance();
    }

}
