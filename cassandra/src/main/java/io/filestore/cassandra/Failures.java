package io.filestore.cassandra;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import com.datastax.oss.driver.api.core.NodeUnavailableException;
import com.datastax.oss.driver.api.core.RequestThrottlingException;
import com.datastax.oss.driver.api.core.connection.BusyConnectionException;
import com.datastax.oss.driver.api.core.cql.ExecutionInfo;
import com.datastax.oss.driver.api.core.servererrors.BootstrappingException;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import com.datastax.oss.driver.api.core.servererrors.UnavailableException;

import io.filestore.error.StoreException;
import io.filestore.error.StoreUnavailableException;
import io.filestore.error.WriteTooLargeException;

/** What an exception of the driver says about the request that it is of. */
final class Failures {

    /** How nodes say that a request has more bytes than one may have. */
    private static final String TOO_LARGE = "exceeds allowed maximum";

    private Failures() {
    }

    static Throwable cause(Throwable thrown) {
        return (thrown instanceof CompletionException && thrown.getCause() != null) ? cause(thrown.getCause()) : thrown;
    }

    /**
     * Whether it is certain that nothing of a conditional write was done: no node took
     * it, or each that did found too few others to begin with. That has the serial level:
     * a node goes on to a further round, which may find too few, only if all replicas
     * have answered the round before, and none has accepted; of anything else it says
     * that it does not know. Too few at any other level may come behind the agreement,
     * when the write is as good as done. All else is in doubt, too.
     */
    static boolean isCertain(Throwable thrown) {
        return allTries(thrown, Failures::isCertainByItself);
    }

    private static boolean isCertainByItself(Throwable thrown) {
        return (thrown instanceof UnavailableException unavailable) ? unavailable.getConsistencyLevel().isSerial()
                : isNotTaken(thrown);
    }

    private static boolean isNotTaken(Throwable thrown) {
        return thrown instanceof NodeUnavailableException || thrown instanceof NoNodeAvailableException
                || thrown instanceof BusyConnectionException || thrown instanceof RequestThrottlingException
                || thrown instanceof BootstrappingException || thrown instanceof QueryValidationException
                || thrown instanceof IllegalStateException;
    }

    /** Of this node, and of those that the driver has tried before. */
    private static boolean allTries(Throwable thrown, Predicate<Throwable> certain) {
        if (thrown instanceof AllNodesFailedException all) {
            return all.getAllErrors().values().stream().flatMap(List::stream).allMatch(certain);
        }
        ExecutionInfo info = (thrown instanceof DriverException known) ? known.getExecutionInfo() : null;
        return certain.test(thrown)
                && (info == null || info.getErrors().stream().allMatch((each) -> certain.test(each.getValue())));
    }

    /** The same of a write without a condition, of which this is known before it. */
    static boolean isCertainWithoutCondition(Throwable thrown) {
        return allTries(thrown, (each) -> each instanceof UnavailableException || isNotTaken(each));
    }

    /** What a caller is told of whom nothing was changed. */
    static StoreException unavailable(Throwable thrown) {
        Throwable cause = cause(thrown);
        if (cause instanceof StoreException known) {
            return known;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        // the driver's, and what it throws if its session is closed
        if (cause instanceof RuntimeException other && !(cause instanceof DriverException)
                && !(cause instanceof IllegalStateException)) {
            throw other;
        }
        if (cause instanceof InvalidQueryException && String.valueOf(cause.getMessage()).contains(TOO_LARGE)) {
            return new WriteTooLargeException("The write is larger than the nodes take: " + cause.getMessage()
                    + ". They take half of their commitlog_segment_size: make that larger on all nodes, or split the row.");
        }
        String what = (cause instanceof QueryValidationException) ? "Cassandra refuses the request: "
                : "Too few nodes of Cassandra answer: ";
        return new StoreUnavailableException(what + reason(cause), cause);
    }

    /** A sentence on it. */
    static String reason(Throwable thrown) {
        if (thrown instanceof UnavailableException unavailable) {
            return unavailable.getAlive() + " of the " + unavailable.getRequired() + " needed are up ("
                    + unavailable.getConsistencyLevel() + ").";
        }
        if (thrown instanceof AllNodesFailedException all && all.getAllErrors().size() > 0) {
            List<Throwable> errors = all.getAllErrors().values().iterator().next();
            return errors.isEmpty() ? String.valueOf(all.getMessage()) : reason(errors.get(errors.size() - 1));
        }
        String message = thrown.getMessage();
        return thrown.getClass().getSimpleName() + ((message != null) ? ": " + message : "");
    }

}
