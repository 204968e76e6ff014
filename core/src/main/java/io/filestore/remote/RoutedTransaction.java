package io.filestore.remote;

import org.jspecify.annotations.Nullable;

import io.filestore.backend.CollectionBackend;
import io.filestore.backend.DomainTransaction;
import io.filestore.backend.TransactionControl;
import io.filestore.error.CrossDomainTransactionException;

/**
 * A transaction of a store some of whose collections an engine keeps. It belongs to the
 * domain that it touches first, and is refused in all others. When it begins, ends and
 * may go on is what the local transaction says that has been begun with it.
 */
final class RoutedTransaction implements DomainTransaction {

    private final RoutedDomain routed;

    private final DomainTransaction local;

    private final boolean readOnly;

    /** The collection that was touched first. */
    private @Nullable String first;

    private @Nullable RemoteTransaction remote;

    private boolean ended;

    RoutedTransaction(RoutedDomain routed, DomainTransaction local, boolean readOnly) {
        this.routed = routed;
        this.local = local;
        this.readOnly = readOnly;
    }

    @Override
    public void requireActive() {
        this.local.requireActive();
    }

    @Override
    public CollectionBackend rows(String collection) {
        requireActive();
        return this.routed.isConnected(collection) ? this.routed.connected(collection, () -> this)
                : new RoutedRows(this.local.rows(collection), this.routed, () -> this);
    }

    @Override
    public CollectionBackend values() {
        requireActive();
        return this.routed.isConnected(RoutedDomain.VALUES) ? this.routed.connected(RoutedDomain.VALUES, () -> this)
                : new RoutedRows(this.local.values(), this.routed, () -> this);
    }

    /** What it has of an engine, null if it has touched none. */
    @Nullable RemoteTransaction remote() {
        return this.remote;
    }

    /** Is going to read or change a local collection. */
    void touch(String collection) {
        requireActive();
        if (this.remote != null) {
            throw refusal(collection, null);
        }
        this.first = (this.first != null) ? this.first : collection;
    }

    /** Is going to read or change a collection that an engine keeps. */
    BufferedRows touch(ConnectedCollection collection, DirectRows direct) {
        requireActive();
        RemoteTransaction touched = this.remote;
        if (touched == null) {
            if (this.first != null) {
                throw refusal(collection.name(), collection.domain());
            }
            touched = new RemoteTransaction(collection.domain(), this::requireActive, this.readOnly);
            this.remote = touched;
            this.first = collection.name();
        }
        else if (touched.domain() != collection.domain()) {
            throw refusal(collection.name(), collection.domain());
        }
        return touched.rows(collection, direct);
    }

    private CrossDomainTransactionException refusal(String collection, @Nullable SharedDomain domain) {
        RemoteTransaction touched = this.remote;
        return new CrossDomainTransactionException(describe(this.first, (touched != null) ? touched.domain() : null),
                describe(collection, domain),
                "Put both collections into one group of one strategy, or keep both in memory and local files, or make"
                        + " it two transactions.");
    }

    private static String describe(@Nullable String collection, @Nullable SharedDomain domain) {
        return "collection '" + collection + "' ("
                + ((domain == null) ? "in memory and local files" : "of " + domain.name()) + ")";
    }

    /** What it has changed at one moment. */
    private record Changes(RoutedTransaction of, TransactionControl.Savepoint local,
            RemoteTransaction.@Nullable Writes remote) implements TransactionControl.Savepoint {
    }

    TransactionControl.Savepoint savepoint(TransactionControl.Savepoint ofLocal) {
        return new Changes(this, ofLocal, (this.remote != null) ? this.remote.writes() : null);
    }

    /** Takes back what was written since; returns the local savepoint for the same. */
    TransactionControl.Savepoint goBackTo(TransactionControl.Savepoint savepoint) {
        if (!(savepoint instanceof Changes changes) || changes.of != this) {
            throw new IllegalArgumentException("The savepoint is of another transaction.");
        }
        if (this.remote != null) {
            this.remote.goBackTo(changes.remote);
        }
        return changes.local;
    }

    /** Whether it has not ended before. */
    boolean end() {
        boolean first = !this.ended;
        this.ended = true;
        return first;
    }

    /** Commits what an engine has of it. */
    void commitRemote() {
        if (this.remote != null) {
            if (this.remote.hasWritten()) {
                this.routed.gate().requireWritable();
            }
            this.remote.commit();
        }
    }

}
