package io.filestore.autoconfigure.endpoint;

import java.util.Locale;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

import io.filestore.error.StoreException;
import io.filestore.error.StoreIOException;

/**
 * Why an operation has failed.
 *
 * @param operation what was to be done
 * @param error the kind of the failure
 * @param message what has happened, and what to do
 */
public record FailureDescriptor(String operation, String error, String message) implements OperationResponseBody {

    static FailureDescriptor of(FileStoreEndpoint.Operation operation, StoreException failure) {
        return new FailureDescriptor(operation.name().toLowerCase(Locale.ROOT), kind(failure),
                String.valueOf(failure.getMessage()));
    }

    private static String kind(StoreException failure) {
        if (failure instanceof StoreIOException) {
            return "DiskFailed";
        }
        String name = failure.getClass().getSimpleName();
        return name.substring(0, name.length() - "Exception".length());
    }

}
