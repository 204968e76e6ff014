package io.filestore.autoconfigure.data;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import io.filestore.data.mapping.InvalidEntityException;

/** Says which class cannot be kept in rows, and why. */
final class InvalidEntityFailureAnalyzer extends AbstractFailureAnalyzer<InvalidEntityException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidEntityException cause) {
        return new FailureAnalysis("A class of entities cannot be kept in the store. " + cause.getMessage(),
                "Change the class, or the repository that is for it; the description says what is wrong.", cause);
    }

}
