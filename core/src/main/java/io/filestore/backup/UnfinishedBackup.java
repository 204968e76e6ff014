package io.filestore.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.error.InvalidConfigurationException;
import io.filestore.io.Content;
import io.filestore.io.ContentSum;
import io.filestore.io.FileInfo;
import io.filestore.io.FileNames;
import io.filestore.io.ForceThreads;
import io.filestore.io.StoreDirectory;
import io.filestore.json.CheckedLine;

/**
 * A backup until it is whole: it lies beside its target, under the target's name and
 * {@value #ENDING}, and is renamed when everything in it is on disk. So there never is
 * anything under the target's own name but a whole backup. What a killed process has left
 * is known by its name together with the mark in it, or the checkpoint, which comes last;
 * it is deleted by the next backup into the same directory. Not thread-safe.
 */
public final class UnfinishedBackup {

    static final String ENDING = ".unfinished";

    /** In an unfinished backup only; its line says that filestore has made it. */
    static final String MARK = "_unfinished.json";

    private static final byte[] MARK_LINE = CheckedLine
        .of("{\"format\":\"filestore-unfinished-backup\",\"version\":1".getBytes(StandardCharsets.US_ASCII));

    private static final Logger logger = LoggerFactory.getLogger(UnfinishedBackup.class);

    private final StoreDirectory disk;

    private final Path target;

    private final Path place;

    private final List<Path> files = new ArrayList<>();

    private final Set<Path> directories = new LinkedHashSet<>();

    private long bytes;

    private UnfinishedBackup(StoreDirectory disk, Path target) {
        this.disk = disk;
        this.target = target;
        this.place = unfinished(target);
    }

    private static Path unfinished(Path target) {
        return target.resolveSibling(target.getFileName() + ENDING);
    }

    /**
     * Begins a backup, and deletes what earlier ones have left unfinished in the same
     * directory.
     * @param target an absolute path: nothing yet, or an empty directory; links in it are
     * followed
     * @param live what is to be copied, from which the target keeps away
     * @throws InvalidConfigurationException if a backup cannot be there
     */
    public static UnfinishedBackup begin(StoreDirectory disk, Path target, List<Path> live) throws IOException {
        Path real = disk.real(target);
        Path parent = real.getParent();
        if (parent == null) {
            throw refused(target, "It is no place for a backup. Give a directory that does not exist yet.");
        }
        for (Path path : live) {
            // Through a link a backup could copy itself, without end.
            Path other = disk.real(path);
            if (real.startsWith(other) || other.startsWith(real) || unfinished(real).startsWith(other)) {
                throw refused(target, "It lies in " + path
                        + ", which is to be copied, or above it. Give a directory elsewhere, best on another disk.");
            }
        }
        return begin(disk, target, real, parent);
    }

    private static UnfinishedBackup begin(StoreDirectory disk, Path given, Path target, Path parent)
            throws IOException {
        FileInfo info = disk.stat(target);
        if (info != null && (!info.isDirectory() || !disk.list(target).isEmpty())) {
            throw refused(given,
                    "There is something already. A backup goes into a directory of its own: give one that is empty or does not exist yet.");
        }
        disk.createDirectories(parent, true);
        for (FileInfo entry : disk.list(parent)) {
            Path left = parent.resolve(entry.name());
            if (entry.isDirectory() && entry.name().endsWith(ENDING) && isOurs(disk, left)) {
                logger.warn("A backup was not finished, and is deleted: {}", left);
                delete(disk, left);
            }
        }
        if (disk.stat(unfinished(target)) != null) {
            throw refused(given, unfinished(target)
                    + " is in the way, and is no backup that filestore has begun. Move it away, or give another directory.");
        }
        UnfinishedBackup backup = new UnfinishedBackup(disk, target);
        disk.createDirectory(backup.place);
        backup.directories.add(backup.place);
        disk.write(backup.place.resolve(MARK), Content.of(MARK_LINE));
        disk.force(backup.place.resolve(MARK));
        disk.forceDirectory(backup.place);
        return backup;
    }

    private static InvalidConfigurationException refused(Path target, String reason) {
        return new InvalidConfigurationException("backup", target, reason);
    }

