package io.filestore.crash;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.filestore.io.CrashMode;
import io.filestore.io.MemoryDirectory;
import io.filestore.report.Finding;
import io.filestore.wal.SyncPolicy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files that are damaged or cut: what is lost is told, what was deleted stays so, and a
 * crash after a start that has set something aside, and before the next flush, changes
 * nothing.
 */
class DamagedFileTests {

    @ParameterizedTest
    @EnumSource(names = { "MAP", "COMPRESSED_MAP", "COMPRESSED_LINES" })
    void rowsThatCouldBeReadSurviveACrashBeforeTheNextFlush(Shape shape) throws Exception {
        Session session = Session.create(new Setting(shape, SyncPolicy.ALWAYS)).open();
        for (int flush = 0; flush < 3; flush++) {
            session.store().collection("alpha").put("row" + flush, Rows.row(flush, "text"));
            session.store().flush();
        }
        MemoryDirectory disk = session.disk().crash(CrashMode.NOTHING);
        session.end();
        String file = disk.files()
            .stream()
            .filter((name) -> name.matches("(cache/)?alpha[a-z.]*(json|lz4)"))
            .findFirst()
            .orElseThrow();
        byte[] bytes = disk.bytes(file);
        bytes[(shape == Shape.MAP) ? bytes.length * 2 / 3 : bytes.length / 4] ^= 0x10;
        disk.plant(file, bytes);
        Session damaged = session.next(disk).open();
        long rows = damaged.store().collection("alpha").count();
        assertThat(damaged.store().stats().quarantined()).isPositive();
        assertThat(rows).isBetween(0L, 3L);
        Session again = session.next(damaged.disk().crash(CrashMode.NOTHING)).open();
        assertThat(again.store().collection("alpha").count()).as("%s", Rows.of(damaged.store())).isEqualTo(rows);
        assertThat(again.store().verify().findings()).isEmpty();
        damaged.end();
        again.end();
    }

    /** Flushed one by one, so that each flush has its own end in the file. */
    private static Session written(Shape shape) {
        Session session = Session.create(new Setting(shape, SyncPolicy.ALWAYS)).open();
        for (String id : List.of("a", "b", "c")) {
            session.store().collection("alpha").put(id, Rows.row(1, "first"));
            session.store().flush();
        }
        session.store().collection("alpha").put("a", Rows.row(2, "second"));
        session.store().flush();
        session.store().collection("alpha").delete("b");
        session.store().collection("alpha").put("d", Rows.row(1, "first"));
        session.store().close();
        return session;
    }

    private static String file(MemoryDirectory disk) {
        return disk.files()
            .stream()
            .filter((name) -> name.matches("(cache/|logs/)?alpha([.]jsonl|[.]json)?([.]lz4)?"))
            .findFirst()
            .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(names = { "MAP", "LINES", "COMPRESSED_MAP", "COMPRESSED_LINES" })
    void aCutFileIsToldWithEachRowThatItHasLost(Shape shape) throws Exception {
        Session session = written(shape);
        MemoryDirectory disk = session.disk();
        String file = file(disk);
        byte[] bytes = disk.bytes(file);
        Map<String, String> whole = Map.copyOf(rows(session.next(disk.kill()).open()));
        for (int length = 0; length < bytes.length; length++) {
            Session cut = session.next(disk.kill());
            cut.disk().plant(file, Arrays.copyOf(bytes, length));
            cut.open();
            Map<String, String> found = rows(cut);
            String told = cut.store().stats().firstFindings().stream().map(Finding::message).toList().toString();
            for (String id : whole.keySet()) {
                if (!whole.get(id).equals(found.get(id))) {
                    assertThat(told).as("%d of %d bytes", length, bytes.length).contains("'" + id + "'");
                    assertThat(cut.store().stats().quarantined()).isPositive();
                }
            }
            assertThat(found.keySet()).as("%d of %d bytes", length, bytes.length).isSubsetOf(whole.keySet());
            if (!found.equals(whole)) {
                assertThat(cut.store().stats().findings()).as("%d of %d bytes", length, bytes.length)
                    .containsKey(Finding.Kind.MISSING);
                assertThat(cut.store().verify().findings()).isNotEmpty();
            }
            Session later = cut.next(cut.disk().crash(CrashMode.EVERYTHING)).open();
            assertThat(rows(later)).isEqualTo(found);
            later.end();
            cut.end();
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "MAP", "LINES", "COMPRESSED_MAP", "COMPRESSED_LINES" })
    void aFileThatIsGoneIsToldAtEachStartAndKeptOnce(Shape shape) throws Exception {
        Session session = written(shape);
        MemoryDirectory disk = session.disk().kill();
        disk.delete(disk.resolve(file(disk)));
        for (int start = 0; start < 3; start++) {
            Session gone = session.next(disk).open();
            assertThat(rows(gone)).isEmpty();
            assertThat(gone.store().stats().findings()).containsKey(Finding.Kind.MISSING);
            assertThat(gone.store().stats().quarantined()).isEqualTo(1);
            disk = gone.disk().kill();
            gone.end();
        }
    }

    /** Its time is another one, as after a copy. */
    @ParameterizedTest
    @EnumSource(names = { "COMPRESSED_MAP", "COMPRESSED_LINES" })
    void noRowOfAFrameWhoseChecksumIsWrongCountsUnproved(Shape shape) throws Exception {
        Session session = written(shape);
        MemoryDirectory disk = session.disk();
        String file = file(disk);
        byte[] bytes = disk.bytes(file);
        Map<String, String> whole = Map.copyOf(rows(session.next(disk.kill()).open()));
        int damages = 0;
        for (int at = 0; at < bytes.length; at++) {
            Session flipped = session.next(disk.kill());
            byte[] bad = bytes.clone();
            bad[at] ^= 1;
            flipped.disk().plant(file, bad);
            flipped.open();
            Map<String, String> found = rows(flipped);
            Map<String, String> older = new TreeMap<>(found);
            older.entrySet().removeAll(whole.entrySet());
            String told = flipped.store().stats().firstFindings().stream().map(Finding::message).toList().toString();
            assertThat(older.keySet()).as("byte %d", at).allMatch((id) -> told.contains("'" + id + "'"));
            assertThat(older.values()).as("byte %d", at).allMatch((json) -> json.contains("first"));
            if (!found.equals(whole)) {
                assertThat(flipped.store().stats().quarantined()).as("byte %d", at).isPositive();
                damages++;
            }
            flipped.end();
        }
        assertThat(damages).isPositive();
    }

    private static Map<String, String> rows(Session session) {
        Map<String, String> rows = new TreeMap<>();
        session.store().collection("alpha").stream().forEach((row) -> rows.put(row.id(), row.value().toString()));
        return rows;
    }

}
