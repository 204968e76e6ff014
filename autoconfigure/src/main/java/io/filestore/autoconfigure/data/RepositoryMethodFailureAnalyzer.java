package io.filestore.autoconfigure.data;

import java.util.Arrays;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.data.repository.query.QueryCreationException;

import io.filestore.data.mapping.InvalidEntityException;
import io.filestore.error.StoreException;

/**
 * Says which method of which repository cannot be answered, and why. What methods of
 * other modules lack is theirs to say.
 */
final class RepositoryMethodFailureAnalyzer extends AbstractFailureAnalyzer<QueryCreationException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, QueryCreationException cause) {
        Throwable reason = cause.getCause();
        if (!(reason instanceof StoreException || reason instanceof InvalidEntityException)) {
            return null;
        }
        return new FailureAnalysis(
                "Method " + signature(cause) + " of repository " + cause.getRepositoryInterface().getName()
                        + " cannot be answered. " + reason.getMessage(),
                "Correct the name of the method, what it takes, what it returns, or its @Query; the description says what is wrong. What is to be done in Java is a default method, or one of an interface with an implementation.",
                cause);
    }

    private static String signature(QueryCreationException cause) {
        return cause.getMethod().getName() + Arrays.stream(cause.getMethod().getParameterTypes())
            .map(Class::getSimpleName)
            .collect(Collectors.joining(", ", "(", ")"));
    }

}