    /** One without any copy yet may not have come to all of its mark. */
    private static boolean isOurs(StoreDirectory disk, Path left) throws IOException {
        if (disk.list(left).stream().allMatch((entry) -> entry.name().equals(MARK))) {
            return true;
        }
        byte[] mark = content(disk, left.resolve(MARK));
        if (mark != null) {
            return Arrays.equals(mark, MARK_LINE);
        }
        byte[] checkpoint = content(disk, left.resolve(FileNames.CHECKPOINT));
        return checkpoint != null && checkpoint.length > 0
                && CheckedLine.isIntact(checkpoint, 0, checkpoint.length - 1);
    }

    private static byte @Nullable [] content(StoreDirectory disk, Path file) throws IOException {
        FileInfo info = disk.stat(file);
        return (info != null && info.isFile()) ? disk.readAll(file) : null;
    }

    /** What it is known by goes last, in case that this is interrupted, too. */
    private static void delete(StoreDirectory disk, Path backup) throws IOException {
        for (FileInfo entry : disk.list(backup)) {
            if (!entry.name().equals(MARK) && !entry.name().equals(FileNames.CHECKPOINT)) {
                delete(disk, entry, backup.resolve(entry.name()));
            }
        }
        disk.delete(backup.resolve(FileNames.CHECKPOINT));
        disk.delete(backup.resolve(MARK));
        disk.delete(backup);
    }

    private static void delete(StoreDirectory disk, FileInfo entry, Path path) throws IOException {
        if (entry.isDirectory()) {
            for (FileInfo inside : disk.list(path)) {
                delete(disk, inside, path.resolve(inside.name()));
            }
        }
        disk.delete(path);
    }

    /** Where it lies for now. */
    public Path place() {
        return this.place;
    }

    /** Where it will lie. */
    public Path target() {
        return this.target;
    }

    /** How many files have been copied. */
    public long files() {
        return this.files.size();
    }

    public long bytes() {
        return this.bytes;
    }

    /** Where a path inside the backup is. */
    public Path resolve(String relative) {
        return this.place.resolve(relative);
    }

    /**
     * Copies a file, or a directory with all that is in it, but neither links nor what is
     * not complete. Modification times and permissions stay as they are.
     * @param from may be absent
     * @param relative where to, in the backup
     */
    public void copy(Path from, String relative) throws IOException {
        FileInfo info = this.disk.stat(from);
        if (info != null) {
            copy(from, info, resolve(relative));
        }
    }

    private void copy(Path from, FileInfo info, Path to) throws IOException {
        if (info.isDirectory()) {
            prepare(to);
            for (FileInfo entry : this.disk.list(from)) {
                copy(from.resolve(entry.name()), entry, to.resolve(entry.name()));
            }
            this.disk.copyAttributes(from, to);
        }
        else if (info.isFile() && !info.name().endsWith(FileNames.TMP) && this.disk.stat(to) == null) {
            prepare(Objects.requireNonNull(to.getParent()));
            ContentSum read = this.disk.copy(from, to);
            if (!ContentSum.of(this.disk, to, read.length()).equals(read)) {
                throw new IOException(to + " is not what was written to it.");
            }
            this.bytes += read.length();
            this.files.add(to);
        }
    }

    /** Takes note of a file that somebody has written into the backup. */
    void wrote(Path file) {
        this.files.add(file);
    }

    private void prepare(Path directory) throws IOException {
        if (!this.directories.contains(directory)) {
            if (!directory.equals(this.place)) {
                prepare(Objects.requireNonNull(directory.getParent()));
            }
            this.disk.createDirectory(directory);
            this.directories.add(directory);
        }
    }

    /** Forces everything, and gives the backup its name. */
    public void finish() throws IOException {
        this.disk.delete(this.place.resolve(MARK));
        ForceThreads.forEach(this.files, this.disk::force);
        ForceThreads.forEach(this.directories, this.disk::forceDirectory);
        this.disk.delete(this.target);
        this.disk.rename(this.place, this.target);
        try {
            this.disk.forceDirectory(Objects.requireNonNull(this.target.getParent()));
        }
        catch (IOException ex) {
            // What is reported as failed has no name.
            this.disk.rename(this.target, this.place);
            throw ex;
        }
    }

    /** Deletes what there is of it; what cannot be deleted is left to the next backup. */
    public void abandon() {
        try {
            if (this.disk.stat(this.place) != null) {
                delete(this.disk, this.place);
            }
        }
        catch (IOException | RuntimeException ex) {
            logger.warn("The unfinished backup {} could not be deleted; the next backup beside it tries again",
                    this.place, ex);
        }
    }

}
