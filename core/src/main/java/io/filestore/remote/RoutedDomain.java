package io.filestore.remote;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.filestore.backend.CollectionBackend;
import io.filestore.backend.DomainTransaction;
import io.filestore.backend.TransactionControl;
import io.filestore.backend.TransactionDomain;
import io.filestore.error.CrossDomainTransactionException;
import io.filestore.error.OutcomeUnknownException;
import io.filestore.error.StoreUnavailableException;

/**
 * The collections of a store some of which an engine keeps, and its transactions. Each of
 * these begins with a local one, which costs nothing as long as it touches no local
 * collection, and says when it may go on and when it has ended; so all is as without an
 * engine. What it has touched of an engine is committed when the local one, with nothing
 * in it, has been.
 */
final class RoutedDomain implements TransactionDomain {

    /** The name of the global values. */
    static final String VALUES = "_values";

    private final TransactionDomain local;

    private final Gate gate;

    private final Map<String, Connected> connected = new LinkedHashMap<>();

    private final ThreadLocal<@Nullable RoutedTransaction> bound = new ThreadLocal<>();

    /** How many are open, so that a read need not look for its thread's while none is. */
    private final AtomicInteger open = new AtomicInteger();

    private record Connected(ConnectedCollection collection, DirectRows rows, DirectWrites writes) {
    }

    RoutedDomain(TransactionDomain local, Gate gate) {
        this.local = local;
        this.gate = gate;
    }

    /**
     * Adds a collection.
     * @param keys where its unique keys are, null if it has none
     */
    void add(ConnectedCollection collection, @Nullable RemoteCollection keys) {
        DirectRows rows = new DirectRows(collection, keys, this.gate);
        this.connected.put(collection.name(),
                new Connected(collection, rows, new DirectWrites(collection, rows, this.gate)));
    }

    boolean isConnected(String collection) {
        return this.connected.containsKey(collection);
    }

    Gate gate() {
        return this.gate;
    }

    @Override
    public CollectionBackend rows(String collection) {
        return isConnected(collection) ? connected(collection, this::current)
                : new RoutedRows(this.local.rows(collection), this, this::current);
    }

    @Override
    public CollectionBackend values() {
        return isConnected(VALUES) ? connected(VALUES, this::current)
                : new RoutedRows(this.local.values(), this, this::current);
    }

    ConnectedRows connected(String name, Supplier<@Nullable RoutedTransaction> current) {
        this.gate.requireOpen();
        Connected known = this.connected.get(name);
        if (known == null) {
            throw new IllegalStateException("There is no such collection: " + name);
        }
        return new ConnectedRows(known.collection, known.rows, known.writes, this, current);
    }

    /** The transaction of this thread, null for none. */
    @Nullable RoutedTransaction current() {
        return (this.open.get() != 0) ? this.bound.get() : null;
    }

    @Override
    public boolean hasConflict() {
        RoutedTransaction current = current();
        RemoteTransaction remote = (current != null) ? current.remote() : null;
        return this.local.hasConflict() || (remote != null && !remote.stillHolds());
    }

    @Override
    public <T extends @Nullable Object> T run(Function<DomainTransaction, T> work) {
        RoutedTransaction outer = current();
        if (outer != null) {
            return this.local.run((joined) -> work.apply(outer));
        }
        return Attempts.run(() -> runOnce(work));
    }

    private record Done<T extends @Nullable Object>(T result, RoutedTransaction transaction) {
    }

    private <T extends @Nullable Object> T runOnce(Function<DomainTransaction, T> work) {
        Done<T> done = this.local.run((within) -> {
            RoutedTransaction transaction = begin(new RoutedTransaction(this, within, false));
            try {
                return new Done<>(work.apply(transaction), transaction);
            }
            catch (RuntimeException ex) {
                throw hasReadStale(transaction, ex) ? again(transaction, ex) : ex;
            }
            finally {
                end(transaction);
            }
        });
        try {
            done.transaction.commitRemote();
        }
        catch (RuntimeException ex) {
            throw hasReadStale(done.transaction, ex) ? again(done.transaction, ex) : ex;
        }
        return done.result;
    }

    /**
     * Work that has thrown may have read rows of different moments; only if it has not
     * does the exception count.
     */
    private static boolean hasReadStale(RoutedTransaction transaction, RuntimeException thrown) {
        RemoteTransaction remote = transaction.remote();
        return thrown instanceof RunAgain || (remote != null && mayBeStale(thrown) && !remote.stillHolds());
    }

    private static RunAgain again(RoutedTransaction transaction, RuntimeException thrown) {
        RemoteTransaction remote = transaction.remote();
        if (remote == null) {
            throw thrown;
        }
        remote.noteRetry();
        return new RunAgain(remote.domain());
    }

    /** Whether something may have been thrown because of what was read. */
    static boolean mayBeStale(RuntimeException thrown) {
        return !(thrown instanceof OutcomeUnknownException || thrown instanceof StoreUnavailableException
                || thrown instanceof CrossDomainTransactionException);
    }

    @Override
    public TransactionControl begin(boolean readOnly, long timeout) {
        TransactionControl begun = this.local.begin(readOnly, timeout);
        return new RoutedControl(this, begun, begin(new RoutedTransaction(this, begun.transaction(), readOnly)));
    }

    private RoutedTransaction begin(RoutedTransaction transaction) {
        this.open.incrementAndGet();
        this.bound.set(transaction);
        return transaction;
    }

    void bind(RoutedTransaction transaction) {
        this.bound.set(transaction);
    }

    void unbind() {
        this.bound.remove();
    }

    /** Ends it, committed or not; once. */
    void end(RoutedTransaction transaction) {
        if (this.bound.get() == transaction) {
            this.bound.remove();
        }
        if (transaction.end()) {
            this.open.decrementAndGet();
        }
    }

}
