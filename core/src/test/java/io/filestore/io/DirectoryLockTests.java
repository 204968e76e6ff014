package io.filestore.io;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.filestore.error.StoreLockedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assumptions.assumeThat;

class DirectoryLockTests {

    @TempDir
    Path temporary;

    @Test
    void exclusiveLockCreatesTheDirectoryAndSaysWhoHoldsIt() throws IOException {
        Path root = this.temporary.resolve("a/b");
        DirectoryLock lock = lock(root, false);
        assertThat(lock.isShared()).isFalse();
        assertThat(root.resolve("_lock")).content()
            .matches("\\{\"pid\":" + ProcessHandle.current().pid()
                    + ",\"host\":\"[^\"]+\",\"since\":\"[^\"]+Z\",\"process\":\"[^\"]+\",\"token\":\"[^\"]+\"}\n");
        lock.close();
        lock.close();
        assertThat(root.resolve("_lock")).isEmptyFile();
        lock(root, false).close();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void newDirectoriesAndTheLockAreForTheOwnerOnly() throws IOException {
        lock(this.temporary.resolve("a/b"), false).close();
        assertThat(mode("a")).isEqualTo("rwx------");
        assertThat(mode("a/b")).isEqualTo("rwx------");
        assertThat(mode("a/b/_lock")).isEqualTo("rw-------");
    }

    private String mode(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(this.temporary.resolve(name)));
    }

    @Test
    void secondStoreInThisProcessIsRefused() throws IOException {
        DirectoryLock first = lock(this.temporary, false);
        refuses(false, "another store in this process");
        refuses(true, "another store in this process");
        first.close();
        lock(this.temporary, false).close();
    }

    @Test
    void refusedStoreDoesNotOpenTheDirectoryToOtherProcesses() throws Exception {
        DirectoryLock first = lock(this.temporary, false);
        refuses(false, "another store in this process");
        assertThatIOException().isThrownBy(() -> LockingProcess.start(this.temporary, false))
            .withMessageContaining("in use by");
        first.close();
        LockingProcess.start(this.temporary, false).close();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void sameDirectoryUnderAnotherNameIsRefused() throws IOException {
        Path link = Files.createSymbolicLink(this.temporary.resolve("link"),
                Files.createDirectory(this.temporary.resolve("data")));
        DirectoryLock first = lock(this.temporary.resolve("data"), false);
        assertThatExceptionOfType(StoreLockedException.class).isThrownBy(() -> lock(link, false));
        first.close();
    }

    @Test
    void readersInThisProcessShareUntilTheLastLeaves() throws IOException {
        lock(this.temporary, false).close();
        DirectoryLock first = lock(this.temporary, true);
        DirectoryLock second = lock(this.temporary, true);
        assertThat(second.isShared()).isTrue();
        first.close();
        first.close();
        refuses(false, "a read-only store in this process");
        assertThatIOException().isThrownBy(() -> LockingProcess.start(this.temporary, false))
            .withMessageContaining("in use by");
        second.close();
        lock(this.temporary, false).close();
    }

    @Test
    void readerWritesNothing() throws IOException {
        try (DirectoryLock lock = lock(this.temporary, true)) {
            assertThat(lock.isShared()).isTrue();
        }
        assertThat(this.temporary).isEmptyDirectory();
    }

    @Test
    void storeOfAnotherClassLoaderIsRefused() throws Exception {
        DirectoryLock first = lock(this.temporary, false);
        URL classes = StoreDirectory.class.getProtectionDomain().getCodeSource().getLocation();
        URL tests = LockingProcess.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader other = new OwnClassesFirst(new URL[] { classes, tests })) {
            Class<?> type = other.loadClass(OtherStore.class.getName());
            assertThat(type).isNotSameAs(OtherStore.class);
            var lock = type.getMethod("lock", Path.class);
            assertThat(lock.invoke(null, this.temporary)).asString().contains("another store in this process");
            assertThatIOException().isThrownBy(() -> LockingProcess.start(this.temporary, false))
                .withMessageContaining("in use by");
            first.close();
            assertThat(lock.invoke(null, this.temporary)).isEqualTo("locked");
        }
    }

