package io.filestore.checksum;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.filestore.checksum.ChecksumContent.Recorded;
import io.filestore.io.ContentSum;
import io.filestore.io.FileInfo;
import io.filestore.io.LinesSum;
import io.filestore.io.StoreDirectory;
import io.filestore.json.CheckedLine;
import io.filestore.storage.RowSink;
import io.filestore.storage.StorageStrategy;

/**
 * Compares the rows that a strategy loads with their checksums. Sees, by any thread,
 * everything that the strategy tells its sink: {@link #before}. Then {@link #finish} says
 * which rows have changed although their file has not, and {@link #losses} which are not
 * there any more. Other rows in a file of another size or modification time, and rows
 * without a checksum, are accepted: somebody has edited them.
 */
public final class ChecksumCheck {

    private final StoreDirectory directory;

    private final StorageStrategy strategy;

    private final ChecksumContent content;

    private final @Nullable FileInfo before;

    private final @Nullable ContentSum sum;

    private final boolean shared;

    private boolean overturned;

    private final Map<Path, FileInfo> files = new ConcurrentHashMap<>();

    private final Set<Path> damaged = ConcurrentHashMap.newKeySet();

    /** The checksums of rows that are not as recorded. */
    private final Map<String, Integer> different = new ConcurrentHashMap<>();

    private final Map<String, RowSum> corrections = new HashMap<>();

    private final List<BitRot> found = new ArrayList<>();

    private List<Loss> losses = List.of();

    private long whole = Long.MAX_VALUE;

    private boolean ended;

    private volatile boolean doubtful;

    private volatile boolean any;

    private @Nullable String lastRow;

    private final RowAges ages;

    /**
     * @param before what the file of all rows was like before its checksum was taken
     * @param sum its checksum
     */
    ChecksumCheck(StoreDirectory directory, StorageStrategy strategy, ChecksumContent content,
            @Nullable FileInfo before, @Nullable ContentSum sum) {
        this.directory = directory;
        this.strategy = strategy;
        this.content = content;
        this.before = before;
        this.sum = sum;
        this.shared = strategy.isOneFile();
        this.ages = new RowAges(content);
    }

    /**
     * The sink to load into instead, so that everything is seen here first.
     */
    public RowSink before(RowSink sink) {
        return new CheckingSink(this, sink);
    }

    /** Rows are about to come from this file, which is like this now. */
    void reading(Path file, FileInfo info) {
        this.files.put(file, info);
    }

    /** Whether no row need be shown. */
    boolean isVouched() {
        return this.content.isVouched();
    }

    /** A row was loaded; the last one of an id counts. */
    void row(String id, byte[] json, long expiresAt) {
        if (isVouched()) {
            return;
        }
        this.any = true;
        this.lastRow = id;
        int sum = RowSum.sum(json, expiresAt);
        Recorded recorded = this.content.rows().get(id);
        boolean same = recorded != null && recorded.sum().says(sum) && (this.shared || recorded.sum().isOf(info(id)));
        if (same) {
            this.different.remove(id);
        }
        else {
            this.different.put(id, sum);
        }
    }

    /** A row was loaded, the only one of its id, from a file that has no other. */
    void row(String id, byte[] json, long expiresAt, Path file, FileInfo info) {
        this.any = true;
        int sum = RowSum.sum(json, expiresAt);
        Recorded recorded = this.content.rows().get(id);
        if (recorded == null || !recorded.sum().says(sum) || !recorded.sum().isOf(info)) {
            // Of a row that is as recorded, nothing need be remembered.
            this.files.put(file, info);
            this.different.put(id, sum);
        }
    }

    /** A row was taken back. */
    void removed(String id) {
        this.lastRow = id;
        this.different.remove(id);
    }

    /** The file, or something in it, cannot be read, which is reported already. */
    void damaged(Path file) {
        this.damaged.add(file);
    }

    /** From this byte on the file of all rows is not whole. */
    void torn(long from) {
        this.whole = Math.min(this.whole, from);
    }

    /** The file of all rows has its end, and so was not cut. */
    void ended() {
        this.ended = true;
    }

    /** Rows of the file of all rows count only if they are as recorded. */
    void doubtful() {
        this.doubtful = true;
    }

    /**
     * Judges, once everything is loaded.
     * @param loaded whether there is such a row
     * @return the rows to set aside
     */
    public List<BitRot> finish(Predicate<String> loaded) throws IOException {
        if (isVouched()) {
            this.overturned = !isUntouched();
            return this.found;
        }
        LossCheck loss = lossCheck(loaded);
        for (Map.Entry<String, Integer> row : this.different.entrySet()) {
            changed(row.getKey(), row.getValue(), loss);
        }
        Map<Path, String> strangers = this.shared ? Map.of() : strangers();
        for (Map.Entry<String, Recorded> row : this.content.rows().entrySet()) {
            if (!row.getValue().sum().deleted() && !loaded.test(row.getKey())) {
                absent(row.getKey(), row.getValue(), strangers, loss);
            }
        }
        this.losses = loss.found();
        if (this.shared && !this.corrections.isEmpty()) {
            Path file = this.strategy.path();
            this.ages.changed(file, (file != null) ? this.files.get(file) : null);
        }
        this.found.sort(Comparator.comparing(BitRot::rowId));
        return this.found;
    }

    private LossCheck lossCheck(Predicate<String> loaded) throws IOException {
        Path path = this.strategy.path();
        if (path == null || !this.shared) {
            return LossCheck.ofRowFiles(this.content, (path != null) ? path : this.directory.root(),
                    this.any || !this.damaged.isEmpty());
        }
        FileInfo info = this.files.get(path);
        long size = (info == null) ? 0 : this.ended ? Long.MAX_VALUE : Math.min(this.whole, info.size());
        return LossCheck.ofFile(this.content, path, info, size, this.damaged.contains(path), this.different, loaded);
    }

