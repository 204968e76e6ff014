package io.filestore.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import io.filestore.error.UnsupportedFormatException;

/**
 * Says that the directory is newer than the application.
 */
final class UnsupportedFormatFailureAnalyzer extends AbstractFailureAnalyzer<UnsupportedFormatException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnsupportedFormatException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()),
                "Start with the version of filestore that wrote it, or a later one.", cause);
    }

}
