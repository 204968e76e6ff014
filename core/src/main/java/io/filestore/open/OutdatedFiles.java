package io.filestore.open;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

import io.filestore.checksum.ChecksumCheck;
import io.filestore.checksum.FlushMark;
import io.filestore.engine.OpenCollection;
import io.filestore.engine.Reaction;
import io.filestore.engine.StoreFiles;
import io.filestore.report.Finding;
import io.filestore.storage.Places;

/**
 * Tells that files of a collection are not those that the store has left: they were
 * copied while it ran, or restored from an older copy, or are not there.
 *
 * <ul>
 * <li>All files of a collection that say an earlier flush than the checkpoint are older
 * than it. Those that say a later one are an ordinary crash between the two.
 * <li>Single files are told by their modification time; {@code RowAges} has the rule.
 * <li>Rows whose own files are not there are a deletion by somebody if the store was
 * closed, and a loss if it was not.
 * </ul>
 */
final class OutdatedFiles {

    private static final String REMEDY = " If the files were copied while the store was open, or are of different ages, take a backup that is one (docs/backup.md); if they were put there on purpose, go on: the next flush records them.";

    /** So many are named. */
    private static final int NAMED = 10;

    private final StoreFiles files;

    private final Reaction reaction;

    private final OpenCollection collection;

    private final Path checksums;

    private final long expected;

    /**
     * @param expected the flush that wrote the files last, 0 if none is known
     */
    OutdatedFiles(StoreFiles files, Reaction reaction, OpenCollection collection, Path checksums, long expected) {
        this.files = files;
        this.reaction = reaction;
        this.collection = collection;
        this.checksums = checksums;
        this.expected = expected;
    }

    void tell(ChecksumCheck check) throws IOException {
        FlushMark mark = check.mark();
        long found = (mark != null) ? mark.flush() : 0;
        if (!Places.of(this.collection.strategy()).isAny(this.files.directory())) {
            tellGone();
            return;
        }
        if (found < this.expected && this.files.directory().stat(this.checksums) == null) {
            tell(Finding.Kind.MISSING, this.checksums + " is not there, although flush " + this.expected
                    + " wrote it: whether rows are missing or from an older time cannot be told.");
        }
        else if (found < this.expected) {
            tell(Finding.Kind.OUTDATED, this.checksums + " is "
                    + ((found == 0) ? "not from any flush that is known"
                            : "from flush " + found + " (up to LSN " + (mark != null ? mark.lsn() : 0) + ')')
                    + ", but flush " + this.expected
                    + " has written the collection since: changes in between that the log does not have are lost.");
        }
        if (!check.outdated().isEmpty()) {
            tell(Finding.Kind.OUTDATED, names(check.outdated().stream().map(Path::toString).toList(), " files")
                    + ": not as the last flush wrote it, and from an earlier time: it has been put there from an older copy. An edit would have given it a later modification time (touch it, if this is one).");
        }
        if (!check.missing().isEmpty() && this.files.checkpoints().wasCutOff()) {
            tell(Finding.Kind.MISSING, names(check.missing().stream().sorted().toList(), " rows")
                    + ": written by a flush, but there is no file. The store was not closed, so that nobody can have deleted it since on purpose.");
        }
    }

    /**
     * What the catalog has, it was told of. It does not have the values, nor anything if
     * it is gone as well.
     */
    private void tellGone() {
        String name = this.collection.name();
        if (this.expected > 0 && this.files.catalog().now().entry(name) == null) {
            tell(Finding.Kind.MISSING, "No file is left of " + this.collection.strategy().path() + ", which flush "
                    + this.expected + " wrote: all that was in it is missing.");
            // Told once: it begins anew.
            this.files.checkpoints().forget(name);
        }
    }

    private static String names(Collection<String> all, String what) {
        List<String> first = all.stream().limit(NAMED).toList();
        return ((all.size() > 1) ? all.size() + what + ", " : "")
                + first.stream().map((name) -> "'" + name + "'").collect(Collectors.joining(", "))
                + ((all.size() > NAMED) ? " and so on" : "");
    }

    private void tell(Finding.Kind kind, String what) {
        this.reaction.to(new Finding(kind, this.collection.name(), this.checksums, what + REMEDY));
    }

}
