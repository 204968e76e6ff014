package io.filestore.io;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes of many files that become durable together, in phases, because one file after
 * another costs 15 to 20 times as much. Not thread-safe.
 *
 * <p>
 * A file is replaced as a whole or not at all, but there is no such promise over several
 * files: if {@link #commit} fails or the power does, some may be changed and some not.
 * The same changes must then be made again, by another batch. Whoever does not come to a
 * commit, or whose commit fails, calls {@link #abandon}.
 *
 * <p>
 * Directories above the files are created where they are missing.
 */
public final class FileBatch {

    private static final Logger logger = LoggerFactory.getLogger(FileBatch.class);

    private final StoreDirectory directory;

    private final boolean force;

    private final BatchConflicts conflicts;

    private final BatchSums sums = new BatchSums();

    private final Map<Path, Path> replacements = new LinkedHashMap<>();

    private final Set<Path> appended = new LinkedHashSet<>();

    private final Map<Path, Path> firstRenames = new LinkedHashMap<>();

    private final Set<Path> deletions = new LinkedHashSet<>();

    private final List<Runnable> actions = new ArrayList<>();

    private final Set<Path> knownDirectories = new HashSet<>();

    private final Set<Path> touchedDirectories = new LinkedHashSet<>();

    private boolean finished;

    /**
     * An empty batch.
     * @param directory the disk
     * @param force whether files and directories are forced; if not, a power loss may
     * take or damage what the batch wrote
     */
    public FileBatch(StoreDirectory directory, boolean force) {
        this(directory, force, null);
    }

    /**
     * An empty batch that keeps what others have changed.
     * @param directory the disk
     * @param force whether files and directories are forced
     * @param known what files are like that nobody else has changed; null to replace
     * files whatever they are like
     */
    public FileBatch(StoreDirectory directory, boolean force, @Nullable KnownFiles known) {
        this.directory = directory;
        this.force = force;
        this.conflicts = new BatchConflicts(directory, known);
    }

    /**
     * Writes a file now, under a temporary name beside the target; the commit puts it in
     * the target's place.
     * @return the bytes written
     * @throws IllegalStateException if the batch changes this file already
     */
    public long replace(Path target, Content content) throws IOException {
        requireNew(target);
        prepareParent(target);
        Path temporary = FileNames.temporary(target);
        this.replacements.put(target, temporary);
        return this.directory.write(temporary, this.sums.summing(target, 0, content));
    }

    /**
     * Cuts a file to a length and appends to it, now. If the batch is then abandoned, or
     * the power fails, any part of what was appended may be there: append again at the
     * same place.
     * @param file the file; created if it is absent and {@code at} is 0
     * @param at where to append; the file has at least that many bytes
     * @param content what to append
     * @return the bytes appended
     * @throws IllegalStateException if the batch changes this file already
     */
    public long append(Path file, long at, Content content) throws IOException {
        requireNew(file);
        prepareParent(file);
        FileInfo info = this.directory.stat(file);
        if (info == null && at > 0) {
            throw new NoSuchFileException(file.toString(), null, "the file to append to is gone");
        }
        this.appended.add(file);
        this.conflicts.appending(file);
        // Its name may have been created, and not forced, by a batch or process that
        // failed.
        this.touchedDirectories.add(parent(file));
        try (AppendFile open = this.directory.openAppend(file)) {
            if (open.length() < at) {
                throw new IOException("Cannot append at byte " + at + " of " + file + ": another program has cut it to "
                        + open.length() + " bytes.");
            }
            open.truncate(at);
            long bytes = CountedOutput.write(this.sums.summing(file, at, content), new AppendOutput(open));
            this.conflicts.appended(file);
            return bytes;
        }
    }

    /**
     * Whether a file is as filestore has last read or written it: if not, it must be
     * replaced and not appended to.
     */
    public boolean isUnchanged(Path file) throws IOException {
        return this.conflicts.isUnchanged(file);
    }

    /**
     * What a file of one row must be like to be replaced or deleted by this batch without
     * being kept.
     */
    public void expect(Path file, Expectation expectation) {
        this.conflicts.expect(file, expectation);
    }

    /**
     * What a file will be like after the commit, size and modification time, of a file
     * that this batch has written.
     * @param file its name now, which {@link #renameFirst} may change
     * @return null if the batch has not written the file
     */
    public @Nullable FileInfo written(Path file) throws IOException {
        Path target = this.firstRenames.getOrDefault(file, file);
        Path temporary = this.replacements.get(target);
        if (temporary != null) {
            return this.directory.stat(temporary);
        }
        return this.appended.contains(target) ? this.directory.stat(target) : null;
    }

    /** Whether the batch puts a whole new file in this one's place. */
    public boolean isReplaced(Path file) {
        return this.replacements.containsKey(file);
    }

    /**
     * Lets {@link #sum(Path)} know a file; to be called before it is written.
     * @param before the sum of what is there to append to, null if that is not known
     */
    public void sumUp(Path file, @Nullable ContentSum before) {
        this.sums.want(file, before);
    }

    /** The sum of a file that this batch has written, null if it is not known. */
    public @Nullable ContentSum sum(Path file) {
        return this.sums.of(file);
    }

    /** Renames a file in the commit, before the replaced files come into their places. */
    public void renameFirst(Path from, Path to) {
        this.firstRenames.put(from, to);
    }

    /** Deletes a file in the commit, after all renames; it may be absent. */
    public void delete(Path file) {
        this.deletions.add(file);
    }

    /** Runs this at the end of the commit, when everything is durable. */
    public void onCommit(Runnable action) {
        this.actions.add(action);
    }

    /**
     * Makes the changes, in this order: force what was written, rename, delete, force the
     * directories, run the actions.
     * @throws IOException if anything fails; no action has then run
     */
    public void commit() throws IOException {
        requireOpen();
        this.finished = true;
        if (this.force) {
            Set<Path> written = new LinkedHashSet<>(this.appended);
            written.addAll(this.replacements.values());
            ForceThreads.forEach(written, this.directory::force);
        }
        for (Map.Entry<Path, Path> rename : this.firstRenames.entrySet()) {
            prepareParent(rename.getValue());
            rename(rename.getKey(), rename.getValue());
        }
        for (Path target : List.copyOf(this.replacements.keySet())) {
            this.conflicts.keepIfChanged(target);
            FileInfo written = this.conflicts.lookAt(temporaryOf(target));
            rename(temporaryOf(target), target);
            this.conflicts.replaced(target, written);
            this.replacements.remove(target);
        }
        for (Path file : this.deletions) {
            this.conflicts.keepIfChanged(file);
            // An absent file may have been deleted, and that not forced, by a batch or
            // process that failed.
            if (this.directory.delete(file) || this.directory.stat(parent(file)) != null) {
                this.touchedDirectories.add(parent(file));
            }
            this.conflicts.replaced(file, null);
        }
        if (this.force) {
            ForceThreads.forEach(this.touchedDirectories, this.directory::forceDirectory);
        }
        this.actions.forEach(Runnable::run);
    }

    private Path temporaryOf(Path target) {
        Path temporary = this.replacements.get(target);
        if (temporary == null) {
            throw new IllegalStateException("No replacement of " + target);
        }
        return temporary;
    }

    private void rename(Path from, Path to) throws IOException {
        this.directory.rename(from, to);
        this.touchedDirectories.add(parent(from));
        this.touchedDirectories.add(parent(to));
    }

    /**
     * Deletes the temporary files that have not come into their places. What cannot be
     * deleted stays behind with a warning; nothing is thrown.
     */
    public void abandon() {
        this.finished = true;
        for (Path temporary : this.replacements.values()) {
            try {
                this.directory.delete(temporary);
            }
            catch (IOException | RuntimeException ex) {
                logger.warn("Cannot delete {}, which is of no use any more", temporary, ex);
            }
        }
        this.replacements.clear();
        this.conflicts.abandon();
    }

    private void requireOpen() {
        if (this.finished) {
            throw new IllegalStateException("The batch is committed or abandoned already.");
        }
    }

    private void requireNew(Path file) {
        requireOpen();
        if (this.replacements.containsKey(file) || this.appended.contains(file)) {
            throw new IllegalStateException("The batch changes " + file + " already.");
        }
    }

    private void prepareParent(Path file) throws IOException {
        Path parent = parent(file);
        if (!this.knownDirectories.contains(parent)) {
            this.directory.createDirectories(parent, this.force);
            this.knownDirectories.add(parent);
        }
    }

    private static Path parent(Path file) {
        @Nullable Path parent = file.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("Not a file: " + file);
        }
        return parent;
    }

}
