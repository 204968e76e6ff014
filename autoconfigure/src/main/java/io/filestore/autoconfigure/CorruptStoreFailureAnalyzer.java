package io.filestore.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import io.filestore.error.CorruptStoreException;
import io.filestore.io.FileNames;

/**
 * Says which file is damaged, and the ways on.
 */
final class CorruptStoreFailureAnalyzer extends AbstractFailureAnalyzer<CorruptStoreException> {

    private static final String BACKUP = "Copy the whole directory before anything else. Then either restore it from a"
            + " backup, or ";

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, CorruptStoreException cause) {
        return new FailureAnalysis("A file of the store is damaged. " + cause.getMessage(), action(cause), cause);
    }

    private static String action(CorruptStoreException cause) {
        if (FileNames.isLog(cause.file().getFileName().toString())) {
            return BACKUP + "start once with filestore.wal.on-corruption=salvage, which keeps every change that is"
                    + " provably whole, puts a copy of the log into _quarantine/, and loses the changes named above.";
        }
        return BACKUP + "repair the file with an editor, or start with filestore.on-corruption=quarantine, which moves"
                + " what is damaged to _quarantine/ and starts without it.";
    }

}
