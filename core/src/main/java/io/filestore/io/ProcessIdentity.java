package io.filestore.io;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * What tells a process from all others, also from those that had its number before or
 * have it in another container: on Linux the start of the system, the space of process
 * numbers, and when the process began, in ticks since that start, which no clock can
 * move; elsewhere the host and the time when it began.
 */
final class ProcessIdentity {

    /** The name of this machine or container. */
    static final String HOST = hostName();

    /** Behind the name of the program, which may contain anything. */
    private static final int FIELDS_BEFORE_START = 19;

    private ProcessIdentity() {
    }

    /**
     * Of a process that lives; empty if there is none of that number, or none is known.
     */
    static String of(long pid) {
        try {
            return Files.exists(Path.of("/proc/self/stat")) ? ofLinux(pid) : ofOther(pid);
        }
        catch (IOException | RuntimeException ex) {
            return "";
        }
    }

    private static String ofLinux(long pid) throws IOException {
        String boot = read("/proc/sys/kernel/random/boot_id").strip();
        Path numbers = Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
        String stat = read("/proc/" + pid + "/stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        boolean dead = fields[0].equals("Z") || fields[0].equals("X");
        return dead ? "" : boot + "/" + numbers + "/" + fields[FIELDS_BEFORE_START];
    }

    private static String ofOther(long pid) {
        return ProcessHandle.of(pid)
            .filter(ProcessHandle::isAlive)
            .flatMap((process) -> process.info().startInstant())
            .map((start) -> HOST + "/" + start.toEpochMilli())
            .orElse("");
    }

    private static String read(String file) throws IOException {
        try (InputStream in = new FileInputStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String hostName() {
        String name = System.getenv("HOSTNAME");
        if (name == null) {
            name = System.getenv("COMPUTERNAME");
        }
        if (name == null) {
            name = askSystem();
        }
        return (name != null) ? name.strip().replaceAll("[^\\w.-]", "_") : "unknown";
    }

    private static @Nullable String askSystem() {
        try {
            return read("/proc/sys/kernel/hostname");
        }
        catch (IOException ex) {
            return askNetwork();
        }
    }

    private static @Nullable String askNetwork() {
        try {
            return InetAddress.getLocalHost().getHostName();
        }
        catch (IOException ex) {
            return null;
        }
    }

}
