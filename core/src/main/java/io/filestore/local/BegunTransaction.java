package io.filestore.local;

import io.filestore.backend.DomainTransaction;
import io.filestore.backend.TransactionControl;
import io.filestore.commit.RetryTransaction;
import io.filestore.error.TransactionConflictException;

/** A transaction whose thread says itself when it ends. */
final class BegunTransaction implements TransactionControl {

    private final Transactions transactions;

    private final RunningTransaction running;

    BegunTransaction(Transactions transactions, RunningTransaction running) {
        this.transactions = transactions;
        this.running = running;
    }

    @Override
    public DomainTransaction transaction() {
        return this.running;
    }

    @Override
    public void commit() {
        this.running.requireOwn();
        requireBound();
        try {
            this.running.requireInTime();
            this.transactions.commit(this.running);
        }
        catch (RetryTransaction ex) {
            throw new TransactionConflictException();
        }
        finally {
            this.transactions.end(this.running);
        }
    }

    @Override
    public void rollback() {
        if (!this.running.isEnded()) {
            this.running.requireThread();
            this.transactions.end(this.running);
        }
    }

    @Override
    public void fail(Throwable reason) {
        this.running.requireOwn();
        this.running.fail(reason);
    }

    @Override
    public boolean isFailed() {
        return this.running.failure() != null;
    }

    @Override
    public boolean isEnded() {
        return this.running.isEnded();
    }

    @Override
    public Savepoint savepoint() {
        this.running.requireActive();
        return this.running.savepoint();
    }

    @Override
    public void rollbackTo(Savepoint savepoint) {
        this.running.requireActive();
        this.running.rollbackTo(savepoint);
    }

    @Override
    public void suspend() {
        this.running.requireOwn();
        requireBound();
        this.transactions.unbind();
    }

    @Override
    public void resume() {
        this.running.requireOwn();
        this.transactions.bind(this.running);
    }

    private void requireBound() {
        if (this.transactions.current() != this.running) {
            throw new IllegalStateException("The transaction is suspended. Resume it first.");
        }
    }

}