    @Test
    void lockUnknownToTheRegistryIsFoundAndKept() throws Exception {
        lock(this.temporary, false).close();
        try (RandomAccessFile file = new RandomAccessFile(this.temporary.resolve("_lock").toFile(), "rw")) {
            file.getChannel().lock(Long.MAX_VALUE - (1 << 20), 1 << 20, false);
            refuses(false, "another store in this process");
            assertThatIOException().isThrownBy(() -> LockingProcess.start(this.temporary, false))
                .withMessageContaining("in use by");
        }
    }

    @Test
    void systemPropertiesOfTheApplicationHaveTextsOnly() throws IOException {
        try (DirectoryLock lock = lock(this.temporary, false)) {
            assertThat(lock.lost()).isNull();
            System.getProperties().list(new PrintStream(OutputStream.nullOutputStream()));
            assertThat(System.getProperties().values()).allMatch(String.class::isInstance);
        }
        assertThat(System.getProperties().stringPropertyNames())
            .noneMatch((name) -> name.contains(this.temporary.toString()));
    }

    @Test
    void deletedLockIsLost() throws IOException {
        DirectoryLock lock = lock(this.temporary, false);
        Files.delete(this.temporary.resolve("_lock"));
        assertThat(lock.lost()).contains("_lock has been deleted");
        Files.createFile(this.temporary.resolve("_lock"));
        assertThat(lock.lost()).contains("_lock is another file now");
        lock.close();
        assertThat(lock.lost()).isNull();
    }

    @Test
    void lockThatNamesAnotherIsLostAndLeftToThat() throws IOException {
        DirectoryLock lock = lock(this.temporary, false);
        String other = "{\"pid\":1,\"host\":\"b\",\"since\":\"2026\",\"process\":\"p\",\"token\":\"t\"}\n";
        try (RandomAccessFile file = new RandomAccessFile(this.temporary.resolve("_lock").toFile(), "rw")) {
            file.setLength(0);
            file.writeBytes(other);
        }
        assertThat(lock.lost()).contains("_lock says that it is in use by process 1 on host b since 2026");
        lock.close();
        assertThat(this.temporary.resolve("_lock")).hasContent(other.strip());
        lock(this.temporary, false).close();
    }

    @Test
    void numberOfAProcessThatBelongsToAnotherByNowKeepsNobodyOut() throws Exception {
        try (LockingProcess other = LockingProcess.start(this.temporary.resolve("other"), false)) {
            assertThat(ProcessIdentity.of(other.pid())).isNotEmpty()
                .isEqualTo(ProcessIdentity.of(other.pid()))
                .isNotEqualTo(ProcessIdentity.of(ProcessHandle.current().pid()));
            Path file = lockFile(new LockHolder(other.pid(), ProcessIdentity.HOST, "2026", "another start", "t"));
            lock(this.temporary, false).close();
            assertThat(file).isEmptyFile();
            lockFile(new LockHolder(other.pid(), ProcessIdentity.HOST, "2026", ProcessIdentity.of(other.pid()), "t"));
            for (boolean shared : new boolean[] { true, false }) {
                assertThatExceptionOfType(StoreLockedException.class).isThrownBy(() -> lock(this.temporary, shared))
                    .withMessageContaining("in use by process " + other.pid() + " on host ")
                    .withMessageContaining("is running. If it has no store open here any more, delete that file");
            }
        }
        assertThat(ProcessIdentity.of(Long.MAX_VALUE)).isEmpty();
        lock(this.temporary, true).close();
        lock(this.temporary, false).close();
    }

    private Path lockFile(LockHolder holder) throws IOException {
        return Files.writeString(this.temporary.resolve("_lock"), holder.line());
    }