    /** What is not there any more, once everything was judged. */
    public List<Loss> losses() {
        return this.losses;
    }

    private void changed(String id, int sum, LossCheck loss) throws IOException {
        boolean wrong = !this.content.mayBe(id, sum, this.shared);
        if (wrong && (this.doubtful || isUntouched(id))) {
            Recorded recorded = this.content.rows().get(id);
            String expected = (recorded == null || recorded.sum().deleted()) ? "there was no such row"
                    : "it was " + CheckedLine.hex(recorded.sum().sum());
            rot(id, id, false, "The checksum of row '" + id + "' is " + CheckedLine.hex(sum) + ", but " + expected);
        }
        else {
            if (!this.shared) {
                this.ages.changed(id, sum, this.strategy.fileOf(id), info(id));
            }
            boolean returned = wrong && loss.different(id);
            this.corrections.put(id, returned ? RowSum.DELETED : RowSum.of(sum, this.shared ? null : info(id)));
        }
    }

    private void absent(String id, Recorded recorded, Map<Path, String> strangers, LossCheck loss) throws IOException {
        this.corrections.put(id, RowSum.DELETED);
        Path file = this.strategy.fileOf(id);
        if (!this.shared && file != null && !this.damaged.contains(file) && this.files.get(file) == null) {
            this.ages.absent(id);
        }
        boolean told = file == null || (!this.shared && this.damaged.contains(file));
        if (!told && (this.damaged.contains(file) || !isUntouched(id))) {
            loss.absent(id);
        }
        if (file == null || this.damaged.contains(file) || !isUntouched(id)
                || this.content.mayBe(id, null, this.shared)) {
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
        for (String id : this.different.keySet()) {
            Path file = this.content.rows().containsKey(id) ? null : this.strategy.fileOf(id);
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
            String proof = this.doubtful ? ", and a part of the file is damaged."
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
        return file != null && isRecorded(id, this.files.get(file))
                && (this.damaged.contains(file) || isRecorded(id, this.directory.stat(file)));
    }

    private boolean isUntouched() throws IOException {
        Path file = this.strategy.path();
        return file != null && isRecorded("", this.files.get(file)) && isRecorded("", this.directory.stat(file));
    }

    private boolean isRecorded(String id, @Nullable FileInfo info) {
        if (info == null) {
            return false;
        }
        Recorded recorded = this.content.rows().get(id);
        return this.shared ? FileStamp.of(info).equals(this.content.file())
                : recorded != null && recorded.sum().isOf(info);
    }

    private @Nullable FileInfo info(String id) {
        Path file = this.strategy.fileOf(id);
        return (file != null) ? this.files.get(file) : null;
    }

    /** What is wrong with the checksum file itself; a sentence, or nothing. */
    public List<String> damage() {
        if (this.content.lastBadLine() == 0) {
            return List.of();
        }
        return List.of(this.strategy.checksumFile() + ", line " + this.content.lastBadLine()
                + ", is cut off or changed; the next flush writes anew what is missing");
    }

    /**
     * Whether a crash came between the files and the line that says that they are done.
     */
    public boolean isIncomplete() {
        return this.content.isIncomplete();
    }

    /** Which flush has written last, null if no line says it. */
    public @Nullable FlushMark mark() {
        return this.content.mark();
    }

    /** The files that were put in their places from an older copy. */
    public Set<Path> outdated() {
        return this.ages.outdated();
    }

    /** The rows whose files are not there although a flush has written them. */
    public List<String> missing() {
        return this.ages.missing();
    }

    ChecksumContent content() {
        return this.content;
    }

    /** The lines that the checksum file lacks. */
    Map<String, RowSum> corrections() {
        return this.corrections;
    }

    /** What is to be recorded of the file of all rows; null if it is as recorded. */
    @Nullable FileInfo unrecordedFile() {
        Path file = this.strategy.path();
        FileInfo info = (this.shared && file != null) ? this.files.get(file) : null;
        boolean recorded = info != null && FileStamp.of(info).equals(this.content.file()) && this.content.isSummed();
        return recorded ? null : info;
    }

    /** The checksum of the file of all rows as it was read; null if it is not known. */
    @Nullable ContentSum sum() {
        Path file = this.strategy.path();
        return (file != null && this.before != null && this.before.equals(this.files.get(file))) ? this.sum : null;
    }

    /** The last row that the file of all rows speaks of, null if that is not known. */
    @Nullable String lastRow() {
        return this.lastRow;
    }

    /** Whether somebody has edited the file while it was read: no checksum holds. */
    boolean isOverturned() {
        return this.overturned;
    }

    /** Whether every row is exactly as the last flush has written it. */
    public boolean isAsRecorded() {
        return !this.overturned && this.corrections.isEmpty() && this.found.isEmpty() && this.losses.isEmpty()
                && this.damaged.isEmpty() && !this.content.isIncomplete() && this.content.lastBadLine() == 0
                && unrecordedFile() == null;
    }

    /** The index files as the last flush has left them, by their names. */
    public Map<String, LinesSum> indexes() {
        return this.content.indexes();
    }

    /** The rows that are neither as recorded nor reported: edited, or never recorded. */
    public Set<String> unrecorded() {
        Set<String> ids = new TreeSet<>(this.corrections.keySet());
        this.found.forEach((rot) -> ids.remove(rot.rowId()));
        this.losses.forEach((loss) -> {
            ids.removeAll(loss.lost());
            ids.removeAll(loss.older());
            ids.removeAll(loss.returned());
        });
        return ids;
    }

}
