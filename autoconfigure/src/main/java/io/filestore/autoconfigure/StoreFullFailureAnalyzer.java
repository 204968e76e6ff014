package io.filestore.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import io.filestore.error.StoreFullException;

/**
 * Says that the disk is full.
 */
final class StoreFullFailureAnalyzer extends AbstractFailureAnalyzer<StoreFullException> {

    private static final String ACTION = """
            Opening a store writes a few bytes. Make room on the disk of filestore.directory and start again, but delete no \
            files of the store, _wal files least of all. To only read meanwhile, start with filestore.read-only=true.""";

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, StoreFullException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), ACTION, cause);
    }

}
