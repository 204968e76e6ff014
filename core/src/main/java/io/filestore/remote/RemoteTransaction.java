package io.filestore.remote;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.filestore.error.CrossDomainTransactionException;
import io.filestore.error.ReadOnlyTransactionException;
import io.filestore.error.StoreException;
import io.filestore.error.WriteTooLargeException;

/**
 * What a transaction has read and written of one domain. Its writes are kept here until
 * it commits, as one commit of the domain since the mark that the domain had when it was
 * first touched. Where the domain is not serializable, it can have one row only, whose
 * version is what the commit relies on.
 */
final class RemoteTransaction {

    private static final long MAX_BYTES = 1L << 30;

    /** What a row takes besides its JSON and id. */
    private static final int ROW_BYTES = 200;

    private final SharedDomain domain;

    private final Runnable active;

    private final boolean readOnly;

    private final @Nullable Object mark;

    private final Map<String, BufferedRows> collections = new LinkedHashMap<>();

    private @Nullable Row only;

    private long bytes;

    /**
     * @param active throws if it has ended, or whoever asks has no part in it
     * @param readOnly whether it refuses changes
     */
    RemoteTransaction(SharedDomain domain, Runnable active, boolean readOnly) {
        this.domain = domain;
        this.active = active;
        this.readOnly = readOnly;
        this.mark = domain.isSerializable() ? domain.mark() : null;
    }

    private record Row(String collection, String id) {

        @Override
        public String toString() {
            return "row '" + this.id + "' of collection '" + this.collection + "'";
        }

    }

    SharedDomain domain() {
        return this.domain;
    }

    BufferedRows rows(ConnectedCollection collection, DirectRows direct) {
        return this.collections.computeIfAbsent(collection.name(),
                (name) -> new BufferedRows(this, collection, direct));
    }

    void requireActive() {
        this.active.run();
    }

    /** Refuses a second row where rows do not change together. */
    void touch(String collection, String id) {
        Row row = new Row(collection, id);
        if (this.domain.isSerializable() || row.equals(this.only)) {
            return;
        }
        if (this.only != null) {
            throw refusal(this.only, row.toString(), collection);
        }
        this.only = row;
    }

    /** Refuses to look at several rows where they do not change together. */
    void touchSeveral(String collection) {
        if (!this.domain.isSerializable()) {
            throw refusal(this.only, "a query over collection '" + collection + "'", collection);
        }
    }

    private static CrossDomainTransactionException refusal(@Nullable Row first, String refused, String collection) {
        return new CrossDomainTransactionException((first != null) ? first.toString() : "nothing", refused,
                "Rows of collection '" + collection + "' change each for itself, since it is in no group. Put the"
                        + " collections of the transaction into one group (filestore.collections." + collection
                        + ".group), or do without a transaction.");
    }

    /** Makes room for a change. */
    void grow(String id, int json, boolean another) {
        if (this.readOnly) {
            throw new ReadOnlyTransactionException(id);
        }
        long more = json + (another ? 3L * id.length() + ROW_BYTES : 0);
        if (this.bytes + more > MAX_BYTES) {
            throw new WriteTooLargeException("The transaction would have more than " + MAX_BYTES
                    + " bytes of changes with row '" + id + "'. Make it several transactions.");
        }
        this.bytes += more;
    }

    /**
     * Commits the changes.
     * @return what became of each row, by collection and id
     * @throws RunAgain if something that it has read holds no longer
     */
    Committed commit() {
        List<RemoteChange> changes = new ArrayList<>();
        this.collections.values().forEach((rows) -> changes.addAll(rows.changes()));
        this.collections.values().forEach((rows) -> changes.addAll(rows.keyChanges()));
        if (changes.isEmpty() && this.mark == null) {
            return new Committed(changes, List.of());
        }
        return new Committed(changes, this.domain.commit(changes, this.mark));
    }

    /** What was committed. */
    record Committed(List<RemoteChange> changes, List<CommitResult.Applied> rows) {

        /** What became of the row that was changed alone. */
        CommitResult.Applied first() {
            return this.rows.get(0);
        }

    }

    /** Whether all that it has read holds still, as far as that can be told. */
    boolean stillHolds() {
        if (this.mark == null) {
            return true;
        }
        try {
            this.domain.commit(List.of(), this.mark);
            return true;
        }
        catch (RunAgain ex) {
            return false;
        }
        catch (StoreException ex) {
            return true;
        }
    }

    /** Is going to be run again. */
    void noteRetry() {
        this.collections.values().forEach(BufferedRows::noteRetry);
    }

    boolean hasWritten() {
        return this.collections.values().stream().anyMatch(BufferedRows::hasWritten);
    }

    /** What was written at one moment. */
    record Writes(Map<String, Map<String, BufferedRows.Write>> of, long bytes) {
    }

    Writes writes() {
        Map<String, Map<String, BufferedRows.Write>> copies = new HashMap<>();
        this.collections.forEach((name, rows) -> copies.put(name, rows.copyOfWrites()));
        return new Writes(copies, this.bytes);
    }

    /** Takes back what was written since, all of it if there was nothing then. */
    void goBackTo(@Nullable Writes earlier) {
        this.collections.forEach((name, rows) -> rows
            .goBackTo((earlier != null) ? Objects.requireNonNullElse(earlier.of.get(name), Map.of()) : Map.of()));
        this.bytes = (earlier != null) ? earlier.bytes : 0;
    }

}
