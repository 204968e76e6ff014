package io.filestore.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import io.filestore.error.RowMigrationException;

/**
 * Says which rows are of another shape than the application works with, and why they are
 * not brought to it.
 */
final class RowMigrationFailureAnalyzer extends AbstractFailureAnalyzer<RowMigrationException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, RowMigrationException cause) {
        return new FailureAnalysis("The rows of a collection cannot be migrated. " + cause.getMessage(),
                "Look at the beans of type RowMigration for this collection; the description says what is wrong. All rows are as they were. If it asks of which shape they are, set '"
                        + FileStoreProperties.PREFIX + "." + PropertyName.ofCollection(cause.collection())
                        + ".baseline'.",
                cause);
    }

}
