package io.filestore.data.transaction;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.dao.support.PersistenceExceptionTranslator;

import io.filestore.error.CrossDomainTransactionException;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.error.InvalidQueryException;
import io.filestore.error.InvalidRowException;
import io.filestore.error.OutcomeUnknownException;
import io.filestore.error.ReadOnlyStoreException;
import io.filestore.error.ReadOnlyTransactionException;
import io.filestore.error.SlowRegexException;
import io.filestore.error.StoreClosedException;
import io.filestore.error.StoreException;
import io.filestore.error.StoreFailedException;
import io.filestore.error.StoreFullException;
import io.filestore.error.StoreUnavailableException;
import io.filestore.error.TransactionConflictException;
import io.filestore.error.TransactionEndedException;
import io.filestore.error.TransactionExpiredException;
import io.filestore.error.TransactionRolledBackException;
import io.filestore.error.UniqueViolationException;
import io.filestore.error.VersionConflictException;
import io.filestore.error.WriteTooLargeException;

/**
 * Translates filestore's exceptions into Spring's, with their messages: a value that a
 * unique field has already into a {@link DuplicateKeyException}, another version than
 * expected into an {@link OptimisticLockingFailureException}, a transaction that others
 * were faster than into a {@link ConcurrencyFailureException}, a store that takes no
 * writes into a {@link DataAccessResourceFailureException}. Thread-safe.
 */
public final class StoreExceptionTranslator implements PersistenceExceptionTranslator {

    /** Null for an exception that is not filestore's. */
    @Override
    public @Nullable DataAccessException translateExceptionIfPossible(RuntimeException ex) {
        return (ex instanceof StoreException store) ? translate(store) : null;
    }

    public DataAccessException translate(StoreException ex) {
        DataAccessException known = ofChange(ex);
        known = (known != null) ? known : ofUse(ex);
        return (known != null) ? known : ofStore(ex);
    }

    private static @Nullable DataAccessException ofChange(StoreException ex) {
        String message = ex.getMessage();
        if (ex instanceof UniqueViolationException) {
            return new DuplicateKeyException(message, ex);
        }
        if (ex instanceof VersionConflictException) {
            return new OptimisticLockingFailureException(message, ex);
        }
        if (ex instanceof TransactionConflictException || ex instanceof TransactionRolledBackException) {
            return new ConcurrencyFailureException(message, ex);
        }
        if (ex instanceof TransactionExpiredException || ex instanceof SlowRegexException) {
            return new QueryTimeoutException(message, ex);
        }
        return null;
    }

    private static @Nullable DataAccessException ofUse(StoreException ex) {
        String message = ex.getMessage();
        if (ex instanceof InvalidQueryException || ex instanceof ReadOnlyTransactionException
                || ex instanceof TransactionEndedException || ex instanceof CrossDomainTransactionException) {
            return new InvalidDataAccessApiUsageException(message, ex);
        }
        if (ex instanceof InvalidRowException || ex instanceof WriteTooLargeException) {
            return new DataIntegrityViolationException(message, ex);
        }
        if (ex instanceof InvalidConfigurationException || ex instanceof ReadOnlyStoreException) {
            return new InvalidDataAccessResourceUsageException(message, ex);
        }
        return null;
    }

    private static DataAccessException ofStore(StoreException ex) {
        String message = ex.getMessage();
        if (ex instanceof StoreUnavailableException || ex instanceof StoreFullException) {
            return new TransientDataAccessResourceException(String.valueOf(message), ex);
        }
        if (ex instanceof StoreFailedException || ex instanceof StoreClosedException
                || ex instanceof OutcomeUnknownException) {
            return new DataAccessResourceFailureException(message, ex);
        }
        return new NonTransientDataAccessResourceException(String.valueOf(message), ex);
    }

}
