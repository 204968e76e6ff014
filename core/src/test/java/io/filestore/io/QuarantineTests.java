package io.filestore.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class QuarantineTests {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T10:43:00.123Z"));

    private final MemoryDirectory disk = new MemoryDirectory();

    @Test
    void movedFileIsThereWithItsReasonAfterPowerLoss() throws IOException {
        this.disk.plant("users/bad.json", "{");
        Path moved = new Quarantine(this.disk, CLOCK).move(this.disk.resolve("users/bad.json"), "line 1: no end");
        assertThat(moved).isEqualTo(this.disk.resolve("_quarantine/20261122T104300.123-1-bad.json"));
        MemoryDirectory left = this.disk.crash(CrashMode.NOTHING);
        assertThat(left.files()).containsExactly("_quarantine/20261122T104300.123-1-bad.json",
                "_quarantine/20261122T104300.123-1-bad.json.reason.txt");
        assertThat(left.text("_quarantine/20261122T104300.123-1-bad.json")).isEqualTo("{");
        assertThat(left.text("_quarantine/20261122T104300.123-1-bad.json.reason.txt")).startsWith("line 1: no end\n")
            .contains("users/bad.json");
    }

    @Test
    void keptPieceIsThereWithItsReasonAfterPowerLoss() throws IOException {
        Path kept = new Quarantine(this.disk, CLOCK).keep("audit.jsonl-line-7", "???".getBytes(StandardCharsets.UTF_8),
                "not JSON");
        MemoryDirectory left = this.disk.crash(CrashMode.NOTHING);
        assertThat(left.readAll(kept)).asString(StandardCharsets.UTF_8).isEqualTo("???");
        assertThat(left.text(kept + ".reason.txt")).isEqualTo("not JSON\n");
    }

    @Test
    void namesAreUniqueAndCannotLeaveTheDirectory() throws IOException {
        for (int i = 1; i <= 2; i++) {
            Quarantine quarantine = new Quarantine(this.disk, CLOCK);
            quarantine.keep("../a b", new byte[2 * i], "x");
            quarantine.keep("../a b", new byte[2 * i + 1], "x");
            assertThat(quarantine.count()).isEqualTo(2 * i);
        }
        assertThat(this.disk.files()).hasSize(8).allMatch((name) -> name.startsWith("_quarantine/2026"));
        assertThat(new Quarantine(this.disk, CLOCK).count()).isEqualTo(4);
    }

    @Test
    void theSameContentFromTheSamePlaceIsKeptOnceOverRestarts() throws IOException {
        for (int start = 0; start < 3; start++) {
            Quarantine quarantine = new Quarantine(this.disk, CLOCK);
            this.disk.plant("users/bad.json", "{");
            this.disk.plant("orders/bad.json", "{");
            this.disk.plant("all.json", "{\"a\"");
            quarantine.move(this.disk.resolve("users/bad.json"), "no end, start " + start);
            quarantine.move(this.disk.resolve("orders/bad.json"), "no end, start " + start);
            quarantine.copy(this.disk.resolve("all.json"), "no end, start " + start);
            quarantine.keep("all.json-line-7", new byte[3], "no JSON\nIt was line 7 of all.json");
            assertThat(quarantine.count()).isEqualTo(4);
            assertThat(this.disk.crash(CrashMode.NOTHING).files()).hasSize(9).contains("all.json");
        }
        Quarantine quarantine = new Quarantine(this.disk, CLOCK);
        this.disk.plant("all.json", "{\"b\"");
        quarantine.copy(this.disk.resolve("all.json"), "no end");
        assertThat(quarantine.count()).isEqualTo(5);
    }

    @Test
    void failureLeavesTheFileWhereItWas() throws IOException {
        this.disk.plant("bad.json", "{");
        Quarantine quarantine = new Quarantine(this.disk, CLOCK);
        this.disk.failOnce((call) -> call.startsWith("rename"), Fault.IO_ERROR);
        assertThatIOException().isThrownBy(() -> quarantine.move(this.disk.resolve("bad.json"), "x"));
        assertThat(this.disk.text("bad.json")).isEqualTo("{");
        assertThat(quarantine.count()).isZero();
    }

}
