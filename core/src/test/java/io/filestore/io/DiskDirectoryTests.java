package io.filestore.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.filestore.error.InvalidConfigurationException;
import io.filestore.io.FileInfo.Kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assumptions.assumeThat;

class DiskDirectoryTests {

    private static final Content HELLO = Content.of("hello".getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path temporary;

    private Path root;

    private StoreDirectory disk;

    @BeforeEach
    void createRoot() throws IOException {
        this.root = Files.createDirectory(this.temporary.resolve("data"));
        this.disk = StoreDirectory.at(this.root, FileModes.ownerOnly());
    }

    @Test
    void whatIsWrittenCanBeReadListedRenamedAndDeleted() throws IOException {
        Path file = this.root.resolve("b.json");
        assertThat(this.disk.write(file, HELLO)).isEqualTo(5);
        this.disk.force(file);
        this.disk.createDirectory(this.root.resolve("a"));
        this.disk.forceDirectory(this.root);
        assertThat(this.disk.list(this.root)).extracting(FileInfo::name).containsExactly("a", "b.json");
        assertThat(this.disk.list(this.root)).extracting(FileInfo::kind).containsExactly(Kind.DIRECTORY, Kind.FILE);
        assertThat(this.disk.stat(file).size()).isEqualTo(5);
        assertThat(this.disk.stat(file).modifiedMillis()).isEqualTo(Files.getLastModifiedTime(file).toMillis());
        Path other = this.disk.resolve("a/c.json");
        this.disk.rename(file, other);
        assertThat(this.disk.readAll(other)).asString(StandardCharsets.UTF_8).isEqualTo("hello");
        assertThat(this.disk.delete(other)).isTrue();
        assertThat(this.disk.delete(other)).isFalse();
        assertThat(this.disk.stat(other)).isNull();
    }

    @Test
    void writeEmptiesTheFileOfThatNameAndCountsManySmallWrites() throws IOException {
        Path file = this.root.resolve("a");
        this.disk.write(file, Content.of(new byte[100_000]));
        assertThat(this.disk.write(file, (out) -> {
            for (int i = 0; i < 20_000; i++) {
                out.write('x');
                out.write(new byte[] { 'y', 'z' });
            }
        })).isEqualTo(60_000);
        assertThat(Files.readString(file)).hasSize(60_000).startsWith("xyzxyz").endsWith("xyz");
    }

    @Test
    void renameReplaces() throws IOException {
        this.disk.write(this.root.resolve("a"), HELLO);
        this.disk.write(this.root.resolve("b"), Content.of(new byte[0]));
        this.disk.rename(this.root.resolve("a"), this.root.resolve("b"));
        assertThat(Files.readString(this.root.resolve("b"))).isEqualTo("hello");
    }

    @Test
    void absentIsEmptyOrNullOrNoSuchFile() throws IOException {
        Path absent = this.root.resolve("absent");
        assertThat(this.disk.list(absent)).isEmpty();
        assertThat(this.disk.list(absent.resolve("deeper"))).isEmpty();
        assertThat(this.disk.stat(absent.resolve("deeper"))).isNull();
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> this.disk.read(absent));
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> this.disk.force(absent));
        assertThatExceptionOfType(NoSuchFileException.class)
            .isThrownBy(() -> this.disk.write(absent.resolve("a"), HELLO));
        assertThat(absent).doesNotExist();
    }

    @Test
    void entriesAreReadAsTheyAreListed() throws IOException {
        Path small = this.root.resolve("small");
        Path empty = this.root.resolve("empty");
        this.disk.write(small, HELLO);
        this.disk.write(empty, Content.of(new byte[0]));
        this.disk.write(this.root.resolve("large"), Content.of(new byte[100]));
        assertThat(this.disk.entries(this.root)).containsExactlyInAnyOrder(small, empty, this.root.resolve("large"));
        ByteBuffer room = ByteBuffer.allocate(6);
        for (Path entry : this.disk.entries(this.root)) {
            FileInfo info = this.disk.statEntry(entry);
            assertThat(info).isEqualTo(this.disk.stat(entry));
            assertThat(content(this.disk.readEntry(entry, info, room))).isEqualTo(this.disk.readAll(entry));
        }
    }

    @Test
    void entryThatHasChangedSinceItWasLookedUpIsReadWhole() throws IOException {
        Path file = this.root.resolve("a");
        this.disk.write(file, HELLO);
        FileInfo before = this.disk.statEntry(file);
        for (int size : new int[] { 0, 3, 6, 100_000 }) {
            this.disk.write(file, Content.of(new byte[size]));
            assertThat(content(this.disk.readEntry(file, before, ByteBuffer.allocate(64)))).hasSize(size);
        }
    }

    private static byte[] content(ByteBuffer buffer) {
        return Arrays.copyOf(buffer.array(), buffer.limit());
    }

    @Test
    void directoriesAreCreatedWhereTheyAreMissing() throws IOException {
        Path deep = this.disk.resolve("a/b/c");
        this.disk.createDirectories(deep, true);
        this.disk.createDirectories(deep, true);
        this.disk.createDirectory(deep);
        assertThat(deep).isDirectory();
        this.disk.write(deep.resolve("file"), HELLO);
        assertThatIOException().isThrownBy(() -> this.disk.createDirectories(deep.resolve("file/x"), true))
            .withMessageContaining("c/file: is a file where a directory is needed");
        assertThatIOException().isThrownBy(() -> this.disk.list(deep.resolve("file")))
            .withMessageContaining("is a file where a directory is needed");
        assertThatIOException().isThrownBy(() -> this.disk.read(deep)).withMessageContaining("not an ordinary file");
        assertThatIOException().isThrownBy(() -> this.disk.write(deep, HELLO))
            .withMessageContaining("not an ordinary file");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void linksInsideAreListedButNeverFollowed() throws IOException {
        Path outside = Files.createDirectory(this.temporary.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "keep");
        Path link = Files.createSymbolicLink(this.root.resolve("users"), outside);
        Path fileLink = Files.createSymbolicLink(this.root.resolve("file"), outside.resolve("secret"));
        Path dangling = Files.createSymbolicLink(this.root.resolve("dangling"), outside.resolve("new"));
        assertThat(this.disk.list(this.root)).extracting(FileInfo::kind).containsOnly(Kind.LINK);
        assertThat(this.disk.stat(link).kind()).isEqualTo(Kind.LINK);
        refuses(() -> this.disk.list(link), link);
        refuses(() -> this.disk.createDirectory(link), link);
        refuses(() -> this.disk.createDirectories(link.resolve("a/b"), false), link);
        refuses(() -> this.disk.stat(link.resolve("secret")), link);
        refuses(() -> this.disk.read(link.resolve("secret")), link);
        refuses(() -> this.disk.write(link.resolve("secret"), HELLO), link);
        refuses(() -> this.disk.openAppend(link.resolve("secret")), link);
        refuses(() -> this.disk.delete(link.resolve("secret")), link);
        refuses(() -> this.disk.rename(link.resolve("secret"), this.root.resolve("x")), link);
        refuses(() -> this.disk.read(fileLink), fileLink);
        refuses(() -> this.disk.write(fileLink, HELLO), fileLink);
        refuses(() -> this.disk.openAppend(fileLink), fileLink);
        refuses(() -> this.disk.force(fileLink), fileLink);
        refuses(() -> this.disk.write(dangling, HELLO), dangling);
        assertThat(outside).isDirectoryContaining("glob:**secret").isDirectoryNotContaining("glob:**new");
        assertThat(outside.resolve("secret")).hasContent("keep");
    }

    private static void refuses(ThrowingCallable call, Path link) {
        assertThatIOException().isThrownBy(call)
            .withMessage(link + ": is a symbolic link; filestore does not follow links inside its directory."
                    + " Configure the collection's path as the link's target instead");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void rootAndWhatIsAboveItMayBeLinks() throws IOException {
        Path link = Files.createSymbolicLink(this.temporary.resolve("link"), this.root);
        StoreDirectory linked = StoreDirectory.at(link, FileModes.ownerOnly());
        linked.lock(false).close();
        linked.createDirectories(linked.resolve("a"), true);
        linked.write(linked.resolve("a/b"), HELLO);
        assertThat(linked.list(link)).extracting(FileInfo::name).containsExactly("_lock", "a");
        StoreDirectory below = StoreDirectory.at(link.resolve("new/store"), FileModes.ownerOnly());
        below.lock(false).close();
        assertThat(this.root.resolve("new/store/_lock")).exists();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void outsideOfRootOnlyTheLastNameMustNotBeALink() throws IOException {
        Path target = Files.createDirectories(this.temporary.resolve("elsewhere/target"));
        Path link = Files.createSymbolicLink(this.temporary.resolve("link"), target.getParent());
        this.disk.write(link.resolve("target/a"), HELLO);
        assertThat(this.disk.list(link.resolve("target"))).hasSize(1);
        refuses(() -> this.disk.list(link), link);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void newFilesAndDirectoriesHaveTheConfiguredPermissions() throws IOException {
        this.disk.createDirectory(this.root.resolve("d"));
        this.disk.write(this.root.resolve("f"), HELLO);
        this.disk.openAppend(this.root.resolve("g")).close();
        assertThat(permissions("d")).isEqualTo("rwx------");
        assertThat(permissions("f")).isEqualTo("rw-------");
        assertThat(permissions("g")).isEqualTo("rw-------");
        StoreDirectory open = StoreDirectory.at(this.root, new FileModes("rw-r-----", "rwxr-x---"));
        open.createDirectory(this.root.resolve("d2"));
        open.write(this.root.resolve("f2"), HELLO);
        assertThat(permissions("d2")).isEqualTo("rwxr-x---");
        assertThat(permissions("f2")).isEqualTo("rw-r-----");
    }

    private String permissions(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(this.root.resolve(name)));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void missingPermissionIsSaidWithTheRemedy() throws IOException {
        Path closed = Files.createDirectory(this.root.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
        assumeThat(Files.isWritable(closed)).as("the user root may write everywhere").isFalse();
        assertThatIOException().isThrownBy(() -> this.disk.write(closed.resolve("a"), HELLO))
            .withMessageContaining("closed")
            .withMessageContaining("lacks the permission. Grant it");
    }

    @Test
    void interruptDisturbsNothing() throws IOException {
        Path file = this.root.resolve("a");
        Thread.currentThread().interrupt();
        try {
            this.disk.createDirectories(this.root.resolve("d"), true);
            this.disk.write(file, Content.of(new byte[20_000]));
            this.disk.force(file);
            this.disk.forceDirectory(this.root);
            try (InputStream in = this.disk.read(file)) {
                assertThat(in.readAllBytes()).hasSize(20_000);
            }
            this.disk.lock(false).close();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        }
        finally {
            Thread.interrupted();
        }
    }

    @Test
    void pathsAreResolvedButDoNotLeaveRootUnlessAbsolute() {
        assertThat(this.disk.resolve("logs/./audit.jsonl")).isEqualTo(this.root.resolve("logs").resolve("audit.jsonl"));
        assertThat(this.disk.resolve("a/../b")).isEqualTo(this.root.resolve("b"));
        Path elsewhere = this.temporary.resolve("elsewhere");
        assertThat(this.disk.resolve(elsewhere.toString())).isEqualTo(elsewhere);
        assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> this.disk.resolve("../x"))
            .withMessageContaining("leads out of the directory");
        assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> this.disk.resolve("a\0b"))
            .withMessageContaining("no path");
    }

    @Test
    void knowsWhetherCaseIsIgnored() throws IOException {
        this.disk.lock(false).close();
        assertThat(this.disk.ignoresCase()).isEqualTo(Files.exists(this.root.resolve("_LOCK")));
        Files.deleteIfExists(this.root.resolve("_LOCK"));
        assertThat(this.disk.ignoresCase()).isEqualTo(this.disk.ignoresCase());
    }

}
