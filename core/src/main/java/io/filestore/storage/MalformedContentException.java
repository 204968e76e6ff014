package io.filestore.storage;

/** A file cannot be read any further; what was read before it stands. */
final class MalformedContentException extends Exception {

    MalformedContentException(String message) {
        super(message);
    }

}
