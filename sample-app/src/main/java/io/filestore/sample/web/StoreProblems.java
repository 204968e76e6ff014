package io.filestore.sample.web;

import org.springframework.http.ProblemDetail;

import io.filestore.error.CrossDomainTransactionException;
import io.filestore.error.InvalidQueryException;
import io.filestore.error.InvalidRowException;
import io.filestore.error.OutcomeUnknownException;
import io.filestore.error.ReadOnlyStoreException;
import io.filestore.error.RowTooLargeException;
import io.filestore.error.StoreClosedException;
import io.filestore.error.StoreException;
import io.filestore.error.StoreFailedException;
import io.filestore.error.StoreFullException;
import io.filestore.error.StoreIOException;
import io.filestore.error.StoreUnavailableException;
import io.filestore.error.TransactionConflictException;
import io.filestore.error.UniqueViolationException;
import io.filestore.error.VersionConflictException;
import io.filestore.error.WriteTooLargeException;

/**
 * Tells over HTTP what the store has thrown. Its messages say what to do already.
 */
public final class StoreProblems {

    private StoreProblems() {
    }

    public static ProblemDetail of(StoreException ex) {
        ProblemDetail problem = kindOf(ex).detail(String.valueOf(ex.getMessage()));
        if (ex instanceof UniqueViolationException duplicate) {
            problem.setProperty("field", duplicate.field());
            problem.setProperty("holder", duplicate.holder());
        }
        return problem;
    }

    public static Problem kindOf(StoreException ex) {
        if (ex instanceof RowTooLargeException || ex instanceof WriteTooLargeException) {
            return Problem.TOO_LARGE;
        }
        if (ex instanceof InvalidQueryException) {
            return Problem.INVALID_QUERY;
        }
        if (ex instanceof CrossDomainTransactionException) {
            return Problem.INVALID_REQUEST;
        }
        if (ex instanceof InvalidRowException) {
            return Problem.INVALID_ROW;
        }
        if (ex instanceof UniqueViolationException) {
            return Problem.DUPLICATE_KEY;
        }
        if (ex instanceof VersionConflictException || ex instanceof TransactionConflictException) {
            return Problem.CONFLICT;
        }
        return kindOfRefusal(ex);
    }

    /**
     * A store that takes no writes is a service that is not available, also a read-only
     * one: the request is good, and would be granted by a store that was opened for
     * writing.
     */
    private static Problem kindOfRefusal(StoreException ex) {
        if (ex instanceof ReadOnlyStoreException) {
            return Problem.STORE_READ_ONLY;
        }
        if (ex instanceof StoreFullException) {
            return Problem.STORE_FULL;
        }
        if (ex instanceof StoreFailedException) {
            return Problem.STORE_FAILED;
        }
        if (ex instanceof OutcomeUnknownException) {
            return Problem.OUTCOME_UNKNOWN;
        }
        if (ex instanceof StoreUnavailableException) {
            return Problem.STORE_UNAVAILABLE;
        }
        if (ex instanceof StoreClosedException) {
            return Problem.STORE_CLOSED;
        }
        return (ex instanceof StoreIOException) ? Problem.STORE_IO : Problem.UNEXPECTED;
    }

}
