package io.filestore;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.filestore.checksum.BitRot;
import io.filestore.checksum.ChecksumCheck;
import io.filestore.checksum.Loss;
import io.filestore.error.CorruptStoreException;
import io.filestore.error.StoreIOException;
import io.filestore.io.FileInfo;
import io.filestore.io.FileNames;
import io.filestore.index.RowBatch;
import io.filestore.index.RowLoad;
import io.filestore.record.ByteOutput;
import io.filestore.record.DiskForm.DiskRow;
import io.filestore.record.JsonText;
import io.filestore.record.NotJsonException;
import io.filestore.record.StoredRow;
import io.filestore.storage.RowSink;

/**
 * Takes the rows of one collection into memory, and what is damaged into quarantine.
 */
final class LoadSink implements RowSink {

    /** Rows that are kept together, at first and if there are more. */
    private static final int FEW = 16;

    private static final int BATCH = 2048;

    private final Engine engine;

    private final CollectionState collection;

    private final @Nullable ChecksumCheck check;

    private final long now;

    /**
     * Rows that were written before the collection had a ttl, and get their time from now
     * on.
     */
    private final Queue<StoredRow> adopted = new ConcurrentLinkedQueue<>();

    private final StrayFiles strays = new StrayFiles();

    private final RowLoad load;

    /** Of rows that come one by one; under the lock of {@code load}. */
    private RowBatch batch;

    LoadSink(Engine engine, CollectionState collection, @Nullable ChecksumCheck check) {
        this.engine = engine;
        this.collection = collection;
        this.check = check;
        this.now = engine.now();
        this.load = collection.load();
        this.batch = this.load.batch(FEW);
    }

    @Override
    public void reading(Path file, FileInfo info) {
        if (file.equals(this.collection.strategy.path())) {
            this.engine.knownFiles().know(file, info);
        }
        if (this.check != null) {
            this.check.reading(file, info);
        }
    }

    @Override
    public void torn(Path file, long from) {
        if (this.check != null) {
            this.check.torn(from);
        }
    }

    @Override
    public void ended(Path file) {
        if (this.check != null) {
            this.check.ended();
        }
    }

    @Override
    public void doubtful(Path file) {
        if (this.check != null) {
            this.check.doubtful();
        }
    }

    @Override
    public void passedOver(Path file, FileInfo.Kind kind) {
        this.strays.passedOver(file, kind);
    }

    @Override
    public void copied(Path file) {
        this.strays.copied(file);
    }

    @Override
    public void row(String id, byte[] json, long expiresAt) {
        if (this.check != null) {
            this.check.row(id, json, expiresAt);
        }
        add(id, json, expiresAt);
    }

    @Override
    public void row(String id, byte[] json, long expiresAt, Path file, FileInfo info) {
        if (this.check != null) {
            this.check.row(id, json, expiresAt, file, info);
        }
        add(id, json, expiresAt);
    }

    private void add(String id, byte[] json, long expiresAt) {
        StoredRow row = stored(id, json, expiresAt);
        @Nullable Object[] keys = this.collection.keys(row);
        synchronized (this.load) {
            room().add(row, keys);
        }
    }

    private StoredRow stored(String id, byte[] json, long expiresAt) {
        boolean expires = this.collection.options.ttl() != null;
        boolean adopt = expires && expiresAt == 0;
        long expiry = adopt ? this.collection.expiry.of(this.now) : (expires ? expiresAt : 0);
        StoredRow row = StoredRow.of(id, json, this.engine.versions().next(), expiry);
        if (adopt) {
            this.adopted.add(row);
        }
        return row;
    }

    @Override
    public void remove(String id) {
        if (this.check != null) {
            this.check.removed(id);
        }
        synchronized (this.load) {
            room().remove(id);
        }
    }

    private RowBatch room() {
        if (this.batch.isFull()) {
            this.load.add(this.batch);
            this.batch = this.load.batch(BATCH);
        }
        return this.batch;
    }

    @Override
    public Runnable rows(List<DiskRow> rows) {
        RowBatch ready = this.load.batch(rows.size());
        for (DiskRow row : rows) {
            String id = Objects.requireNonNull(row.id());
            if (row.deleted()) {
                ready.remove(id);
            }
            else {
                StoredRow stored = stored(id, row.json(), row.expiresAt());
                ready.add(stored, this.collection.keys(stored));
            }
        }
        return () -> take(rows, ready);
    }

    private void take(List<DiskRow> rows, RowBatch ready) {
        if (this.check != null && !this.check.isVouched()) {
            for (DiskRow row : rows) {
                if (row.deleted()) {
                    this.check.removed(Objects.requireNonNull(row.id()));
                }
                else {
                    this.check.row(Objects.requireNonNull(row.id()), row.json(), row.expiresAt());
                }
            }
        }
        synchronized (this.load) {
            if (this.batch.size() > 0) {
                this.load.add(this.batch);
                this.batch = this.load.batch(FEW);
            }
            this.load.add(ready);
        }
    }

    /**
     * To be called before anything is loaded: what is not found is known not to be there.
     */
    void begin() {
        Path path = this.collection.strategy.path();
        if (path != null && path.equals(this.collection.strategy.fileOf("a"))) {
            this.engine.knownFiles().know(path, null);
        }
    }

    /** Brings into memory what was taken. */
    void finish() {
        this.load.add(this.batch);
        this.collection.loaded();
        this.engine.tell(this.strays.findings(this.collection.name));
    }

    /**
     * So that the time which they were given is written, and does not begin anew with
     * each start.
     */
    void markAdopted() {
        for (StoredRow row : this.adopted) {
            if (this.collection.row(row.id()) == row) {
                this.collection.markDirty(row.id(), row, row, this.now);
            }
        }
    }

