package io.filestore.crash;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.filestore.error.CorruptStoreException;
import io.filestore.io.CrashMode;
import io.filestore.io.Fault;
import io.filestore.io.FileNames;
import io.filestore.io.MemoryDirectory;
import io.filestore.wal.LogCorruption;
import io.filestore.wal.SyncPolicy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bytes of the log are cut off, zeroed or replaced. Each time it is a torn tail, and what
 * was proved durable is there, or the start is refused with file, line and LSN.
 */
@ExtendWith(Tally.class)
class LogDamageTests {

    private static final String LOG = "_wal.jsonl";

    /** Whether to try each byte, not one of a few. */
    private final boolean all = getClass() != LogDamageTests.class;

    private Session session = Session.create(new Setting(Shape.LINES, SyncPolicy.ALWAYS));

    @AfterEach
    void end() {
        this.session.end();
    }

    private MemoryDirectory disk(SyncPolicy sync, List<Step> steps) {
        this.session = Session.create(new Setting(Shape.LINES, sync)).open();
        steps.forEach(this.session::run);
        return this.session.disk().crash(CrashMode.EVERYTHING);
    }

    @ParameterizedTest
    @EnumSource
    void everyByteOfTheLastTwoBatches(SyncPolicy sync) throws Exception {
        MemoryDirectory disk = disk(sync, List.of(Step.PUT, Step.PUT_OTHER, Step.FLUSH, Step.VALUE));
        Map<String, String> before = visible();
        int start = end(disk.bytes(LOG));
        this.session.run(Step.UPDATE);
        Map<String, String> between = visible();
        int middle = end(this.session.disk().bytes(LOG));
        this.session.run(Step.TRANSACTION);
        Map<String, String> after = visible();
        byte[] log = this.session.disk().bytes(LOG);
        int end = end(log);
        long lost = this.session.oracle().lastLsn() - 5 + 1;
        for (int at = start; at <= log.length; at += 1 + step() / 3) {
            for (byte[] damaged : damages(log, at, this.all && Effort.isFull())) {
                boolean cut = damaged.length < log.length;
                if (at >= end || Arrays.equals(damaged, log)) {
                    requireOpens(damaged, after);
                }
                else if (at >= middle) {
                    requireOpens(damaged, between);
                }
                else if (cut || sync != SyncPolicy.ALWAYS) {
                    requireOpens(damaged, before);
                }
                else {
                    // A line feed where the line begins leaves a blank line above it.
                    requireRefused(damaged, (at == start && !cut && damaged[at] == '\n') ? 4 : 3, lost);
                    // Without the line feed between the two, the second is damaged, too.
                    requireSalvaged(damaged, (at == middle - 1) ? before : after);
                }
            }
        }
    }

    /** Where the last line ends; a reserve may follow. */
    private static int end(byte[] log) {
        int end = log.length;
        while (log[end - 1] == ' ' || log[end - 1] == '\n') {
            end--;
        }
        return end + 1;
    }

    private Map<String, String> visible() {
        Map<String, String> visible = this.session.oracle().visible(this.session.now());
        visible.keySet().removeIf(Rows::isPlain);
        return visible;
    }

    /** How many bytes are left out. */
    private int step() {
        return this.all ? 0 : Effort.fast(24, 6);
    }

    /** Cut there, or this byte replaced. */
    private static List<byte[]> damages(byte[] log, int at, boolean all) {
        List<byte[]> damages = new ArrayList<>(List.of(Arrays.copyOf(log, at)));
        if (at < log.length) {
            int[] replacements = { log[at] ^ 1, 0, log[at] ^ 0x80, '\n', '}', '0' };
            for (int i = 0; i < replacements.length; i++) {
                if (all || at % replacements.length == i) {
                    byte[] damaged = log.clone();
                    damaged[at] = (byte) replacements[i];
                    damages.add(damaged);
                }
            }
        }
        return damages;
    }

    private Session damaged(byte[] log) {
        Tally.fault();
        Session damaged = this.session.next(this.session.disk().crash(CrashMode.EVERYTHING));
        damaged.disk().plant(LOG, log);
        return damaged;
    }

    private void requireOpens(byte[] log, Map<String, String> expected) {
        Session damaged = damaged(log).open();
        assertThat(logged(damaged)).isEqualTo(expected);
        if (log.length % 8 == 0) {
            damaged.store().collection("alpha").put("more", Rows.row(0, "more"));
            Session again = damaged.next(damaged.disk().kill()).open();
            assertThat(again.store().collection("alpha").contains("more")).isTrue();
            again.end();
        }
        damaged.end();
    }

    private static Map<String, String> logged(Session session) {
        Map<String, String> rows = Rows.of(session.store());
        rows.keySet().removeIf(Rows::isPlain);
        return rows;
    }

    private void requireRefused(byte[] log, int line, long lsn) {
        Session damaged = damaged(log);
        List<String> files = damaged.disk().files();
        try {
            damaged.open();
            throw new AssertionError("Opened: " + Rows.of(damaged.store()));
        }
        catch (CorruptStoreException ex) {
            assertThat(ex.file()).isEqualTo(damaged.disk().root().resolve(LOG));
            assertThat(ex.line()).isEqualTo(line);
            assertThat(ex).hasMessageContaining("LSN " + lsn).hasMessageContaining("on-corruption=salvage");
        }
        assertThat(damaged.disk().files()).isEqualTo(files);
        damaged.end();
    }

