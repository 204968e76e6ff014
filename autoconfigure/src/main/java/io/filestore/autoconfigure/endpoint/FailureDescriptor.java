package io.filestore.autoconfigure.endpoint;

import java.util.Locale;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

import io.filestore.error.StoreException;

/**
 * Why an operation has failed.
 *
 * @param operation what was to be done
 * @param error the kind of the failure
 * @param message what has happened, and what to do
 */
public record FailureDescriptor(String operation, String error, String message) implements OperationResponseBody {

    static FailureDescriptor of(FileStoreEndpoint.Operation operation, StoreException failure) {
        String kind = failure.getClass().getSimpleName();
        return new FailureDescriptor(operation.name().toLowerCase(Locale.ROOT),
                kind.substring(0, kind.length() - "Exception".length()), String.valueOf(failure.getMessage()));
    }

}
