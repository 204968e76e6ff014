package io.filestore.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import io.filestore.error.StoreLockedException;

/**
 * Says who has the directory, and how everybody gets one of his own.
 */
final class StoreLockedFailureAnalyzer extends AbstractFailureAnalyzer<StoreLockedException> {

    private static final String ACTION = """
            One store at a time can have a directory (any number can, if all of them set filestore.read-only=true).

                - In production, stop the other process, or give this one another filestore.directory.
                - In development, look for an instance that still runs, for instance one that the IDE has started. \
            DevTools is no reason: a restart closes the old store first.
                - In tests, give each application context a directory of its own, since contexts stay open in the cache: \
            put filestore.directory=target/filestore/${random.uuid} into src/test/resources/config/application.properties \
            (in src/test/resources itself, the file would hide the application's own, collections and all), or close \
            contexts with @DirtiesContext.""";

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, StoreLockedException cause) {
        return new FailureAnalysis(
                "The store's directory " + cause.directory() + " is in use by " + cause.holder() + ".", ACTION, cause);
    }

}
