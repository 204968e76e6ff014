package io.filestore.io;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Who holds the exclusive lock, as one line in {@code _lock}:
 *
 * <pre>
 * {"pid":4711,"host":"shop-1","since":"2026-11-22T10:43:00Z","process":"…","token":"…"}
 * </pre>
 *
 * {@code process} tells this process from all that have had its number, see
 * {@link ProcessIdentity}; {@code token} tells this lock from all others.
 */
record LockHolder(long pid, String host, String since, String process, String token) {

    private static final Pattern LINE = Pattern
        .compile("\\{\"pid\":(\\d{1,18}),\"host\":\"([^\"]*)\",\"since\":\"([^\"]*)\""
                + "(?:,\"process\":\"([^\"]*)\",\"token\":\"([^\"]*)\")?}\\s*");

    private static final int MAX_BYTES = 1000;

    static LockHolder current() {
        long pid = ProcessHandle.current().pid();
        return new LockHolder(pid, ProcessIdentity.HOST, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                ProcessIdentity.of(pid), UUID.randomUUID().toString());
    }

    static Optional<LockHolder> read(RandomAccessFile file) throws IOException {
        byte[] bytes = new byte[MAX_BYTES];
        file.seek(0);
        int length = Math.max(0, file.read(bytes));
        Matcher matcher = LINE.matcher(new String(bytes, 0, length, StandardCharsets.UTF_8));
        return matcher.matches() ? Optional.of(new LockHolder(Long.parseLong(matcher.group(1)), matcher.group(2),
                matcher.group(3), orEmpty(matcher.group(4)), orEmpty(matcher.group(5)))) : Optional.empty();
    }

    private static String orEmpty(@Nullable String group) {
        return (group != null) ? group : "";
    }

    /**
     * Writes the line if it can be written: a full disk may lack it.
     * @return whether it is there
     */
    boolean write(RandomAccessFile file) {
        try {
            file.setLength(0);
            file.seek(0);
            file.write(line().getBytes(StandardCharsets.UTF_8));
            return true;
        }
        catch (IOException ex) {
            return false;
        }
    }

    String line() {
        return "{\"pid\":" + this.pid + ",\"host\":\"" + this.host + "\",\"since\":\"" + this.since
                + "\",\"process\":\"" + this.process + "\",\"token\":\"" + this.token + "\"}\n";
    }

    /**
     * Whether it is certain that another process is the holder, and lives: not if it ran
     * on another machine or in another container, nor if its number belongs to another
     * process by now.
     */
    boolean isAnotherThatLives() {
        return this.pid != ProcessHandle.current().pid() && !this.process.isEmpty()
                && this.process.equals(ProcessIdentity.of(this.pid));
    }

    String describe() {
        return "process " + this.pid + " on host " + this.host + " since " + this.since;
    }

}
