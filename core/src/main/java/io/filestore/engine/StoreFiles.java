package io.filestore.engine;

import io.filestore.io.KnownFiles;
import io.filestore.io.Quarantine;
import io.filestore.io.StoreDirectory;

/**
 * What a store has in its directory besides the files of its collections.
 *
 * @param catalog how the collections lie there
 * @param checkpoints up to where their files follow the log
 * @param quarantine where what is damaged goes
 * @param known what files are like that nobody else has changed
 */
public record StoreFiles(StoreDirectory directory, OpenCatalog catalog, Checkpoints checkpoints, Quarantine quarantine,
        KnownFiles known) {
}
