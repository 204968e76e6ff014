package io.filestore.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.opentest4j.TestAbortedException;

/**
 * A small file system of its own, gone when it is closed. Needs Linux and root; where it
 * cannot be had, tests are skipped and say so, or fail if the build was told that this
 * machine has everything ({@code -Dfilestore.requireTools=true}) and runs as root.
 */
final class MountedDisk implements AutoCloseable {

    private static final boolean REQUIRED = Boolean.getBoolean("filestore.requireTools");

    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private final Path path;

    private final String[] command;

    private MountedDisk(Path path, String[] command) {
        this.path = path;
        this.command = command;
    }

    /** A file system in memory. */
    static MountedDisk inMemory(Path parent, String size) throws IOException {
        Path path = Files.createDirectory(parent.resolve("disk"));
        return mount(path, "mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", path.toString());
    }

    /**
     * A file system in a file, that becomes read-only when something is wrong with it.
     */
    static MountedDisk inFile(Path parent, int megabytes) throws IOException {
        Path path = Files.createDirectory(parent.resolve("disk"));
        Path image = Files.write(parent.resolve("image"), new byte[megabytes << 20]);
        requireThat(run("mkfs.ext4", "-q", image.toString()));
        MountedDisk disk = mount(path, "mount", "-o", "loop,errors=remount-ro", image.toString(), path.toString());
        if (!Files.isWritable(disk.trigger())) {
            disk.close();
            requireThat(1);
        }
        return disk;
    }

    private static MountedDisk mount(Path path, String... command) throws IOException {
        requireThat(ROOT ? run(command) : 1);
        return new MountedDisk(path, command);
    }

    private static void requireThat(int exitCode) {
        if (exitCode != 0) {
            String line = "SKIPPED: no file system of the test's own can be mounted here"
                    + (ROOT ? ", although this is root" : ", which takes Linux and root");
            System.out.println(line);
            if (ROOT && REQUIRED) {
                throw new IllegalStateException(line);
            }
            throw new TestAbortedException(line);
        }
    }

    Path path() {
        return this.path;
    }

    /** Takes all room that is left. */
    void fill() throws IOException {
        byte[] block = new byte[4096];
        Path filler = this.path.resolve("filler");
        try (var out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(block);
            }
        }
        catch (IOException ex) {
            if (!String.valueOf(ex.getMessage()).contains("No space left")) {
                throw ex;
            }
        }
    }

    /** Gives the room back. */
    void makeRoom() throws IOException {
        Files.delete(this.path.resolve("filler"));
    }

    /** Makes the kernel find an error in it: it is read-only from then on. */
    void spoil() throws IOException {
        Files.writeString(trigger(), "1");
    }

    private Path trigger() throws IOException {
        String device = Files.getFileStore(this.path).name();
        return Path.of("/sys/fs/ext4", Path.of(device).getFileName().toString(), "trigger_fs_error");
    }

    /** Takes it away and brings it back; it can be written then. */
    void mountAgain() throws IOException {
        close();
        requireThat(run(this.command));
    }

    @Override
    public void close() throws IOException {
        if (run("umount", this.path.toString()) != 0) {
            run("umount", "-l", this.path.toString());
        }
    }

    private static int run(String... command) throws IOException {
        try (ChildProcess child = ChildProcess.run(List.of(command))) {
            child.readLines();
            return child.exitCode();
        }
        catch (IOException ex) {
            return -1;
        }
    }

}
