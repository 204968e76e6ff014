package io.filestore.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What happens where permissions are missing; also if the build runs as root. */
@Timeout(120)
class PermissionIT {

    @TempDir
    static Path classes;

    private static OtherUser user;

    @TempDir
    Path temporary;

    @BeforeAll
    static void copyClasses() throws IOException {
        user = new OtherUser(classes);
    }

    private Path newStore() throws IOException {
        OtherUser.letThrough(this.temporary);
        Path store = Files.createDirectory(this.temporary.resolve("store"));
        OtherUser.give(store);
        return store;
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "io.filestore.io.DirectoryLockTests#unwritableDirectoryIsReadWithoutALockAndRefusedToAWriter",
                    "io.filestore.io.DiskDirectoryTests#missingPermissionIsSaidWithTheRemedy" })
    void whatRootSkipsIsTestedAsAnotherUser(String method) throws Exception {
        try (ChildProcess child = user.start(TestsAgain.class, method)) {
            assertThat(child.readLines()).last().isEqualTo("1 succeeded, 0 failed, 0 aborted");
        }
    }

    @Test
    void permissionsTakenAwayWhileTheStoreIsOpenAreNamedAndLoseNothing() throws Exception {
        Path store = newStore();
        try (ChildProcess child = user.start(PermissionChild.class, store)) {
            assertThat(child.readLine()).isEqualTo("opened 0");
            assertThat(child.ask("p")).isEqualTo("done");
            assertThat(child.ask("f")).isEqualTo("done");
            assertThat(child.ask("p")).isEqualTo("done");
            permit(store, "r-x------");
            permit(store.resolve("records"), "r-x------");
            assertThat(child.ask("f")).startsWith("io.filestore.error.")
                .contains("flush failed")
                .contains("the user nobody, who runs this process, lacks the permission. Grant it");
            permit(store, "rwx------");
            permit(store.resolve("records"), "rwx------");
            assertThat(child.ask("p")).isEqualTo("done");
            assertThat(child.ask("f")).isEqualTo("done");
            child.kill();
        }
        try (ChildProcess child = user.start(PermissionChild.class, store)) {
            assertThat(child.readLine()).isEqualTo("opened 3");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { ".", "_wal.jsonl", "_checkpoint.json", "_lock", "records" })
    void aStoreThatMayNotBeOpenedSaysWhatIsMissing(String name) throws Exception {
        Path store = newStore();
        try (ChildProcess child = user.start(PermissionChild.class, store)) {
            assertThat(child.readLine()).isEqualTo("opened 0");
            assertThat(child.ask("p")).isEqualTo("done");
            assertThat(child.ask("f")).isEqualTo("done");
        }
        Path closed = store.resolve(name).normalize();
        permit(closed, "---------");
        try (ChildProcess child = user.start(PermissionChild.class, store)) {
            assertThat(child.readLine()).startsWith("io.filestore.error.")
                .contains(closed.toString())
                .contains("the user nobody, who runs this process, lacks the permission. Grant it");
        }
        permit(closed, "rwx------");
        try (ChildProcess child = user.start(PermissionChild.class, store)) {
            assertThat(child.readLine()).isEqualTo("opened 1");
        }
    }

    private static void permit(Path file, String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

}
