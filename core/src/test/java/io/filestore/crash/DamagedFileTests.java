package io.filestore.crash;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.filestore.io.CrashMode;
import io.filestore.io.MemoryDirectory;
import io.filestore.wal.SyncPolicy;

import static org.assertj.core.api.Assertions.assertThat;

/** A crash after a start that has set a damaged file aside, and before the next flush. */
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

}
