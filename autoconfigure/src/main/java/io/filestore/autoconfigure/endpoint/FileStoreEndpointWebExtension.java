package io.filestore.autoconfigure.endpoint;

import org.jspecify.annotations.Nullable;

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
 * an operation has failed: 409 if the store was opened read-only, else 503.
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
     * @param operation what
     * @param collection which collection to compact; null for all of them
     * @return what was done, or why not
     */
    @WriteOperation
    public WebEndpointResponse<OperationResponseBody> run(@Selector Operation operation, @Nullable String collection) {
        try {
            return new WebEndpointResponse<>(this.endpoint.run(operation, collection));
        }
        catch (StoreException ex) {
            int status = (ex instanceof ReadOnlyStoreException) ? CONFLICT
                    : WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE;
            return new WebEndpointResponse<>(FailureDescriptor.of(operation, ex), status);
        }
    }

}
