package io.filestore.checksum;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.filestore.io.FileInfo;
import io.filestore.io.StoreDirectory;
import io.filestore.json.CheckedLine;
import io.filestore.storage.StorageStrategy;

/**
 * Judges the rows that are not as recorded: whether bits have changed on the disk, or
 * somebody has edited, put back, cut or deleted them.
 */
final class RowVerdicts {

    private final StoreDirectory directory;

    private final StorageStrategy strategy;

    private final ChecksumContent content;

    private final SeenRows seen;

    private final boolean shared;

    private final RowAges ages;

    private final Map<String, RowSum> corrections = new HashMap<>();

    private final List<BitRot> found = new ArrayList<>();

    private List<Loss> losses = List.of();

    RowVerdicts(StoreDirectory directory, StorageStrategy strategy, ChecksumContent content, SeenRows seen) {
        this.directory = directory;
        this.strategy = strategy;
        this.content = content;
        this.seen = seen;
        this.shared = strategy.isOneFile();
        this.ages = new RowAges(content);
    }

    /**
     * Judges all.
     * @param loaded whether there is such a row
     */
    void judge(Predicate<String> loaded) throws IOException {
        LossCheck loss = lossCheck(loaded);
        for (Map.Entry<String, Integer> row : this.seen.different().entrySet()) {
            changed(row.getKey(), row.getValue(), loss);
        }
        Map<Path, String> strangers = this.shared ? Map.of() : strangers();
        for (Map.Entry<String, Recorded> row : this.content.rows().last().entrySet()) {
            if (!row.getValue().sum().deleted() && !loaded.test(row.getKey())) {
                absent(row.getKey(), row.getValue(), strangers, loss);
            }
        }
        this.losses = loss.found();
        if (this.shared && !this.corrections.isEmpty()) {
            Path file = this.strategy.path();
            this.ages.changed(file, (file != null) ? this.seen.file(file) : null);
        }
        this.found.sort(Comparator.comparing(BitRot::rowId));
    }

    private LossCheck lossCheck(Predicate<String> loaded) throws IOException {
        Path path = this.strategy.path();
        if (path == null || !this.shared) {
            return LossCheck.ofRowFiles(this.content, (path != null) ? path : this.directory.root(), this.seen.isAny());
        }
        FileInfo info = this.seen.file(path);
        return LossCheck.ofFile(this.content, path, info, this.seen.whole(info), this.seen.isDamaged(path),
                this.seen.different(), loaded);
    }

    private void changed(String id, int sum, LossCheck loss) throws IOException {
        boolean wrong = !this.content.rows().mayBe(id, sum, this.shared);
        if (wrong && (this.seen.isDoubtful() || isUntouched(id))) {
            Recorded recorded = this.content.rows().last().get(id);
            String expected = (recorded == null || recorded.sum().deleted()) ? "there was no such row"
                    : "it was " + CheckedLine.hex(recorded.sum().sum());
            rot(id, id, false, "The checksum of row '" + id + "' is " + CheckedLine.hex(sum) + ", but " + expected);
        }
        else {
            if (!this.shared) {
                this.ages.changed(id, sum, this.strategy.fileOf(id), this.seen.fileOf(id));
            }
            boolean returned = wrong && loss.different(id);
            this.corrections.put(id,
                    returned ? RowSum.DELETED : RowSum.of(sum, this.shared ? null : this.seen.fileOf(id)));
        }
    }

    private void absent(String id, Recorded recorded, Map<Path, String> strangers, LossCheck loss) throws IOException {
        this.corrections.put(id, RowSum.DELETED);
        Path file = this.strategy.fileOf(id);
        boolean damaged = file != null && this.seen.isDamaged(file);
        if (!this.shared && file != null && !damaged && this.seen.file(file) == null) {
            this.ages.absent(id);
        }
        boolean told = file == null || (!this.shared && damaged);
        if (!told && (damaged || !isUntouched(id))) {
            loss.absent(id);
        }
        if (file == null || damaged || !isUntouched(id) || this.content.rows().mayBe(id, null, this.shared)) {
            return;
        }
        String reason = "Row '" + id + "' with the checksum " + CheckedLine.hex(recorded.sum().sum())
                + " is not there any more";
        if (this.shared) {
            rot(id, id, true, reason);
        }
        else if (strangers.get(file) != null) {
            String stranger = strangers.get(file);
            rot(stranger, id, false, reason + "; row '" + stranger + "' is in its place");
        }
    }

    /** Rows that are not recorded, by the files that they lie in. */
    private Map<Path, String> strangers() {
        Map<Path, String> strangers = new HashMap<>();
        for (String id : this.seen.different().keySet()) {
            Path file = this.content.rows().last().containsKey(id) ? null : this.strategy.fileOf(id);
            if (file != null) {
                strangers.put(file, id);
            }
        }
        return strangers;
    }

    private void rot(String id, String expectedId, boolean lost, String reason) {
        Path file = this.strategy.fileOf(expectedId);
        this.corrections.put(id, RowSum.DELETED);
        if (file != null) {
            String proof = this.seen.isDoubtful() ? ", and a part of the file is damaged."
                    : ", and its size and modification time are still those of then: bits have changed on the disk.";
            this.found.add(new BitRot(file, id, lost, reason + " when " + file.getFileName() + " was written" + proof
                    + " Restore the row from a backup."));
        }
    }

    /**
     * Whether the row's file has the size and time that are recorded, then and now. What
     * is damaged as a whole may have been moved away.
     */
    private boolean isUntouched(String id) throws IOException {
        Path file = this.strategy.fileOf(id);
        return file != null && isRecorded(id, this.seen.file(file))
                && (this.seen.isDamaged(file) || isRecorded(id, this.directory.stat(file)));
    }

    private boolean isRecorded(String id, @Nullable FileInfo info) {
        Recorded recorded = this.content.rows().last().get(id);
        return this.shared ? this.content.isFile(info) : recorded != null && recorded.sum().isOf(info);
    }

    /** Bits that have changed on the disk, by row id. */
    List<BitRot> found() {
        return this.found;
    }

    /** What is not there any more. */
    List<Loss> losses() {
        return this.losses;
    }

    /** The lines that the checksum file lacks. */
    Map<String, RowSum> corrections() {
        return this.corrections;
    }

    /** What is from an earlier time, or should be there. */
    RowAges ages() {
        return this.ages;
    }

}
