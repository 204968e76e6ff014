package io.filestore.data.transaction;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.InvalidTimeoutException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.filestore.Store;
import io.filestore.TransactionOptions;
import io.filestore.error.OutcomeUnknownException;
import io.filestore.error.StoreException;
import io.filestore.error.TransactionRolledBackException;

/**
 * Spring's transactions over one {@link Store}, as {@code @Transactional} and
 * {@code TransactionTemplate} use them. Collections and values of the store that are used
 * in the thread take part, and {@link Store#transact} joins.
 *
 * <p>
 * Every isolation level is serializable here. Nested transactions go back to a savepoint.
 * A read-only transaction refuses changes, and one whose timeout is over refuses
 * everything but to be rolled back. If others have changed what a transaction has read,
 * its commit throws {@link org.springframework.dao.ConcurrencyFailureException}, and
 * nothing was changed: run the method again, by Spring's {@code @Retryable} for example.
 *
 * <p>
 * It knows nothing of other resources: beside a database there are two transactions, and
 * a crash between their commits leaves one of them.
 */
public final class FileStoreTransactionManager extends AbstractPlatformTransactionManager
        implements ResourceTransactionManager {

    private final transient Store store;

    private final transient StoreExceptionTranslator translator = new StoreExceptionTranslator();

    public FileStoreTransactionManager(Store store) {
        this.store = store;
        setNestedTransactionAllowed(true);
    }

    @Override
    public Object getResourceFactory() {
        return this.store;
    }

    @Override
    protected Object doGetTransaction() {
        return new StoreTransaction((StoreHolder) TransactionSynchronizationManager.getResource(this.store));
    }

    @Override
    protected boolean isExistingTransaction(Object transaction) {
        return ((StoreTransaction) transaction).isActive();
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        int seconds = determineTimeout(definition);
        if (seconds == 0) {
            throw new InvalidTimeoutException("A transaction needs at least a second", seconds);
        }
        Duration timeout = (seconds != TransactionDefinition.TIMEOUT_DEFAULT) ? Duration.ofSeconds(seconds) : null;
        StoreHolder holder = new StoreHolder(
                this.store.begin(new TransactionOptions(definition.isReadOnly(), timeout)));
        holder.setSynchronizedWithTransaction(true);
        TransactionSynchronizationManager.bindResource(this.store, holder);
        ((StoreTransaction) transaction).set(holder);
    }

    @Override
    protected Object doSuspend(Object transaction) {
        StoreTransaction suspended = (StoreTransaction) transaction;
        suspended.transaction().suspend();
        suspended.set(null);
        return TransactionSynchronizationManager.unbindResource(this.store);
    }

    @Override
    protected void doResume(@Nullable Object transaction, Object suspended) {
        StoreHolder holder = (StoreHolder) suspended;
        holder.transaction().resume();
        TransactionSynchronizationManager.bindResource(this.store, holder);
    }

    @Override
    protected void doCommit(DefaultTransactionStatus status) {
        try {
            of(status).transaction().commit();
        }
        catch (TransactionRolledBackException ex) {
            throw new UnexpectedRollbackException(String.valueOf(ex.getMessage()), ex);
        }
        catch (OutcomeUnknownException ex) {
            throw new TransactionSystemException(String.valueOf(ex.getMessage()), ex);
        }
        catch (StoreException ex) {
            throw this.translator.translate(ex);
        }
    }

    @Override
    protected void doRollback(DefaultTransactionStatus status) {
        of(status).transaction().rollback();
    }

    @Override
    protected void doSetRollbackOnly(DefaultTransactionStatus status) {
        of(status).holder().setRollbackOnly();
    }

    @Override
    protected void doCleanupAfterCompletion(Object transaction) {
        StoreHolder holder = ((StoreTransaction) transaction).holder();
        TransactionSynchronizationManager.unbindResource(this.store);
        holder.clear();
    }

    private static StoreTransaction of(DefaultTransactionStatus status) {
        return (StoreTransaction) status.getTransaction();
    }

}