    @Override
    public void damaged(Path file, String reason) {
        noteDamage(file);
        report(file, 0, reason);
        if (!this.engine.settings().readOnly()) {
            try {
                if (file.equals(this.collection.strategy.path())) {
                    // Until a flush has put another in its place, it is all that holds
                    // the rows that could be read.
                    this.engine.quarantine().copy(file, reason);
                }
                else {
                    this.engine.quarantine().move(file, reason);
                }
            }
            catch (IOException ex) {
                throw new StoreIOException("The damaged file " + file + " (" + reason
                        + ") cannot be moved into quarantine. Move it away yourself and start again", ex);
            }
        }
    }

    @Override
    public void damaged(Path file, long line, byte[] content, String reason) {
        noteDamage(file);
        report(file, line, reason);
        if (!this.engine.settings().readOnly()) {
            try {
                this.engine.quarantine()
                    .keep(file.getFileName() + "-line-" + line, content,
                            reason + "\nIt was line " + line + " of " + file);
            }
            catch (IOException ex) {
                throw new StoreIOException("A damaged line of " + file + " cannot be put into quarantine", ex);
            }
        }
    }

    private void noteDamage(Path file) {
        if (this.check != null) {
            this.check.damaged(file);
        }
    }

    /**
     * Takes back rows that are not as they were written. A file of one row goes into
     * quarantine; of a file of many the row does, or the whole file as a copy if a row is
     * not in it any more, and the next flush writes the file anew.
     */
    void setAside(List<BitRot> found) throws IOException {
        Map<Path, List<BitRot>> lost = new LinkedHashMap<>();
        for (BitRot rot : found) {
            if (rot.lost()) {
                lost.computeIfAbsent(rot.file(), (file) -> new ArrayList<>()).add(rot);
            }
            else {
                setAside(rot);
            }
        }
        for (Map.Entry<Path, List<BitRot>> each : lost.entrySet()) {
            String reasons = each.getValue().stream().map(BitRot::reason).collect(Collectors.joining("\n"));
            report(each.getKey(), 0, reasons);
            this.collection.unflushed.requireRewrite();
            if (!this.engine.settings().readOnly() && this.engine.directory().stat(each.getKey()) != null) {
                this.engine.quarantine().copy(each.getKey(), reasons);
            }
        }
    }

    private void setAside(BitRot rot) throws IOException {
        StoredRow row = this.collection.row(rot.rowId());
        this.collection.unload(rot.rowId());
        if (!rot.file().equals(this.collection.strategy.path())) {
            damaged(rot.file(), rot.reason());
            return;
        }
        report(rot.file(), 0, rot.reason());
        this.collection.unflushed.requireRewrite();
        if (!this.engine.settings().readOnly() && row != null) {
            this.engine.quarantine()
                .keep(rot.file().getFileName() + "-row-" + rot.rowId(), row.json(),
                        rot.reason() + "\nIt is row '" + rot.rowId() + "' of " + rot.file());
        }
    }

    /**
     * Tells which rows are not there any more, and keeps a copy of what is left of their
     * file, or else the list of their ids.
     */
    void tell(Loss loss) throws IOException {
        Finding.Kind kind = loss.isMissing() ? Finding.Kind.MISSING
                : (loss.kind() == Loss.Kind.DAMAGED) ? Finding.Kind.DAMAGED : Finding.Kind.REMOVED;
        refuse(kind, loss.file(), 0, loss.what());
        this.engine.findings()
            .add(new Finding(kind, this.collection.name, loss.file(), loss.what() + " " + loss.remedy()));
        if (kind == Finding.Kind.REMOVED) {
            return;
        }
        loss.returned().forEach(this.collection::unload);
        this.collection.unflushed.requireRewrite();
        if (!loss.setAside()) {
            this.collection.quarantined.incrementAndGet();
            if (!this.engine.settings().readOnly()) {
                keep(loss);
            }
        }
    }

    private void keep(Loss loss) throws IOException {
        if (loss.kind() == Loss.Kind.CUT) {
            this.engine.quarantine().copy(loss.file(), loss.what());
        }
        else {
            ByteOutput ids = new ByteOutput(1024);
            for (String id : loss.lost()) {
                ids.write(JsonText.quote(id));
                ids.write('\n');
            }
            this.engine.quarantine()
                .keep(loss.file().getFileName() + "-lost-rows", ids.toByteArray(),
                        loss.what() + "\nThese are the ids of the rows of " + loss.file());
        }
    }

    private void report(Path file, long line, String reason) {
        String what = reason.endsWith(".") ? reason : reason + ".";
        refuse(Finding.Kind.DAMAGED, file, line, what);
        String remedy = this.engine.settings().readOnly() ? " It is left out."
                : " It is set aside in " + this.engine.directory().root().resolve(FileNames.QUARANTINE) + ".";
        this.collection.quarantined.incrementAndGet();
        this.engine.findings()
            .add(new Finding(Finding.Kind.DAMAGED, this.collection.name, file, file
                    + ((line > 0) ? ", line " + line : "") + ": " + NotJsonException.withoutContent(what) + remedy));
    }

    private void refuse(Finding.Kind kind, Path file, long line, String what) {
        if (kind.isCorruption() && this.engine.settings().onCorruption() == OnCorruption.FAIL) {
            throw new CorruptStoreException(file, line, "Collection '" + this.collection.name + "': " + what
                    + " Repair the file or restore it from a backup, or start with on-corruption=quarantine to go on without what is damaged or lost.",
                    null);
        }
    }

}
