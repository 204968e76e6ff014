package io.filestore.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees, before a batch changes a file, whether somebody else has, and keeps what they
 * have left. Does nothing if it is not told what files are like.
 */
final class BatchConflicts {

    private static final Logger logger = LoggerFactory.getLogger(FileBatch.class);

    private final StoreDirectory directory;

    private final @Nullable KnownFiles known;

    private final Map<Path, Expectation> expectations = new HashMap<>();

    private final Set<Path> halfAppended = new HashSet<>();

    /**
     * @param known what files are like that nobody else has changed; null to let files be
     * changed whatever they are like
     */
    BatchConflicts(StoreDirectory directory, @Nullable KnownFiles known) {
        this.directory = directory;
        this.known = known;
    }

    boolean isUnchanged(Path file) throws IOException {
        return this.known == null || this.known.isUnchanged(file, this.directory.stat(file));
    }

    void expect(Path file, Expectation expectation) {
        if (this.known != null) {
            this.expectations.put(file, expectation);
        }
    }

    /** The file is about to be replaced or deleted. */
    void keepIfChanged(Path file) throws IOException {
        if (this.known == null) {
            return;
        }
        Expectation expectation = this.expectations.get(file);
        if (expectation == null && !this.known.isKnown(file)) {
            return;
        }
        FileInfo found = this.directory.stat(file);
        if (!((expectation != null) ? expectation.isMet(found) : this.known.isUnchanged(file, found))) {
            this.known.keep(file, found);
        }
    }

    /** What the file that is to replace another is like, if somebody wants to know. */
    @Nullable FileInfo lookAt(Path temporary) throws IOException {
        return (this.known != null) ? this.directory.stat(temporary) : null;
    }

    /**
     * The batch has replaced or deleted the file.
     * @param info what it has put in its place; null for nothing
     */
    void replaced(Path file, @Nullable FileInfo info) {
        if (this.known != null) {
            this.known.replaced(file, info);
        }
    }

    /** The batch begins to append to the file. */
    void appending(Path file) {
        this.halfAppended.add(file);
    }

    /** Of what was appended all is there that will be. */
    void appended(Path file) throws IOException {
        if (this.known != null) {
            this.known.appended(file, this.directory.stat(file));
        }
        this.halfAppended.remove(file);
    }

    /** Nothing more is appended, so that what is there now is ours. */
    void abandon() {
        for (Path file : List.copyOf(this.halfAppended)) {
            try {
                appended(file);
            }
            catch (IOException | RuntimeException ex) {
                logger.warn("Cannot see what an append that failed has left of {}", file, ex);
            }
        }
    }

}
