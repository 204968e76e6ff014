package io.filestore.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What lies on the disk when a store is opened. A process that was killed during a flush
 * may have left files that are only in the system's cache; from now on they count as
 * flushed, so they must be on disk.
 */
public final class FoundFiles {

    private static final Logger logger = LoggerFactory.getLogger(FoundFiles.class);

    private final StoreDirectory directory;

    public FoundFiles(StoreDirectory directory) {
        this.directory = directory;
    }

    /**
     * Forces files and directories, and the directories that files are in; each once, and
     * many at a time.
     * @param paths those that are absent need not be forced
     */
    public void force(Collection<Path> paths) throws IOException {
        Set<Path> files = new LinkedHashSet<>();
        Set<Path> directories = new LinkedHashSet<>();
        for (Path path : paths) {
            FileInfo found = this.directory.stat(path);
            Path parent = path.getParent();
            if (found != null && found.isDirectory()) {
                directories.add(path);
            }
            else if (parent != null && (directories.contains(parent) || this.directory.stat(parent) != null)) {
                directories.add(parent);
            }
            if (found != null && found.isFile()) {
                files.add(path);
            }
        }
        ForceThreads.forEach(files, (file) -> forceIfOurs(file, this.directory::force));
        ForceThreads.forEach(directories, (found) -> forceIfOurs(found, this.directory::forceDirectory));
    }

    private static void forceIfOurs(Path path, ForceThreads.PathAction force) throws IOException {
        try {
            force.run(path);
        }
        catch (NotForcedException ex) {
            if (!ex.isDenied()) {
                throw ex;
            }
            logger.debug("{} is not ours to write, so no flush has left it unforced", path, ex);
        }
    }

}