    @Test
    void storeInAnotherProcessIsNamed() throws Exception {
        try (LockingProcess other = LockingProcess.start(this.temporary, false)) {
            assertThatExceptionOfType(StoreLockedException.class).isThrownBy(() -> lock(this.temporary, false))
                .withMessageContaining("in use by process " + other.pid() + " on host ")
                .withMessageContaining(" since 2");
            assertThatExceptionOfType(StoreLockedException.class).isThrownBy(() -> lock(this.temporary, true))
                .withMessageContaining("process " + other.pid());
        }
        lock(this.temporary, false).close();
    }

    @Test
    void killedProcessHoldsNothing() throws Exception {
        LockingProcess.start(this.temporary, false).kill();
        assertThat(this.temporary.resolve("_lock")).isNotEmptyFile();
        lock(this.temporary, false).close();
    }

    @Test
    void readersOfSeveralProcessesShareAndAreNotMistakenForTheLastWriter() throws Exception {
        LockingProcess.start(this.temporary, false).kill();
        try (LockingProcess other = LockingProcess.start(this.temporary, true)) {
            assertThat(other.pid()).isPositive();
            lock(this.temporary, true).close();
            refuses(false, "a read-only store in another process");
        }
    }

    @Test
    void readerNeedsADirectory() {
        Path absent = this.temporary.resolve("absent");
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> lock(absent, true))
            .withMessageContaining("a read-only store creates nothing");
        assertThat(absent).doesNotExist();
    }

    @Test
    void fileInPlaceOfTheDirectoryIsRefused() throws IOException {
        Path file = Files.createFile(this.temporary.resolve("data"));
        for (boolean shared : new boolean[] { true, false }) {
            assertThatIOException().isThrownBy(() -> lock(file, shared))
                .withMessage(file + ": is a file where a directory is needed. Move it away, or configure another path");
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void linkInPlaceOfTheLockIsRefused() throws IOException {
        Path target = Files.createFile(this.temporary.resolve("target"));
        Files.createSymbolicLink(this.temporary.resolve("_lock"), target);
        assertThatIOException().isThrownBy(() -> lock(this.temporary, false)).withMessageContaining("symbolic link");
        assertThatIOException().isThrownBy(() -> lock(this.temporary, true)).withMessageContaining("symbolic link");
        assertThat(target).isEmptyFile();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void unwritableDirectoryIsReadWithoutALockAndRefusedToAWriter() throws IOException {
        Path root = Files.createDirectory(this.temporary.resolve("data"));
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeThat(Files.isWritable(root)).as("the user root may write everywhere").isFalse();
        lock(root, true).close();
        assertThat(root).isEmptyDirectory();
        assertThatIOException().isThrownBy(() -> lock(root, false))
            .withMessageContaining(root.toString())
            .withMessageContaining("lacks the permission. Grant it, or configure another directory");
        Files.setPosixFilePermissions(root, Set.copyOf(PosixFilePermissions.fromString("rwx------")));
    }

    private static DirectoryLock lock(Path root, boolean shared) throws IOException {
        return StoreDirectory.at(root, FileModes.ownerOnly()).lock(shared);
    }

    private void refuses(boolean shared, String holder) {
        assertThatExceptionOfType(StoreLockedException.class).isThrownBy(() -> lock(this.temporary, shared))
            .satisfies((ex) -> assertThat(ex.holder()).isEqualTo(holder));
    }

    /** Locks a directory as a store of another class loader does. */
    public static final class OtherStore {

        private OtherStore() {
        }

        public static String lock(Path root) throws IOException {
            try {
                DirectoryLockTests.lock(root, false).close();
                return "locked";
            }
            catch (StoreLockedException ex) {
                return ex.getMessage();
            }
        }

    }

    private static final class OwnClassesFirst extends URLClassLoader {

        OwnClassesFirst(URL[] classes) {
            super(classes, DirectoryLockTests.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("io.filestore.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return (loaded != null) ? loaded : findClass(name);
        }

    }

}
