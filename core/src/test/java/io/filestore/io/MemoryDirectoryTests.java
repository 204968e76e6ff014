package io.filestore.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import io.filestore.error.StoreLockedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MemoryDirectoryTests {

    private final MemoryDirectory disk = new MemoryDirectory();

    @Test
    void unforcedFileIsGoneAfterPowerLossAndThereAfterKill() throws IOException {
        write("a.json", "1");
        assertThat(this.disk.crash(CrashMode.NOTHING).files()).isEmpty();
        assertThat(this.disk.crash(CrashMode.EVERYTHING).text("a.json")).isEqualTo("1");
    }

    @Test
    void forcedNameWithoutForcedContentIsAnEmptyFile() throws IOException {
        write("a.json", "1");
        this.disk.forceDirectory(this.disk.root());
        assertThat(this.disk.crash(CrashMode.NOTHING).text("a.json")).isEmpty();
    }

    @Test
    void forcedContentWithoutForcedNameIsGone() throws IOException {
        write("a.json", "1");
        this.disk.force(path("a.json"));
        assertThat(this.disk.crash(CrashMode.NOTHING).text("a.json")).isNull();
    }

    @Test
    void unforcedRenameLeavesTheOldFile() throws IOException {
        this.disk.plant("a.json", "old");
        write("a.json.tmp", "new");
        this.disk.force(path("a.json.tmp"));
        this.disk.rename(path("a.json.tmp"), path("a.json"));
        assertThat(this.disk.text("a.json")).isEqualTo("new");
        assertThat(this.disk.crash(CrashMode.NOTHING).text("a.json")).isEqualTo("old");
        this.disk.forceDirectory(this.disk.root());
        assertThat(this.disk.crash(CrashMode.NOTHING).text("a.json")).isEqualTo("new");
        assertThat(this.disk.crash(CrashMode.NOTHING).files()).containsExactly("a.json");
    }

    @Test
    void contentOfAnUnforcedDirectoryIsGone() throws IOException {
        this.disk.createDirectory(path("users"));
        write("users/a.json", "1");
        this.disk.force(path("users/a.json"));
        this.disk.forceDirectory(path("users"));
        assertThat(this.disk.crash(CrashMode.NOTHING).files()).isEmpty();
        this.disk.forceDirectory(this.disk.root());
        assertThat(this.disk.crash(CrashMode.NOTHING).files()).containsExactly("users/a.json");
    }

    @Test
    void renameBetweenDirectoriesIsWholeInBothOrInNone() throws IOException {
        this.disk.plant("_quarantine/x", "");
        this.disk.plant("bad.json", "?");
        this.disk.rename(path("bad.json"), path("_quarantine/bad.json"));
        for (int seed = 0; seed < 20; seed++) {
            List<String> left = this.disk.crash(CrashMode.random(new Random(seed))).files();
            assertThat(left).isIn(List.of("_quarantine/x", "bad.json"),
                    List.of("_quarantine/bad.json", "_quarantine/x"));
        }
        this.disk.forceDirectory(path("_quarantine"));
        assertThat(this.disk.crash(CrashMode.NOTHING).files()).containsExactly("_quarantine/bad.json", "_quarantine/x");
    }

    @Test
    void namesInOneDirectorySurviveInTheirOrder() throws IOException {
        Set<Integer> counts = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            write(i + ".json", "");
        }
        for (int seed = 0; seed < 100; seed++) {
            List<String> left = this.disk.crash(CrashMode.random(new Random(seed))).files();
            assertThat(left).isEqualTo(this.disk.files().subList(0, left.size()));
            counts.add(left.size());
        }
        assertThat(counts).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
    }

    @Test
    void forcedPartOfALogSurvivesAndTheRestIsTornZeroedOrWhole() throws IOException {
        String forced = "forced line\n";
        String unforced = "another line, of which nobody knows\n";
        try (AppendFile log = this.disk.openAppend(path("_wal.jsonl"))) {
            append(log, forced);
            log.force();
            this.disk.forceDirectory(this.disk.root());
            append(log, unforced);
        }
        Set<String> outcomes = new HashSet<>();
        for (int seed = 0; seed < 500; seed++) {
            String left = this.disk.crash(CrashMode.random(new Random(seed))).text("_wal.jsonl");
            assertThat(left).startsWith(forced).hasSizeLessThanOrEqualTo(forced.length() + unforced.length());
            outcomes.add(left.substring(forced.length()));
        }
        assertThat(outcomes).contains("", unforced)
            .anyMatch((left) -> left.endsWith("\0"))
            .anyMatch((left) -> left.length() > 0 && left.length() < unforced.length() && unforced.startsWith(left))
            .anyMatch((left) -> left.startsWith("\0") && left.endsWith("\n"));
    }

    @Test
    void unforcedTruncationMayBeUndone() throws IOException {
        this.disk.plant("log.jsonl", "12345");
        try (AppendFile log = this.disk.openAppend(path("log.jsonl"))) {
            log.truncate(2);
            append(log, "x");
            assertThat(this.disk.text("log.jsonl")).isEqualTo("12x");
            assertThat(this.disk.crash(CrashMode.NOTHING).text("log.jsonl")).isEqualTo("12345");
            log.force();
        }
        assertThat(this.disk.crash(CrashMode.NOTHING).text("log.jsonl")).isEqualTo("12x");
    }

    @Test
    void forceAfterAFailedForceSavesNothingUntilItIsWrittenAnew() throws IOException {
        this.disk.plant("log.jsonl", "1");
        try (AppendFile log = this.disk.openAppend(path("log.jsonl"))) {
            append(log, "2");
            this.disk.failOnce((call) -> call.equals("force log.jsonl"), Fault.IO_ERROR);
            assertThatIOException().isThrownBy(log::force).withMessageContaining("Input/output error");
            log.force();
            assertThat(this.disk.crash(CrashMode.NOTHING).text("log.jsonl")).isEqualTo("1");
            log.truncate(1);
            append(log, "3");
            log.force();
        }
        assertThat(this.disk.crash(CrashMode.NOTHING).text("log.jsonl")).isEqualTo("13");
    }

    @Test
    void failedAppendLeavesAHalfThatTheNextOneRemoves() throws IOException {
        try (AppendFile log = this.disk.openAppend(path("log.jsonl"))) {
            append(log, "12");
            this.disk.failAt(this.disk.calls() + 1, Fault.DISK_FULL_HALFWAY);
            assertThatIOException().isThrownBy(() -> append(log, "abcdef")).matches(DiskFull::isDiskFull);
            assertThat(this.disk.text("log.jsonl")).isEqualTo("12abc");
            assertThat(log.length()).isEqualTo(2);
            append(log, "x");
            assertThat(this.disk.text("log.jsonl")).isEqualTo("12x");
        }
    }

    @Test
    void whatIsOverwrittenInPlaceArrivesSectorBySector() throws IOException {
        String blank = " ".repeat(2048);
        try (AppendFile log = this.disk.openAppend(path("log.jsonl"))) {
            log.append(("12" + blank).getBytes(StandardCharsets.UTF_8), 0, 2, blank.length());
            log.force();
            this.disk.forceDirectory(this.disk.root());
            append(log, "x".repeat(1500));
            assertThat(this.disk.crash(CrashMode.NOTHING).text("log.jsonl")).isEqualTo("12" + blank);
            assertThat(this.disk.crash(CrashMode.EVERYTHING).text("log.jsonl"))
                .isEqualTo("12" + "x".repeat(1500) + " ".repeat(548));
            Set<String> found = new TreeSet<>();
            Random random = new Random(1);
            for (int i = 0; i < 300; i++) {
                String text = this.disk.crash(CrashMode.random(random)).text("log.jsonl");
                assertThat(text).hasSize(2050).startsWith("12").endsWith(" ".repeat(548));
                found.add("" + text.charAt(2) + text.charAt(600) + text.charAt(1100));
            }
            assertThat(found).containsExactly("   ", "  x", " x ", " xx", "x  ", "x x", "xx ", "xxx");
        }
    }

    @Test
    void callsAreCountedAndFailWhenTheyAreTold() throws IOException {
        this.disk.failFrom(2, Fault.IO_ERROR);
        write("a", "");
        assertThatIOException().isThrownBy(() -> this.disk.force(path("a")));
        assertThatIOException().isThrownBy(() -> this.disk.rename(path("a"), path("b")));
        assertThatIOException().isThrownBy(() -> this.disk.delete(path("a")));
        assertThatIOException().isThrownBy(() -> this.disk.createDirectory(path("c")));
        assertThatIOException().isThrownBy(() -> this.disk.forceDirectory(this.disk.root()));
        assertThat(this.disk.calls()).isEqualTo(6);
        assertThat(this.disk.log()).containsExactly("write a", "force a", "rename b", "delete a", "createDirectory c",
                "forceDirectory ");
        this.disk.heal();
        assertThat(this.disk.delete(path("a"))).isTrue();
        assertThat(this.disk.files()).isEmpty();
    }

    @Test
    void nothingWorksAfterThePowerIsGoneButTheCrashedDiskDoes() throws IOException {
        AppendFile log = this.disk.openAppend(path("log"));
        this.disk.crashAt(3);
        append(log, "1");
        assertThat(this.disk.stat(path("log"))).isNotNull();
        assertThatExceptionOfType(PowerLoss.class).isThrownBy(() -> append(log, "2"));
        assertThatExceptionOfType(PowerLoss.class).isThrownBy(log::force);
        assertThatExceptionOfType(PowerLoss.class).isThrownBy(() -> this.disk.read(path("log")));
        assertThatExceptionOfType(PowerLoss.class).isThrownBy(() -> this.disk.lock(false));
        MemoryDirectory left = this.disk.crash(CrashMode.EVERYTHING);
        assertThat(left.text("log")).isEqualTo("1");
        left.write(path("other"), Content.of(new byte[1]));
        assertThat(this.disk.files()).containsExactly("log");
    }

    @Test
    void linksAndMissingFilesAreRefusedAsOnDisk() {
        this.disk.plantLink("link");
        assertThatIOException().isThrownBy(() -> this.disk.list(path("link"))).withMessageContaining("symbolic link");
        assertThatIOException().isThrownBy(() -> write("link/a", "")).withMessageContaining("symbolic link");
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> write("absent/a", ""));
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> this.disk.readAll(path("absent")));
    }

    @Test
    void lockIsForOneWriterOrManyReadersAndEndsWithThePower() throws IOException {
        List<DirectoryLock> readers = List.of(this.disk.lock(true), this.disk.lock(true));
        assertThatThrownBy(() -> this.disk.lock(false)).isInstanceOf(StoreLockedException.class);
        for (DirectoryLock reader : readers) {
            reader.close();
        }
        this.disk.lock(false);
        assertThatThrownBy(() -> this.disk.lock(true)).isInstanceOf(StoreLockedException.class);
        this.disk.crash(CrashMode.NOTHING).lock(false).close();
    }

    private Path path(String name) {
        return this.disk.resolve(name);
    }

    private void write(String name, String text) throws IOException {
        this.disk.write(path(name), Content.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void append(AppendFile file, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        file.append(bytes, 0, bytes.length);
    }

}
