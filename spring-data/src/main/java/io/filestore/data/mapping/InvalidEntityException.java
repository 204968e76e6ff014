package io.filestore.data.mapping;

import org.jspecify.annotations.Nullable;

import org.springframework.data.mapping.MappingException;

/**
 * A class whose values cannot be rows, or not in the way that it is used; the message
 * says why, and what to do.
 */
public class InvalidEntityException extends MappingException {

    private static final long serialVersionUID = 1L;

    public InvalidEntityException(String message) {
        super(message);
    }

    public InvalidEntityException(@Nullable String message, Throwable cause) {
        super(message, cause);
    }

}
