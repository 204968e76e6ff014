package io.filestore.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.filestore.Store;
import io.filestore.error.StoreLockedException;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The system's lock can vanish while the store that holds it goes on. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class LostLockTests {

    @TempDir
    Path directory;

    @Test
    void secondStoreIsKeptOutAlthoughTheFirstHasReadItsOwnLockFile() throws Exception {
        try (ChildProcess first = start()) {
            for (int i = 0; i < 100; i++) {
                assertThat(first.ask("before-" + i + "\n")).isEqualTo("done");
            }
            assertThat(first.ask("archive\n")).isEqualTo("done");
            for (boolean readOnly : new boolean[] { false, true }) {
                assertThatExceptionOfType(StoreLockedException.class)
                    .isThrownBy(() -> LostLockChild.builder(this.directory).readOnly(readOnly).open())
                    .withMessageContaining("has lost the system's lock");
            }
            for (int i = 0; i < 100; i++) {
                assertThat(first.ask("after-" + i + "\n")).isEqualTo("done");
            }
            first.kill();
            first.exitCode();
            try (Store store = LostLockChild.builder(this.directory).open()) {
                assertThat(store.collection("rows").count()).isEqualTo(200);
            }
        }
    }

    @Test
    void storeWhosePlaceAnotherHasTakenLeavesTheFilesToThat() throws Exception {
        try (ChildProcess first = start()) {
            assertThat(first.ask("a\n")).isEqualTo("done");
            Files.delete(this.directory.resolve("_lock"));
            Store second = LostLockChild.builder(this.directory).open();
            second.collection("rows").put("b", Row.parse("{}"));
            assertThat(first.ask("flush\n")).startsWith("StoreFailedException The store has stopped taking writes: ")
                .contains("_lock is another file now")
                .contains("Make sure that only one is open, and restart.");
            assertThat(first.ask("c\n")).startsWith("StoreFailedException");
            assertThat(first.ask("close\n")).isEqualTo("done");
            second.collection("rows").put("d", Row.parse("{}"));
            second.flush();
            assertThat(second.verify().findings()).isEmpty();
            second.close();
        }
        try (Store store = LostLockChild.builder(this.directory).open()) {
            assertThat(store.collection("rows").ids()).containsExactlyInAnyOrder("a", "b", "d");
            assertThat(store.verify().findings()).isEmpty();
        }
    }

    private ChildProcess start() throws Exception {
        ChildProcess child = ChildProcess.start(List.of(), LostLockChild.class, this.directory);
        assertThat(child.readLine()).isEqualTo("OPEN");
        return child;
    }

}