    /**
     * The last batch writes everything that the damaged one did, so nothing is missing.
     */
    private void requireSalvaged(byte[] log, Map<String, String> expected) {
        Session damaged = damaged(log).open(this.session.setting().log().withOnCorruption(LogCorruption.SALVAGE));
        assertThat(logged(damaged)).isEqualTo(expected);
        assertThat(damaged.store().stats().quarantined()).isOne();
        assertThat(damaged.store().verify().findings()).isEmpty();
        damaged.store().collection("alpha").put("more", Rows.row(0, "more"));
        Session again = damaged.next(damaged.disk().kill()).open();
        assertThat(again.store().collection("alpha").contains("more")).isTrue();
        assertThat(again.store().stats().log().lastLsn()).isEqualTo(this.session.oracle().lastLsn() + 1);
        again.end();
        damaged.end();
    }

    /** Sealed segments, headers and the checkpoint too. */
    @ParameterizedTest
    @EnumSource
    void noDamagedByteOfTheWholeLogLosesWhatWasProvedDurable(SyncPolicy sync) throws IOException {
        MemoryDirectory disk = disk(sync,
                List.of(Step.PUT, Step.LARGE, Step.PUT_OTHER, Step.FLUSH, Step.UPDATE, Step.LARGE, Step.DELETE));
        int last = end(this.session.disk().bytes(LOG));
        this.session.run(Step.TRANSACTION);
        disk = this.session.disk().crash(CrashMode.EVERYTHING);
        int end = end(disk.bytes(LOG));
        Map<String, String> whole = visible();
        for (String file : disk.files()) {
            byte[] bytes = disk.bytes(file);
            for (int at = 0; file.startsWith("_") && !file.startsWith("_values") && at < bytes.length; at++) {
                // In the middle of a large row.
                boolean boring = at > 100 && bytes[at] == 'y' && bytes[at - 1] == 'y';
                at += boring ? 97 : step();
                byte[] damaged = bytes.clone();
                damaged[Math.min(at, bytes.length - 1)] ^= 1;
                Session after = this.session.next(disk.kill());
                after.disk().plant(file, damaged);
                Tally.fault();
                try {
                    after.open();
                    if (sync != SyncPolicy.ALWAYS) {
                        this.session.oracle().requirePossible(Rows.of(after.store()), after.now(), false);
                    }
                    else if (!file.equals(LOG) || at < last || at >= end) {
                        assertThat(logged(after)).as("%s, byte %d", file, at).isEqualTo(whole);
                    }
                }
                catch (CorruptStoreException ex) {
                    assertThat(ex.file()).isIn(disk.root().resolve(file), disk.root().resolve(LOG));
                    assertThat(ex.line()).isGreaterThanOrEqualTo(file.equals(FileNames.CATALOG) ? 0 : 1);
                }
                after.end();
            }
        }
    }

    /**
     * The power went between the checkpoint and the deletion of what it made redundant.
     */
    @ParameterizedTest
    @EnumSource
    void damageInWhatTheFilesHoldAlreadyNeitherStopsTheStartNorMovesTheLsnBack(SyncPolicy sync) throws IOException {
        disk(sync, List.of(Step.PUT, Step.PUT_OTHER));
        this.session.disk().failOnce((call) -> call.startsWith("delete _wal-"), Fault.IO_ERROR);
        this.session.run(Step.FLUSH);
        MemoryDirectory disk = this.session.disk().crash(CrashMode.NOTHING);
        String sealed = "_wal-00000000000000000001.jsonl";
        byte[] bytes = disk.bytes(sealed);
        for (int at = 0; at < bytes.length; at += 1 + step()) {
            Tally.fault();
            Session after = this.session.next(disk.kill());
            byte[] damaged = bytes.clone();
            damaged[at] ^= 1;
            after.disk().plant(sealed, damaged);
            after.open();
            assertThat(after.store().stats().log().lastLsn()).isEqualTo(2);
            after.store().collection("alpha").put("more", Rows.row(0, "more"));
            Session again = after.next(after.disk().kill()).open();
            assertThat(again.store().collection("alpha").count()).as("byte %d", at).isEqualTo(3);
            again.end();
            after.end();
        }
    }

    @Test
    void halvesOfTwoTransactionsAreNoWholeOne() throws IOException {
        disk(SyncPolicy.ALWAYS, List.of());
        this.session.store().transact((tx) -> {
            tx.collection("alpha").put("1", Rows.row(1, "first"));
            return tx.collection("alpha").put("2", Rows.row(1, "first"));
        });
        this.session.store().transact((tx) -> {
            tx.collection("alpha").put("3", Rows.row(1, "second"));
            tx.collection("alpha").put("4", Rows.row(1, "second"));
            return tx.collection("alpha").put("5", Rows.row(1, "second"));
        });
        this.session.store().collection("alpha").put("6", Rows.row(1, "single"));
        List<String> lines = new ArrayList<>(this.session.disk().text(LOG).lines().toList());
        lines.subList(2, 4).clear();
        Session after = this.session.next(this.session.disk().crash(CrashMode.NOTHING));
        after.disk().plant(LOG, String.join("\n", lines) + "\n");
        after.open(this.session.setting().log().withOnCorruption(LogCorruption.SALVAGE));
        assertThat(after.store().collection("alpha").ids()).containsExactly("6");
        after.end();
    }

}
