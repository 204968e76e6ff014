package io.filestore.wal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import io.filestore.io.CrashMode;
import io.filestore.io.MemoryDirectory;
import io.filestore.io.Quarantine;
import io.filestore.row.Change;

/** A log on a disk in memory; changes are empty rows, known by their ids. */
final class Logs {

    private WalOptions options = WalOptions.defaults();

    private MemoryDirectory disk = new MemoryDirectory();

    private WriteAheadLog log;

    MemoryDirectory disk() {
        return this.disk;
    }

    WriteAheadLog log() {
        return this.log;
    }

    void options(UnaryOperator<WalOptions> change) {
        this.options = change.apply(this.options);
    }

    /** The open segment. */
    String text() {
        return this.disk.text("_wal.jsonl");
    }

    void plant(byte[] content) {
        plant("_wal.jsonl", new String(content, StandardCharsets.UTF_8));
    }

    void plant(String file, String content) {
        this.disk.plant(file, content);
    }

    void damage(String from, String to) {
        plant(text().replace(from, to).getBytes(StandardCharsets.UTF_8));
    }

    List<String> open() throws IOException {
        return open(Checkpoint.UNKNOWN_LSN, false);
    }

    List<String> open(long checkpointLsn) throws IOException {
        return open(checkpointLsn, false);
    }

    List<String> open(SyncPolicy policy) throws IOException {
        options((all) -> all.withSync(policy));
        return open();
    }

    List<String> openReadOnly() throws IOException {
        return open(Checkpoint.UNKNOWN_LSN, true);
    }

    private List<String> open(long checkpointLsn, boolean readOnly) throws IOException {
        List<String> replayed = new ArrayList<>();
        this.log = new WriteAheadLog(this.options);
        long count = this.log.open(this.disk, new Quarantine(this.disk, InstantSource.system()),
                LogStart.at(checkpointLsn), readOnly, (record) -> replayed.add(record.change().rowId()));
        // A salvage begins anew after what has been replayed up to the damage.
        return replayed.subList(replayed.size() - (int) count, replayed.size());
    }

    List<String> reopen() throws IOException {
        return reopen(Checkpoint.UNKNOWN_LSN);
    }

    List<String> reopen(long checkpointLsn) throws IOException {
        this.log.close();
        return open(checkpointLsn, false);
    }

    List<String> crash(CrashMode mode) throws IOException {
        this.disk = this.disk.crash(mode);
        return open();
    }

    /** Appends rows, several as one transaction. */
    void append(String... ids) {
        LogBatch batch = this.log.begin(1000);
        long first = batch.nextLsn();
        for (String id : ids) {
            add(batch, id, first, first + ids.length - 1);
        }
        this.log.append();
    }

    /** Appends rows in one batch, none as part of a transaction. */
    void appendEach(String... ids) {
        LogBatch batch = this.log.begin(1000);
        for (String id : ids) {
            add(batch, id, batch.nextLsn(), batch.nextLsn());
        }
        this.log.append();
    }

    private static void add(LogBatch batch, String id, long first, long last) {
        batch.add(Operation.INSERT, LogBatch.table("rows"), new Change("rows", id, new byte[] { '{', '}' }, 0), first,
                last);
    }

}
