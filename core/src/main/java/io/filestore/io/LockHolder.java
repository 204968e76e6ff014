package io.filestore.io;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Who holds the exclusive lock, as one line in {@code _lock}:
 *
 * <pre>
 * {"pid":4711,"host":"shop-1","since":"2026-11-22T10:43:00Z"}
 * </pre>
 */
record LockHolder(long pid, String host, String since) {

    private static final Pattern LINE = Pattern
        .compile("\\{\"pid\":(\\d{1,18}),\"host\":\"([^\"]*)\",\"since\":\"([^\"]*)\"}\\s*");

    private static final int MAX_BYTES = 1000;

    static LockHolder current() {
        return new LockHolder(ProcessHandle.current().pid(), hostName(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    static Optional<LockHolder> read(RandomAccessFile file) throws IOException {
        byte[] bytes = new byte[MAX_BYTES];
        file.seek(0);
        int length = Math.max(0, file.read(bytes));
        Matcher matcher = LINE.matcher(new String(bytes, 0, length, StandardCharsets.UTF_8));
        return matcher.matches()
                ? Optional.of(new LockHolder(Long.parseLong(matcher.group(1)), matcher.group(2), matcher.group(3)))
                : Optional.empty();
    }

    /** Writes the line if it can be written: it only informs, a full disk may lack it. */
    void write(RandomAccessFile file) {
        try {
            file.setLength(0);
            file.write(line().getBytes(StandardCharsets.UTF_8));
        }
        catch (IOException ex) {
            return;
        }
    }

    String line() {
        return "{\"pid\":" + this.pid + ",\"host\":\"" + this.host + "\",\"since\":\"" + this.since + "\"}\n";
    }

    String describe() {
        return "process " + this.pid + " on host " + this.host + " since " + this.since;
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
        try (InputStream in = new FileInputStream("/proc/sys/kernel/hostname")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
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
