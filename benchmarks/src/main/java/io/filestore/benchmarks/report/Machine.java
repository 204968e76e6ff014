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

    private Machine() {
    }

    public static String describe(Path directory, String command) throws IOException {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return String.format(Locale.ROOT,
                "- machine: %d cores (%s), %d GB, %s %s, files on %s%n- load before: %.2f%n- Java: %s %s%n"
                        + "- filestore: commit %s%n- others: %s%n- day: %s%n- command: `%s`%n",
                system.getAvailableProcessors(), processor(), Math.round(system.getTotalMemorySize() / 1e9),
                system.getName(), system.getVersion(), Files.getFileStore(directory).type(),
                system.getSystemLoadAverage(), System.getProperty("java.vm.name"), System.getProperty("java.version"),
                commit(), String.join(", ", Versions.peers()), LocalDate.now(), command);
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
