package io.filestore.remote;

import io.filestore.backend.DomainTransaction;
import io.filestore.backend.TransactionControl;
import io.filestore.error.TransactionConflictException;

/** A transaction whose thread says itself when it ends. */
final class RoutedControl implements TransactionControl {

    private final RoutedDomain routed;

    private final TransactionControl local;

    private final RoutedTransaction transaction;

    RoutedControl(RoutedDomain routed, TransactionControl local, RoutedTransaction transaction) {
        this.routed = routed;
        this.local = local;
        this.transaction = transaction;
    }

    @Override
    public DomainTransaction transaction() {
        return this.transaction;
    }

    @Override
    public void commit() {
        try {
            this.local.commit();
        }
        finally {
            endIfEnded();
        }
        try {
            this.transaction.commitRemote();
        }
        catch (RunAgain ex) {
            throw new TransactionConflictException();
        }
    }

    @Override
    public void rollback() {
        try {
            this.local.rollback();
        }
        finally {
            endIfEnded();
        }
    }

    private void endIfEnded() {
        if (this.local.isEnded()) {
            this.routed.end(this.transaction);
        }
    }

    @Override
    public void fail(Throwable reason) {
        this.local.fail(reason);
    }

    @Override
    public boolean isFailed() {
        return this.local.isFailed();
    }

    @Override
    public boolean isEnded() {
        return this.local.isEnded();
    }

    @Override
    public Savepoint savepoint() {
        return this.transaction.savepoint(this.local.savepoint());
    }

    @Override
    public void rollbackTo(Savepoint savepoint) {
        this.transaction.requireActive();
        this.local.rollbackTo(this.transaction.goBackTo(savepoint));
    }

    @Override
    public void suspend() {
        this.local.suspend();
        this.routed.unbind();
    }

    @Override
    public void resume() {
        this.local.resume();
        this.routed.bind(this.transaction);
    }

}
