package io.filestore.data.transaction;

import java.util.Map;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import io.filestore.Store;

/**
 * Where an application has several stores: a transaction is one of one store, and what is
 * done in another meanwhile would stay if it is rolled back.
 */
public final class OtherStores {

    private OtherStores() {
    }

    /**
     * Refuses a change in a store while the thread is in a transaction of another one
     * that can change something, and in none of this.
     * @throws InvalidDataAccessApiUsageException if it is so
     */
    public static void refuseWithin(Store store) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()
                || TransactionSynchronizationManager.isCurrentTransactionReadOnly()
                || TransactionSynchronizationManager.hasResource(store)) {
            return;
        }
        for (Map.Entry<Object, Object> resource : TransactionSynchronizationManager.getResourceMap().entrySet()) {
            if (resource.getValue() instanceof StoreHolder && resource.getKey() instanceof Store other) {
                throw new InvalidDataAccessApiUsageException("This is a change in the store in " + store.directory()
                        + ", within a transaction of the store in " + other.directory()
                        + ", which would not undo it. Do it behind that one, or within one of its own store, by"
                        + " @Transactional with the name of that store's transaction manager.");
            }
        }
    }

}
