package io.filestore.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.opentest4j.TestAbortedException;

/**
 * Runs code as the user nobody, whom permissions stop; root is stopped by none. Classes
 * are copied to where nobody may read them.
 */
final class OtherUser {

    private static final String ID = "65534";

    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

    private static final Pattern NEEDLESS = Pattern.compile("kotlin|lincheck|archunit|logback|asm|WebSocket");

    private final List<String> classPath = new ArrayList<>();

    /**
     * @param directory for the classes; nobody must be able to reach it
     */
    OtherUser(Path directory) throws IOException {
        if (!"root".equals(System.getProperty("user.name")) || !Files.isExecutable(Path.of("/usr/bin/setpriv"))) {
            String line = "SKIPPED: takes root and setpriv, to become another user; the other tests of permissions need no root";
            System.out.println(line);
            if (Boolean.getBoolean("filestore.requireTools") && "root".equals(System.getProperty("user.name"))) {
                throw new IllegalStateException(line);
            }
            throw new TestAbortedException(line);
        }
        letThrough(directory);
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        for (String entry : all.split(File.pathSeparator)) {
            Path source = Path.of(entry);
            if (Files.exists(source) && !NEEDLESS.matcher(entry).find()) {
                Path target = directory.resolve(this.classPath.size() + "-" + source.getFileName());
                copy(source, target);
                this.classPath.add(target.toString());
            }
        }
    }

    private static void copy(Path source, Path target) throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Path copy = target.resolve(source.relativize(file).toString());
                Files.copy(file, source.equals(file) ? target : copy);
            }
        }
    }

    /** Lets everybody into a directory below the one for temporary files. */
    static void letThrough(Path directory) throws IOException {
        for (Path above = directory; !above.equals(TEMPORARY); above = above.getParent()) {
            Files.setPosixFilePermissions(above, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /** Gives a file to the user. */
    static void give(Path file) throws IOException {
        Files.setAttribute(file, "unix:uid", Integer.parseInt(ID));
        Files.setAttribute(file, "unix:gid", Integer.parseInt(ID));
    }

    ChildProcess start(Class<?> main, Object... args) throws IOException {
        List<String> command = new ArrayList<>(
                List.of("setpriv", "--reuid=" + ID, "--regid=" + ID, "--clear-groups", ChildProcess.java()));
        command.addAll(ChildProcess.FAST_START);
        command.addAll(List.of("-cp", String.join(File.pathSeparator, this.classPath), main.getName()));
        for (Object arg : args) {
            command.add(arg.toString());
        }
        return ChildProcess.run(command);
    }

}
