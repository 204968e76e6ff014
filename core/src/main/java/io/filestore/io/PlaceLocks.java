package io.filestore.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Locks the places of collections, wherever they lie. */
final class PlaceLocks {

    private final DiskDirectory directory;

    PlaceLocks(DiskDirectory directory) {
        this.directory = directory;
    }

    /**
     * Takes a place.
     * @param path the collection's file or directory
     * @param isDirectory which of them
     * @param shared whether to only read
     */
    List<DirectoryLock> lock(Path path, boolean isDirectory, boolean shared) throws IOException {
        Path parent = path.getParent();
        boolean outside = !path.startsWith(this.directory.root());
        Path folder = (isDirectory || parent == null) ? path : parent;
        LockFile own = isDirectory ? LockFile.in(this.directory, path) : LockFile.beside(this.directory, path, folder);
        List<DirectoryLock> taken = new ArrayList<>();
        try {
            if (outside) {
                lockStoresAbove(path, taken);
            }
            if (outside && !shared) {
                this.directory.createDirectories(folder, true);
                taken.add(own.acquire(false));
            }
            else if (Files.exists(own.file(), LinkOption.NOFOLLOW_LINKS)) {
                taken.add(own.acquire(shared));
            }
            return taken;
        }
        catch (IOException | RuntimeException ex) {
            for (DirectoryLock lock : taken) {
                lock.close();
            }
            throw ex;
        }
    }

    /**
     * A store whose directory the path lies in may have a collection there. Shared, since
     * several may lie in it side by side; but not while that store writes.
     */
    private void lockStoresAbove(Path path, List<DirectoryLock> taken) throws IOException {
        for (Path above = path.getParent(); above != null; above = above.getParent()) {
            if (Files.exists(above.resolve(FileNames.CHECKPOINT)) && Files.exists(above.resolve(FileNames.LOCK))) {
                taken.add(LockFile.in(this.directory, above).acquire(true));
            }
        }
    }

}
