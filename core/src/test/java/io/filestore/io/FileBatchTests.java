package io.filestore.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class FileBatchTests {

    private final MemoryDirectory disk = new MemoryDirectory();

    private final List<String> done = new ArrayList<>();

    @Test
    void nothingIsSeenBeforeTheCommitAndEverythingIsDurableAfterIt() throws IOException {
        this.disk.plant("users/old.json", "old");
        this.disk.plant("users/raw name.json", "raw");
        this.disk.plant("log.jsonl", "1\n");
        FileBatch batch = filledBatch();
        assertThat(this.disk.text("users/old.json")).isEqualTo("old");
        batch.commit();
        for (CrashMode mode : List.of(CrashMode.NOTHING, CrashMode.EVERYTHING, CrashMode.random(new Random(1)))) {
            MemoryDirectory left = this.disk.crash(mode);
            assertThat(left.files()).containsExactly("log.jsonl", "orders/new.json", "users/old.json");
            assertThat(left.text("users/old.json")).isEqualTo("changed");
            assertThat(left.text("orders/new.json")).isEqualTo("new");
            assertThat(left.text("log.jsonl")).isEqualTo("1\n2\n");
        }
        assertThat(this.done).containsExactly("action");
    }

    @Test
    void commitWorksInPhasesAndForcesEachDirectoryOnce() throws IOException {
        this.disk.plant("users/old.json", "old");
        this.disk.plant("users/raw name.json", "raw");
        this.disk.plant("log.jsonl", "1\n");
        FileBatch batch = filledBatch();
        int before = this.disk.calls();
        batch.commit();
        List<String> calls = this.disk.log().subList(before, this.disk.calls());
        assertThat(calls.subList(0, 3)).containsExactlyInAnyOrder("force log.jsonl", "force users/old.json.tmp",
                "force orders/new.json.tmp");
        assertThat(calls.subList(3, 6)).containsExactly("rename users/old.json", "rename orders/new.json",
                "delete users/raw name.json");
        assertThat(calls.subList(6, calls.size())).containsExactlyInAnyOrder("forceDirectory users",
                "forceDirectory orders", "forceDirectory ");
    }

    @Test
    void firstRenamesComeBeforeReplacements() throws IOException {
        this.disk.plant("a.json", "1");
        FileBatch batch = batch();
        batch.replace(path("a.json"), content("2"));
        batch.renameFirst(path("a.json"), path("kept/a.json"));
        batch.commit();
        assertThat(this.disk.crash(CrashMode.NOTHING).text("a.json")).isEqualTo("2");
        assertThat(this.disk.crash(CrashMode.NOTHING).text("kept/a.json")).isEqualTo("1");
    }

    @Test
    void withoutForceNothingIsForced() throws IOException {
        FileBatch batch = new FileBatch(this.disk, false);
        batch.replace(path("users/a.json"), content("1"));
        batch.append(path("log.jsonl"), 0, content("1"));
        batch.delete(path("absent"));
        batch.commit();
        assertThat(this.disk.log()).noneMatch((call) -> call.startsWith("force"));
        assertThat(this.disk.files()).containsExactly("log.jsonl", "users/a.json");
    }

    @Test
    void appendCutsWhatAnAbandonedBatchLeft() throws IOException {
        this.disk.plant("log.jsonl", "1\n");
        FileBatch first = batch();
        assertThat(first.append(path("log.jsonl"), 2, content("2\n3\n"))).isEqualTo(4);
        first.abandon();
        FileBatch second = batch();
        second.append(path("log.jsonl"), 2, content("4\n"));
        second.commit();
        assertThat(this.disk.crash(CrashMode.NOTHING).text("log.jsonl")).isEqualTo("1\n4\n");
    }

    @Test
    void appendNeedsTheBytesBeforeIt() {
        this.disk.plant("log.jsonl", "1\n");
        assertThatIOException().isThrownBy(() -> batch().append(path("log.jsonl"), 3, content("2")))
            .withMessageContaining("another program has cut it to 2 bytes");
        assertThatIOException().isThrownBy(() -> batch().append(path("absent"), 1, content("2")))
            .withMessageContaining("is gone");
        assertThat(this.disk.files()).containsExactly("log.jsonl");
    }

    @Test
    void twoChangesOfOneFileAreRefused() throws IOException {
        FileBatch batch = batch();
        batch.replace(path("a"), content("1"));
        assertThatIllegalStateException().isThrownBy(() -> batch.replace(path("a"), content("2")));
        assertThatIllegalStateException().isThrownBy(() -> batch.append(path("a"), 0, content("2")));
        batch.commit();
        assertThatIllegalStateException().isThrownBy(batch::commit);
        assertThatIllegalStateException().isThrownBy(() -> batch.replace(path("b"), content("2")));
        assertThat(this.disk.text("a")).isEqualTo("1");
    }

    @Test
    void abandonedBatchLeavesNoTemporaryFiles() throws IOException {
        this.disk.plant("users/old.json", "old");
        FileBatch batch = batch();
        batch.replace(path("users/old.json"), content("new"));
        this.disk.failOnce((call) -> call.startsWith("write"), Fault.DISK_FULL_HALFWAY);
        assertThatIOException().isThrownBy(() -> batch.replace(path("users/b.json"), content("1234")))
            .matches(DiskFull::isDiskFull);
        assertThat(this.disk.text("users/b.json.tmp")).isEqualTo("12");
        batch.abandon();
        batch.abandon();
        assertThat(this.disk.files()).containsExactly("users/old.json");
        assertThat(this.disk.text("users/old.json")).isEqualTo("old");
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void failureAtAnyCallIsThrownAndARepetitionSucceeds(Fault fault) throws IOException {
        int calls = callsOf(new MemoryDirectory());
        for (int call = 1; call <= calls; call++) {
            MemoryDirectory failing = new MemoryDirectory();
            failing.failAt(call, fault);
            FileBatch batch = new FileBatch(failing, true);
            assertThatIOException().as("call %d", call).isThrownBy(() -> fillAndCommit(batch));
            batch.abandon();
            assertThat(this.done).isEmpty();
            assertThat(failing.files()).noneMatch((name) -> name.endsWith(".tmp"));
            fillAndCommit(new FileBatch(failing, true));
            assertThat(this.done).containsExactly("action");
            this.done.clear();
            assertWhole(failing.crash(CrashMode.NOTHING));
        }
    }

    @Test
    void powerLossAtAnyCallLeavesOldOrNewAndARepetitionSucceeds() throws IOException {
        int calls = callsOf(new MemoryDirectory());
        for (int call = 1; call <= calls; call++) {
            for (int seed = 0; seed < 20; seed++) {
                MemoryDirectory failing = new MemoryDirectory();
                failing.crashAt(call);
                assertThatExceptionOfType(PowerLoss.class)
                    .isThrownBy(() -> fillAndCommit(new FileBatch(failing, true)));
                MemoryDirectory left = failing.crash(CrashMode.random(new Random(seed)));
                for (int i = 0; i < 5; i++) {
                    assertThat(left.text("users/" + i + ".json")).isIn(null, "user " + i);
                }
                fillAndCommit(new FileBatch(left, true));
                this.done.clear();
                assertWhole(left.crash(CrashMode.NOTHING));
            }
        }
    }

    private int callsOf(MemoryDirectory directory) throws IOException {
        fillAndCommit(new FileBatch(directory, true));
        this.done.clear();
        return directory.calls();
    }

    private void fillAndCommit(FileBatch batch) throws IOException {
        for (int i = 0; i < 5; i++) {
            batch.replace(path("users/" + i + ".json"), content("user " + i));
        }
        batch.append(path("logs/audit.jsonl"), 0, content("{}\n"));
        batch.onCommit(() -> this.done.add("action"));
        batch.commit();
    }

    private static void assertWhole(MemoryDirectory directory) {
        assertThat(directory.files()).containsExactly("logs/audit.jsonl", "users/0.json", "users/1.json",
                "users/2.json", "users/3.json", "users/4.json");
        assertThat(directory.text("logs/audit.jsonl")).isEqualTo("{}\n");
        assertThat(directory.text("users/3.json")).isEqualTo("user 3");
    }

    @Test
    void manyFilesOnTheRealDiskAreForcedByAnInterruptedThread(@TempDir Path root) throws IOException {
        StoreDirectory real = StoreDirectory.at(root, FileModes.ownerOnly());
        FileBatch batch = new FileBatch(real, true);
        Thread.currentThread().interrupt();
        try {
            for (int i = 0; i < 100; i++) {
                batch.replace(real.resolve("users/" + i + ".json"), content("user " + i));
            }
            batch.commit();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        }
        finally {
            Thread.interrupted();
        }
        assertThat(real.list(root.resolve("users"))).hasSize(100);
        assertThat(Files.readString(root.resolve("users/42.json"))).isEqualTo("user 42");
    }

    private FileBatch filledBatch() throws IOException {
        FileBatch batch = batch();
        assertThat(batch.replace(path("users/old.json"), content("changed"))).isEqualTo(7);
        batch.replace(path("orders/new.json"), content("new"));
        batch.append(path("log.jsonl"), 2, content("2\n"));
        batch.delete(path("users/raw name.json"));
        batch.onCommit(() -> this.done.add("action"));
        return batch;
    }

    private FileBatch batch() {
        return new FileBatch(this.disk, true);
    }

    private Path path(String name) {
        return this.disk.resolve(name);
    }

    private static Content content(String text) {
        return Content.of(text.getBytes(StandardCharsets.UTF_8));
    }

}
