package io.filestore.tool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

import io.filestore.checksum.BitRot;
import io.filestore.checksum.ChecksumCheck;
import io.filestore.checksum.ChecksumFile;
import io.filestore.io.FileInfo;
import io.filestore.io.StoreDirectory;
import io.filestore.storage.RowLoader;
import io.filestore.storage.RowSink;

/** Loads one collection, to see whether it can be loaded, and keeps nothing of it. */
final class CollectionCheck implements RowSink {

    private static final String MEND = "Repair it or restore it from a backup, or let the next start set it aside in _quarantine.";

    private static final String STRAY = "Give what is to be read its right name, and take away the rest.";

    private final CollectionFiles files;

    private final RowLoader loader;

    private final ChecksumCheck check;

    private final BiConsumer<String, String> findings;

    private final Set<String> rows = ConcurrentHashMap.newKeySet();

    /**
     * @param loader loads one collection after the other
     * @param findings gets what is wrong, and what to do
     */
    CollectionCheck(StoreDirectory directory, CollectionFiles files, RowLoader loader,
            BiConsumer<String, String> findings) throws IOException {
        ChecksumFile checksums = ChecksumFile.of(directory, files.strategy());
        if (checksums == null) {
            throw new IllegalArgumentException(files.kind());
        }
        this.files = files;
        this.loader = loader;
        this.check = checksums.check();
        this.findings = findings;
    }

    /** Loads, and returns how the collection stands. */
    State run() throws IOException {
        this.loader.load(this.files.strategy(), this.check.before(this));
        for (BitRot rot : this.check.finish(this.rows::contains)) {
            this.rows.remove(rot.rowId());
            this.findings.accept(rot.file() + ": " + rot.reason(),
                    "If the log still has the row, the next start heals it; otherwise it sets the row aside in _quarantine.");
        }
        this.check.losses().forEach((loss) -> this.findings.accept(loss.what(), loss.remedy()));
        this.check.damage()
            .forEach((damage) -> this.findings.accept(damage, "Nothing to do: no row is doubted for that."));
        Set<String> unrecorded = this.check.unrecorded();
        unrecorded.retainAll(this.rows);
        return new State(this.rows.size(), unrecorded.size(), this.check.isIncomplete());
    }

    /**
     * How a collection stands.
     *
     * @param rows how many can be loaded
     * @param unrecorded how many of them have no checksum yet or were edited since
     * @param incomplete whether its last flush was not completed
     */
    record State(int rows, int unrecorded, boolean incomplete) {
    }

    @Override
    public synchronized void passedOver(Path file, FileInfo.Kind kind) {
        this.findings.accept(file + " is not filestore's, and is not read", STRAY);
    }

    @Override
    public synchronized void copied(Path file) {
        this.findings.accept(file + " looks like a copy of another row file, and is read as a row of its own", STRAY);
    }

    @Override
    public void row(String id, byte[] json, long expiresAt) {
        this.rows.add(id);
    }

    @Override
    public void remove(String id) {
        this.rows.remove(id);
    }

    @Override
    public synchronized void damaged(Path file, String reason) {
        this.findings.accept(file + ": " + reason, MEND);
    }

    @Override
    public synchronized void damaged(Path file, long line, byte[] content, String reason) {
        this.findings.accept(file + ", line " + line + ": " + reason, MEND);
    }

}
