package io.filestore.open;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.engine.OpenCollection;
import io.filestore.io.FileInfo;
import io.filestore.io.FileNames;
import io.filestore.io.StoreDirectory;
import io.filestore.storage.StorageStrategy;

/**
 * Files that a killed flush has left unfinished. A store that writes deletes them when it
 * opens, so that they do not pile up with each crash; but only those whose whole name is
 * one that filestore gives to such a file.
 */
final class Leftovers {

    private static final Logger logger = LoggerFactory.getLogger(Leftovers.class);

    private final StoreDirectory directory;

    Leftovers(StoreDirectory directory) {
        this.directory = directory;
    }

    /** Deletes those in the store's directory that belong to no collection. */
    void deleteOwn() throws IOException {
        for (FileInfo entry : this.directory.list(this.directory.root())) {
            if (entry.isFile() && entry.name().endsWith(FileNames.TMP) && FileNames.isOwn(entry.name())) {
                delete(this.directory.root().resolve(entry.name()));
            }
        }
    }

    /** Deletes those of a collection, which has been loaded. */
    void delete(OpenCollection collection) {
        StorageStrategy strategy = collection.strategy();
        List<Path> found = new ArrayList<>(strategy.leftovers());
        add(found, strategy.path());
        add(found, strategy.checksumFile());
        collection.indexFiles().forEach((index) -> add(found, index.file()));
        found.forEach(this::delete);
    }

    private static void add(List<Path> found, @Nullable Path target) {
        if (target != null) {
            found.add(FileNames.temporary(target));
        }
    }

    private void delete(Path file) {
        try {
            FileInfo info = this.directory.stat(file);
            if (info != null && info.isFile()) {
                this.directory.delete(file);
                logger.debug("Deleted {}, which a flush that was killed had left unfinished", file);
            }
        }
        catch (IOException ex) {
            logger.warn("{} is unfinished and of no use, but cannot be deleted: {}", file, ex.getMessage());
        }
    }

}
