package io.filestore;

import java.nio.file.Path;
import java.util.Set;

import io.filestore.backup.Backup;
import io.filestore.check.Verification;
import io.filestore.config.StoreSettings;
import io.filestore.engine.OpenCollection;
import io.filestore.flush.FlushScheduler;
import io.filestore.flush.Flusher;
import io.filestore.flush.LogSync;
import io.filestore.flush.RegularFlush;
import io.filestore.flush.Sweep;
import io.filestore.open.OpenStore;
import io.filestore.report.BackupReport;
import io.filestore.report.FlushReport;
import io.filestore.report.VerifyReport;
import io.filestore.wal.SyncPolicy;

/**
 * What is done with the files of an open store, one thing after the other: flushes,
 * compactions, verifications and backups, at intervals and when somebody asks.
 */
final class Maintenance {

    private final OpenStore store;

    private final Flusher flusher;

    private final FlushScheduler scheduler;

    /**
     * Begins with what the settings say is done at intervals.
     */
    Maintenance(OpenStore store, long flushedLsn) {
        StoreSettings settings = store.settings();
        this.store = store;
        this.flusher = new Flusher(settings, store.state(), store.collections(), store.files(), store.queue(),
                store.listeners(), flushedLsn);
        Sweep sweep = new Sweep(store.collections(), store.queue(), settings.clock());
        this.scheduler = new FlushScheduler(settings.flushInterval(),
                new RegularFlush(store.state(), sweep, this.flusher), this.flusher);
        if (!settings.readOnly() && settings.log().options().sync() == SyncPolicy.INTERVAL) {
            this.scheduler.every(settings.log().options().syncInterval(), new LogSync(settings.log(), store.state()));
        }
        if (!settings.readOnly() && settings.automaticFlush()) {
            this.scheduler.start();
        }
    }

    Flusher flusher() {
        return this.flusher;
    }

    FlushScheduler scheduler() {
        return this.scheduler;
    }

    FlushReport flush() {
        return this.scheduler.call(() -> this.flusher.flush(Set.of()));
    }

    FlushReport compact(OpenCollection collection) {
        return this.scheduler.call(() -> this.flusher.flush(Set.of(collection)));
    }

    VerifyReport verify() {
        return this.scheduler.call(() -> {
            if (!this.store.settings().readOnly() && this.store.state().failure() == null) {
                this.flusher.flush(Set.of());
            }
            Verification verification = new Verification(this.store.settings(),
                    (collection) -> this.store.collections().strategies().of(collection.name(), collection.options()));
            return verification.run(this.store.collections(), this.store.queue(), this.store.state(),
                    this.store.findings());
        });
    }

    BackupReport backup(Path target) {
        return this.scheduler.call(() -> {
            this.flusher.flush(Set.of());
            return Backup.run(this.store.settings(), this.store.collections(), this.store.files(), this.store.queue(),
                    target, this.flusher.flushedLsn());
        });
    }

}
