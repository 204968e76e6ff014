package io.filestore;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.filestore.config.CollectionOptions;
import io.filestore.error.VersionConflictException;
import io.filestore.event.RowChange;
import io.filestore.event.StoreListener;
import io.filestore.io.CrashMode;
import io.filestore.report.CollectionStats;
import io.filestore.row.Row;

import static io.filestore.Stores.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TtlTests {

    private static final CollectionOptions OPTIONS = CollectionOptions.filePerRecord()
        .withUnique("key")
        .withTtl(Duration.ofSeconds(60));

    private final Stores stores = new Stores((builder) -> builder.collection("rows", OPTIONS)
        .collection("sessions", CollectionOptions.memoryOnly().withTtl(Duration.ofSeconds(10))));

    private Store store = this.stores.open();

    private RowCollection<Row> rows = this.store.collection("rows");

    @AfterEach
    void close() {
        this.stores.close();
    }

    private void advance(int seconds) {
        this.stores.clock().advance(Duration.ofSeconds(seconds));
    }

    private void reopened(Store reopened) {
        this.store = reopened;
        this.rows = reopened.collection("rows");
    }

    @Test
    void anExpiredRowIsNeverReturned() {
        long version = this.rows.put("a", row("{'key':1}")).version();
        advance(59);
        assertThat(this.rows.contains("a")).isTrue();
        advance(1);
        assertThat(this.rows.get("a")).isEmpty();
        assertThat(this.rows.entry("a")).isEmpty();
        assertThat(this.rows.contains("a")).isFalse();
        assertThat(this.rows.ids()).isEmpty();
        assertThat(this.rows.stream()).isEmpty();
        assertThat(this.rows.count()).isZero();
        assertThat(this.rows.find("key", 1)).isEmpty();
        assertThat(this.rows.update("a", (row) -> row)).isEmpty();
        assertThat(this.rows.delete("a")).isFalse();
        assertThatExceptionOfType(VersionConflictException.class)
            .isThrownBy(() -> this.rows.put("a", row("{}"), version));
        assertThat(this.store.<Long>transact((transaction) -> transaction.collection("rows").count())).isZero();
    }

    @Test
    void aRowThatExpiresBeforeATransactionCommitsWasNotReadByIt() {
        List<ToLongFunction<RowCollection<Row>>> reads = List.of((inside) -> inside.get("a").stream().count(),
                (inside) -> inside.find("key", 1).size(), RowCollection::count, (inside) -> inside.ids().count(),
                (inside) -> inside.stream().count());
        for (ToLongFunction<RowCollection<Row>> read : reads) {
            this.rows.put("a", row("{'key':1}"));
            advance(59);
            AtomicInteger runs = new AtomicInteger();
            long seen = this.store.transact((transaction) -> {
                long found = read.applyAsLong(transaction.collection("rows"));
                if (runs.incrementAndGet() == 1) {
                    advance(1);
                }
                transaction.collection("sessions").put("b", row("{}"));
                return found;
            });
            assertThat(runs).hasValue(2);
            assertThat(seen).isZero();
        }
    }

    @Test
    void eachWriteBeginsTheTimeAnew() {
        this.rows.put("a", row("{}"));
        advance(50);
        this.rows.update("a", (row) -> row.with("n", 1));
        advance(50);
        assertThat(this.rows.contains("a")).isTrue();
        advance(10);
        assertThat(this.rows.contains("a")).isFalse();
        assertThat(this.rows.put("a", row("{}")).inserted()).isTrue();
        advance(60);
        assertThat(this.rows.putIfAbsent("a", row("{}"))).isTrue();
        advance(60);
        assertThat(this.rows.put("a", row("{}"), 0).inserted()).isTrue();
    }

    @Test
    void theLogIsForcedOnceForManyRowsThatAreSwept() {
        for (int i = 0; i < 1500; i++) {
            this.rows.put("row-" + i, row("{'key':" + i + "}"));
        }
        advance(60);
        long appends = this.store.stats().log().appends();
        Stores.tick(this.store);
        CollectionStats stats = this.store.stats().collections().get("rows");
        assertThat(stats.expirations()).isEqualTo(1500);
        assertThat(stats.rows()).isZero();
        assertThat(this.store.stats().log().appends() - appends).isEqualTo(2);
    }

    @Test
    void rowsThatAreWrittenDuringASweepStayAndTheOthersGo() {
        AtomicBoolean ended = new AtomicBoolean();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            boolean last;
            do {
                last = ended.get();
                for (int i = 0; i < 200; i += 2) {
                    this.rows.put("row-" + i, row("{'key':" + i + "}"));
                }
            }
            while (!last);
        });
        for (int round = 0; round < 20; round++) {
            for (int i = 1; i < 200; i += 2) {
                this.rows.put("row-" + i, row("{'key':" + i + "}"));
            }
            advance(60);
            long swept = 100L * (round + 1);
            this.store.startFlushing();
            Stores.await(() -> this.store.stats().collections().get("rows").expirations() >= swept);
            this.store.stopFlushing();
            assertThat(this.rows.ids()).noneMatch((id) -> (id.charAt(id.length() - 1) - '0') % 2 == 1);
        }
        ended.set(true);
        writer.join();
        assertThat(this.rows.count()).isEqualTo(100);
        assertThat(this.store.verify().findings()).isEmpty();
    }

    @Test
    void expiredRowsAreSweptAsDeletes() {
        this.rows.put("a", row("{'key':1}"));
        this.store.collection("sessions").put("s", row("{}"));
        this.store.flush();
        assertThat(this.stores.disk().text("rows/a.json"))
            .isEqualTo("{\n  \"key\": 1,\n  \"_expiresAt\": " + (this.stores.clock().millis() + 60_000) + "\n}\n");
        assertThat(this.rows.get("a")).contains(row("{'key':1}"));
        Queue<String> told = new ConcurrentLinkedQueue<>();
        this.store.addListener(new StoreListener() {

            @Override
            public void onCommit(List<RowChange> changes) {
                told.add(changes.toString());
            }

        });
        advance(60);
        Stores.tick(this.store);
        Stores.await(() -> told.size() == 2);
        assertThat(told).containsExactlyInAnyOrder("[DELETED rows/a]", "[DELETED sessions/s]");
        assertThat(this.stores.disk().files()).doesNotContain("rows/a.json");
        assertThat(this.stores.disk().text("rows/indices/key.jsonl")).endsWith("{\"rowId\":\"a\",\"_deleted\":true}\n");
        CollectionStats stats = this.store.stats().collections().get("rows");
        assertThat(stats.expirations()).isOne();
        assertThat(stats.deletes()).isZero();
        assertThat(stats.rows()).isZero();
        assertThat(this.store.verify().findings()).isEmpty();
    }

    @Test
    void anExpiredRowStaysExpiredOverRestartAndCrash() {
        this.rows.put("flushed", row("{}"));
        this.store.flush();
        this.rows.put("logged", row("{}"));
        advance(40);
        reopened(this.stores.crash(CrashMode.NOTHING));
        assertThat(this.rows.ids()).containsExactlyInAnyOrder("flushed", "logged");
        advance(20);
        assertThat(this.rows.ids()).isEmpty();
        reopened(this.stores.reopen());
        assertThat(this.rows.ids()).isEmpty();
        Stores.tick(this.store);
        assertThat(this.stores.disk().files()).noneMatch((file) -> file.endsWith("ed.json"));
        reopened(this.stores.crash(CrashMode.NOTHING));
        assertThat(this.rows.ids()).isEmpty();
    }

    @Test
    void theUniqueKeyOfAnExpiredRowCanBeTaken() {
        this.rows.put("a", row("{'key':1}"));
        advance(60);
        this.rows.put("b", row("{'key':1}"));
        assertThat(this.rows.find("key", 1)).extracting("id").containsExactly("b");
        assertThat(this.store.stats().collections().get("rows").expirations()).isOne();
        reopened(this.stores.crash(CrashMode.NOTHING));
        assertThat(this.rows.find("key", 1)).extracting("id").containsExactly("b");
        assertThat(this.store.verify().findings()).isEmpty();
    }

    @Test
    void rowsThatWereThereBeforeTheTtlExpireThatLongAfterTheFirstStartWithIt() {
        this.store.close();
        this.stores.configure((builder) -> builder.collection("rows", OPTIONS.withTtl(null)));
        reopened(this.stores.open());
        this.rows.put("a", row("{}"));
        this.store.flush();
        advance(1000);
        this.stores.configure((builder) -> builder.collection("rows", OPTIONS));
        reopened(this.stores.reopen());
        assertThat(this.rows.contains("a")).isTrue();
        advance(50);
        reopened(this.stores.reopen());
        assertThat(this.rows.contains("a")).isTrue();
        assertThat(this.store.verify().findings()).isEmpty();
        advance(10);
        assertThat(this.rows.contains("a")).isFalse();
    }

    @Test
    void withoutTheTtlNothingExpiresAnyMore() {
        this.rows.put("a", row("{}"));
        this.store.flush();
        this.rows.put("b", row("{}"));
        this.stores.loseDisk(CrashMode.NOTHING);
        this.stores.configure((builder) -> builder.collection("rows", OPTIONS.withTtl(null)));
        reopened(this.stores.open());
        advance(1000);
        Stores.tick(this.store);
        assertThat(this.rows.ids()).containsExactlyInAnyOrder("a", "b");
        assertThat(this.rows.get("a")).contains(row("{}"));
        assertThat(this.store.verify().findings()).isEmpty();
    }

    @Test
    void aVeryLongTtlIsNeverOver() {
        this.store.close();
        this.stores
            .configure((builder) -> builder.collection("rows", OPTIONS.withTtl(Duration.ofMillis(Long.MAX_VALUE))));
        reopened(this.stores.open());
        this.rows.put("a", row("{}"));
        advance(1000);
        assertThat(this.rows.contains("a")).isTrue();
        reopened(this.stores.reopen());
        assertThat(this.store.stats().quarantined()).isZero();
        assertThat(this.rows.contains("a")).isTrue();
    }

}
