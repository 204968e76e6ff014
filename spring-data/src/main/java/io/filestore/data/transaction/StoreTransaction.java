package io.filestore.data.transaction;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.SavepointManager;
import org.springframework.transaction.TransactionUsageException;
import org.springframework.transaction.support.SmartTransactionObject;

import io.filestore.OpenTransaction;
import io.filestore.OpenTransaction.Savepoint;

/**
 * What a transaction definition has of the thread's transaction; nothing if there is
 * none.
 */
final class StoreTransaction implements SmartTransactionObject, SavepointManager {

    private @Nullable StoreHolder holder;

    StoreTransaction(@Nullable StoreHolder holder) {
        this.holder = holder;
    }

    boolean isActive() {
        return this.holder != null;
    }

    void set(@Nullable StoreHolder newHolder) {
        this.holder = newHolder;
    }

    StoreHolder holder() {
        StoreHolder now = this.holder;
        if (now == null) {
            throw new TransactionUsageException("There is no transaction of the store in this thread");
        }
        return now;
    }

    OpenTransaction transaction() {
        return holder().transaction();
    }

    @Override
    public boolean isRollbackOnly() {
        return this.holder != null && this.holder.isRollbackOnly();
    }

    @Override
    public Object createSavepoint() {
        return transaction().savepoint();
    }

    @Override
    public void rollbackToSavepoint(Object savepoint) {
        if (!(savepoint instanceof Savepoint own)) {
            throw new TransactionUsageException("The savepoint is of another transaction manager: " + savepoint);
        }
        transaction().rollbackTo(own);
        holder().resetRollbackOnly();
    }

    /** It holds nothing that would have to be given back. */
    @Override
    public void releaseSavepoint(Object savepoint) {
    }

}
