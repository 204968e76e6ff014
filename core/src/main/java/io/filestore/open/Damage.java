package io.filestore.open;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.filestore.checksum.BitRot;
import io.filestore.checksum.Loss;
import io.filestore.config.OnCorruption;
import io.filestore.config.StoreSettings;
import io.filestore.engine.OpenCollection;
import io.filestore.engine.StoreFiles;
import io.filestore.error.CorruptStoreException;
import io.filestore.error.StoreIOException;
import io.filestore.io.FileNames;
import io.filestore.json.ByteOutput;
import io.filestore.json.JsonText;
import io.filestore.json.NotJsonException;
import io.filestore.report.Finding;
import io.filestore.report.Findings;
import io.filestore.row.StoredRow;

/**
 * What of a collection turns out to be damaged or lost while it is loaded. It stops the
 * start, if the settings say so; else it is told, and what is left of it goes into
 * quarantine.
 */
final class Damage {

    private final StoreSettings settings;

    private final StoreFiles files;

    private final Findings findings;

    private final OpenCollection collection;

    Damage(StoreSettings settings, StoreFiles files, Findings findings, OpenCollection collection) {
        this.settings = settings;
        this.files = files;
        this.findings = findings;
        this.collection = collection;
    }

    /** A whole file cannot be read. */
    void damaged(Path file, String reason) {
        report(file, 0, reason);
        if (!this.settings.readOnly()) {
            try {
                if (file.equals(this.collection.strategy().path())) {
                    // Until a flush has put another in its place, it is all that holds
                    // the rows that could be read.
                    this.files.quarantine().copy(file, reason);
                }
                else {
                    this.files.quarantine().move(file, reason);
                }
            }
            catch (IOException ex) {
                throw new StoreIOException("The damaged file " + file + " (" + reason
                        + ") cannot be moved into quarantine. Move it away yourself and start again", ex);
            }
        }
    }

    /** A piece of a file cannot be read. */
    void damaged(Path file, long line, byte[] content, String reason) {
        report(file, line, reason);
        if (!this.settings.readOnly()) {
            try {
                this.files.quarantine()
                    .keep(file.getFileName() + "-line-" + line, content,
                            reason + "\nIt was line " + line + " of " + file);
            }
            catch (IOException ex) {
                throw new StoreIOException("A damaged line of " + file + " cannot be put into quarantine", ex);
            }
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
            this.collection.requireRewrite();
            if (!this.settings.readOnly() && this.files.directory().stat(each.getKey()) != null) {
                this.files.quarantine().copy(each.getKey(), reasons);
            }
        }
    }

    private void setAside(BitRot rot) throws IOException {
        StoredRow row = this.collection.memory().row(rot.rowId());
        this.collection.memory().unload(rot.rowId());
        if (!rot.file().equals(this.collection.strategy().path())) {
            damaged(rot.file(), rot.reason());
            return;
        }
        report(rot.file(), 0, rot.reason());
        this.collection.requireRewrite();
        if (!this.settings.readOnly() && row != null) {
            this.files.quarantine()
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
        this.findings.add(new Finding(kind, this.collection.name(), loss.file(), loss.what() + " " + loss.remedy()));
        if (kind == Finding.Kind.REMOVED) {
            return;
        }
        loss.returned().forEach(this.collection.memory()::unload);
        this.collection.requireRewrite();
        if (!loss.setAside()) {
            this.collection.quarantined().incrementAndGet();
            if (!this.settings.readOnly()) {
                keep(loss);
            }
        }
    }

    private void keep(Loss loss) throws IOException {
        if (loss.kind() == Loss.Kind.CUT) {
            this.files.quarantine().copy(loss.file(), loss.what());
        }
        else {
            ByteOutput ids = new ByteOutput(1024);
            for (String id : loss.lost()) {
                ids.write(JsonText.quote(id));
                ids.write('\n');
            }
            this.files.quarantine()
                .keep(loss.file().getFileName() + "-lost-rows", ids.toByteArray(),
                        loss.what() + "\nThese are the ids of the rows of " + loss.file());
        }
    }

    private void report(Path file, long line, String reason) {
        String what = reason.endsWith(".") ? reason : reason + ".";
        refuse(Finding.Kind.DAMAGED, file, line, what);
        String remedy = this.settings.readOnly() ? " It is left out."
                : " It is set aside in " + this.files.directory().root().resolve(FileNames.QUARANTINE) + ".";
        this.collection.quarantined().incrementAndGet();
        this.findings.add(new Finding(Finding.Kind.DAMAGED, this.collection.name(), file,
                file + ((line > 0) ? ", line " + line : "") + ": " + NotJsonException.withoutContent(what) + remedy));
    }

    private void refuse(Finding.Kind kind, Path file, long line, String what) {
        if (kind.isCorruption() && this.settings.onCorruption() == OnCorruption.FAIL) {
            throw new CorruptStoreException(file, line, "Collection '" + this.collection.name() + "': " + what
                    + " Repair the file or restore it from a backup, or start with on-corruption=quarantine to go on without what is damaged or lost.",
                    null);
        }
    }

}
