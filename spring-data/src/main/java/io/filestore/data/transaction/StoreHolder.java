package io.filestore.data.transaction;

import org.springframework.transaction.support.ResourceHolderSupport;

import io.filestore.OpenTransaction;

/** The transaction of a store that is bound to a thread. */
final class StoreHolder extends ResourceHolderSupport {

    private final OpenTransaction transaction;

    StoreHolder(OpenTransaction transaction) {
        this.transaction = transaction;
    }

    OpenTransaction transaction() {
        return this.transaction;
    }

}
