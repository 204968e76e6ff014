package io.filestore.autoconfigure.endpoint;

import java.util.Locale;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

import io.filestore.autoconfigure.endpoint.FileStoreEndpoint.Operation;
import io.filestore.error.ReadOnlyStoreException;
import io.filestore.error.StoreException;

/**
 * {@link EndpointWebExtension} of the {@link FileStoreEndpoint} that tells over HTTP why
 * an operation was refused or has failed: 400 if the request makes no sense, 404 if there
 * is no such collection, 409 if the store was opened read-only, else 503.
 */
@EndpointWebExtension(endpoint = FileStoreEndpoint.class)
public class FileStoreEndpointWebExtension {

    private static final int CONFLICT = 409;

    private final FileStoreEndpoint endpoint;

    public FileStoreEndpointWebExtension(FileStoreEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Does something to the store, and waits for it.
     * @param operation what; all collections are compacted
     * @return what was done, or why not
     */
    @WriteOperation
    public WebEndpointResponse<OperationResponseBody> run(@Selector String operation) {
        return answer(operation, "", this.endpoint::run);
    }

    /**
     * Does something to a collection, and waits for it.
     * @param operation what; only compact is about one collection
     * @param collection which
     * @return what was done, or why not
     */
    @WriteOperation
    public WebEndpointResponse<OperationResponseBody> runOn(@Selector String operation, @Selector String collection) {
        return answer(operation, collection, (known) -> this.endpoint.runOn(known, collection));
    }

    private static WebEndpointResponse<OperationResponseBody> answer(String name, String collection,
            Function<Operation, @Nullable OperationResponseBody> work) {
        Operation operation;
        try {
            operation = Operation.valueOf(name.toUpperCase(Locale.ROOT));
        }
        catch (IllegalArgumentException ex) {
            return refusal(name, "UnknownOperation",
                    "There is no operation '" + name
                            + "'. POST to flush, verify, compact, compact/{collection}, backup or backup/{name}.",
                    WebEndpointResponse.STATUS_BAD_REQUEST);
        }
        try {
            OperationResponseBody done = work.apply(operation);
            if (done == null && collection.isEmpty()) {
                return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NO_CONTENT);
            }
            return (done != null) ? new WebEndpointResponse<>(done)
                    : refusal(name, "UnknownCollection",
                            "There is no collection '" + collection
                                    + "'. GET the endpoint itself to see which there are.",
                            WebEndpointResponse.STATUS_NOT_FOUND);
        }
        catch (InvalidEndpointRequestException ex) {
            return refusal(name, "InvalidRequest", String.valueOf(ex.getReason()),
                    WebEndpointResponse.STATUS_BAD_REQUEST);
        }
        catch (StoreException ex) {
            int status = (ex instanceof ReadOnlyStoreException) ? CONFLICT
                    : WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE;
            return new WebEndpointResponse<>(FailureDescriptor.of(operation, ex), status);
        }
    }

    private static WebEndpointResponse<OperationResponseBody> refusal(String operation, String error, String message,
            int status) {
        return new WebEndpointResponse<>(new FailureDescriptor(operation, error, message), status);
    }

}
