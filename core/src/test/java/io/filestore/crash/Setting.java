package io.filestore.crash;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.filestore.Store;
import io.filestore.StoreBuilder;
import io.filestore.io.MemoryDirectory;
import io.filestore.wal.SyncPolicy;
import io.filestore.wal.WalOptions;
import io.filestore.wal.WriteAheadLog;

/**
 * How a store under test is set up: two logged collections, one of them with a time to
 * live beside it, and one without a log.
 *
 * @param shape the form of its collections on disk
 * @param sync when its log is forced
 */
record Setting(Shape shape, SyncPolicy sync) {

    static final Duration TTL = Duration.ofMinutes(1);

    /** As small as allowed, so that one large row fills a segment. */
    static final int SEGMENT_BYTES = 4096;

    static Stream<Setting> all() {
        List<Setting> all = new ArrayList<>();
        for (Shape shape : Shape.values()) {
            for (SyncPolicy sync : SyncPolicy.values()) {
                all.add(new Setting(shape, sync));
            }
        }
        return all.stream();
    }

    /** Each form once, each sync setting at least once. */
    static Stream<Setting> some() {
        return Arrays.stream(Shape.values())
            .map((shape) -> new Setting(shape, SyncPolicy.values()[shape.ordinal() % SyncPolicy.values().length]));
    }

    static Stream<Setting> always() {
        return Arrays.stream(Shape.values()).map((shape) -> new Setting(shape, SyncPolicy.ALWAYS));
    }

    WalOptions log() {
        return WalOptions.defaults()
            .withSync(this.sync)
            .withSyncInterval(Duration.ofHours(1))
            .withSegmentSizeBytes(SEGMENT_BYTES);
    }

    StoreBuilder builder(MemoryDirectory disk, InstantSource clock, WriteAheadLog log) {
        return Store.builder(Path.of("/store"))
            .directory(disk)
            .clock(clock)
            .log(log)
            .automaticFlush(false)
            .flushInterval(Duration.ofNanos(1))
            .collection("alpha", this.shape.options("alpha").withIndexed("n").withIndexedTogether("text", "n"))
            .collection("beta",
                    this.shape.next().options("beta").withIndexed("n", "text").withUniqueTogether("n", "text"))
            .collection("brief", this.shape.options("brief").withTtl(TTL).withIndexed("n"))
            .collection("plain", this.shape.options("plain").withIndexed("n").withWal(false));
    }

    @Override
    public String toString() {
        return this.shape + " " + this.sync;
    }

}
