package io.filestore.checksum;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import io.filestore.io.FileInfo;
import io.filestore.storage.StorageStrategy;

/**
 * What a strategy tells while it loads, as far as somebody has to judge it afterwards:
 * the rows that are not as recorded, and what the files were like. Told by any thread;
 * asked when all of them are done.
 */
final class SeenRows {

    private final StorageStrategy strategy;

    private final ChecksumContent content;

    private final boolean shared;

    private final Map<Path, FileInfo> files = new ConcurrentHashMap<>();

    private final Set<Path> damaged = ConcurrentHashMap.newKeySet();

    /** The checksums of rows that are not as recorded. */
    private final Map<String, Integer> different = new ConcurrentHashMap<>();

    private long whole = Long.MAX_VALUE;

    private boolean ended;

    private volatile boolean doubtful;

    private volatile boolean any;

    private @Nullable String lastRow;

    SeenRows(StorageStrategy strategy, ChecksumContent content) {
        this.strategy = strategy;
        this.content = content;
        this.shared = strategy.isOneFile();
    }

    /** Whether no row need be shown. */
    boolean isVouched() {
        return this.content.isVouched();
    }

    /** Rows are about to come from this file, which is like this now. */
    void reading(Path file, FileInfo info) {
        this.files.put(file, info);
    }

    /** A row was loaded; the last one of an id counts. */
    void row(String id, byte[] json, long expiresAt) {
        if (isVouched()) {
            return;
        }
        this.any = true;
        this.lastRow = id;
        int sum = RowSum.sum(json, expiresAt);
        Recorded recorded = this.content.rows().last().get(id);
        boolean same = recorded != null && recorded.sum().says(sum) && (this.shared || recorded.sum().isOf(fileOf(id)));
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
        Recorded recorded = this.content.rows().last().get(id);
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

    /** The checksums of the rows that are not as recorded. */
    Map<String, Integer> different() {
        return this.different;
    }

    /**
     * What a file was like when it was read; null if it was not, or a row in it is as
     * recorded that has the file for itself.
     */
    @Nullable FileInfo file(Path file) {
        return this.files.get(file);
    }

    /** The same of the file that a row lies in. */
    @Nullable FileInfo fileOf(String id) {
        Path file = this.strategy.fileOf(id);
        return (file != null) ? this.files.get(file) : null;
    }

    boolean isDamaged(Path file) {
        return this.damaged.contains(file);
    }

    boolean isAnyDamaged() {
        return !this.damaged.isEmpty();
    }

    boolean isDoubtful() {
        return this.doubtful;
    }

    /** Whether there are rows at all, be it damaged ones. */
    boolean isAny() {
        return this.any || isAnyDamaged();
    }

    /**
     * How many bytes of the file of all rows are whole; more than it has if it says so.
     */
    long whole(@Nullable FileInfo info) {
        return (info == null) ? 0 : this.ended ? Long.MAX_VALUE : Math.min(this.whole, info.size());
    }

    /** The last row that the file of all rows speaks of, null if that is not known. */
    @Nullable String lastRow() {
        return this.lastRow;
    }

}
