package io.filestore.tool;

/** The arguments make no sense; the message says why. */
final class UsageException extends RuntimeException {

    UsageException(String message) {
        super(message);
    }

}
