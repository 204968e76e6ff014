package io.filestore.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory {@code _replaced} of files in whose place others have come. filestore
 * deletes nothing that is there. Every call can be interrupted anywhere and made again,
 * and leaves lock files where they are.
 */
public final class ReplacedFiles {

    private static final Logger logger = LoggerFactory.getLogger(ReplacedFiles.class);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS")
        .withZone(ZoneOffset.UTC);

    private final StoreDirectory directory;

    public ReplacedFiles(StoreDirectory directory) {
        this.directory = directory;
    }

    /**
     * A name that no folder has yet.
     * @return relative to the store's directory, such as
     * {@code _replaced/20261129T013000.000}
     */
    public String newFolder(InstantSource clock) throws IOException {
        String name = FileNames.REPLACED + "/" + TIME.format(clock.instant());
        String free = name;
        for (int i = 2; this.directory.stat(this.directory.resolve(free)) != null; i++) {
            free = name + "-" + i;
        }
        return free;
    }

    /**
     * Moves a file, or a directory with all that is in it, into a folder, under the name
     * that it has. Does nothing if it is not there.
     */
    public void take(Path from, Path folder) throws IOException {
        if (this.directory.stat(from) != null) {
            this.directory.createDirectories(folder, true);
            move(from, folder.resolve(String.valueOf(from.getFileName())));
            this.directory.forceDirectory(folder);
            forceParent(from);
        }
    }

    private void move(Path from, Path to) throws IOException {
        FileInfo info = this.directory.stat(from);
        if (info == null || !info.isDirectory()) {
            rename(from, to);
            return;
        }
        this.directory.createDirectories(to, true);
        for (Path entry : this.directory.entries(from)) {
            if (!entry.endsWith(FileNames.LOCK)) {
                move(entry, to.resolve(String.valueOf(entry.getFileName())));
            }
        }
        this.directory.forceDirectory(to);
        this.directory.forceDirectory(from);
        if (this.directory.entries(from).isEmpty()) {
            this.directory.delete(from);
        }
    }

    private void rename(Path from, Path to) throws IOException {
        try {
            this.directory.rename(from, to);
        }
        catch (AtomicMoveNotSupportedException ex) {
            // It lies on another device, where no rename leads here.
            this.directory.write(to, (out) -> {
                try (var in = this.directory.read(from)) {
                    in.transferTo(out);
                }
            });
            this.directory.force(to);
            forceParent(to);
            this.directory.delete(from);
        }
    }

    /**
     * Deletes what an interrupted move has left: a file, or a directory with all that is
     * in it, and what was to become that file. It does not come back after a power loss.
     */
    public void delete(Path path) throws IOException {
        Path parent = path.getParent();
        if (parent == null || this.directory.stat(parent) == null) {
            return;
        }
        FileInfo info = this.directory.stat(path);
        if (info != null && info.isDirectory()) {
            deleteWithin(path);
            deleteIfEmpty(path);
        }
        else {
            this.directory.delete(path);
            this.directory.delete(FileNames.temporary(path));
        }
        this.directory.forceDirectory(parent);
    }

    /** Deletes a directory if nothing but directories are in it. */
    public void deleteEmpty(Path path) throws IOException {
        FileInfo info = this.directory.stat(path);
        if (info != null && info.isDirectory()) {
            for (Path entry : this.directory.entries(path)) {
                deleteEmpty(entry);
            }
            deleteIfEmpty(path);
            forceParent(path);
        }
    }

    private void deleteIfEmpty(Path path) throws IOException {
        if (this.directory.entries(path).isEmpty()) {
            try {
                this.directory.delete(path);
            }
            catch (AccessDeniedException ex) {
                // It may have been there before, and be somebody else's.
                logger.debug("{} stays, an empty directory", path, ex);
            }
        }
    }

    private void deleteWithin(Path path) throws IOException {
        for (FileInfo entry : this.directory.list(path)) {
            Path within = path.resolve(entry.name());
            if (entry.isDirectory()) {
                deleteWithin(within);
                deleteIfEmpty(within);
            }
            else if (!entry.name().equals(FileNames.LOCK)) {
                this.directory.delete(within);
            }
        }
        this.directory.forceDirectory(path);
    }

    private void forceParent(Path path) throws IOException {
        @Nullable Path parent = path.getParent();
        if (parent != null) {
            this.directory.forceDirectory(parent);
        }
    }

}
