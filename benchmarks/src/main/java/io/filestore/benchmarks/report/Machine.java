package io.filestore.benchmarks.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;

import com.sun.management.OperatingSystemMXBean;

/**
 * Where figures come from: the machine, the versions and the command.
 */
public final class Machine {

    private static final OperatingSystemMXBean system = ManagementFactory
        .getPlatformMXBean(OperatingSystemMXBean.class);

    private Machine() {
    }

    /** The machine and what runs on it. */
    public static String describe(Path directory) throws IOException {
        return String.format(Locale.ROOT, """
                - machine: %d cores (%s), %d GB of memory, %s %s, files on %s
                - Java: %s %s, its default collector
                - compared with: %s
                """, system.getAvailableProcessors(), processor(), Math.round(system.getTotalMemorySize() / 1e9),
                system.getName(), system.getVersion(), Files.getFileStore(directory).type(),
                System.getProperty("java.vm.name"), System.getProperty("java.version"),
                String.join(", ", Versions.peers()));
    }

    /** The command, and what it found when it began. */
    public static String conditions(String command) throws IOException {
        return String.format(Locale.ROOT, "`%s`, at %s on %s, load average before it %.1f%n", command, commit(),
                LocalDate.now(), system.getSystemLoadAverage());
    }

    private static String processor() throws IOException {
        Path file = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(file)) {
            return System.getProperty("os.arch");
        }
        return Files.readAllLines(file)
            .stream()
            .filter((line) -> line.startsWith("model name"))
            .map((line) -> line.substring(line.indexOf(':') + 1).trim())
            .findFirst()
            .orElse(System.getProperty("os.arch"));
    }

    private static String commit() throws IOException {
        Process git = new ProcessBuilder("git", "describe", "--always", "--dirty").redirectErrorStream(true).start();
        return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
    }

}
