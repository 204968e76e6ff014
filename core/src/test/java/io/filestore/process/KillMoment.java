package io.filestore.process;

import java.util.List;
import java.util.Random;

/**
 * When a process is killed.
 *
 * @param line so soon as it says something that begins with this; empty for its start
 * @param delayMillis so long after that
 * @param call when it comes to a call of the disk of this kind, if that is sooner
 * @param number which of these calls
 */
record KillMoment(String line, int delayMillis, String call, int number) {

    private static final List<String> WHILE_OPENING = List.of("lock .*", "read .*", "write _checkpoint.*",
            "force _checkpoint.*", "rename _checkpoint.*", "forceDirectory .*", "openAppend _wal.*", "truncate _wal.*",
            "sync _wal.*");

    private static final List<String> WHILE_FLUSHING = List.of("write .*", "force .*tmp", "rename .*json",
            "append .*l(\\.lz4)?", "delete .*json", "openAppend .*", "force _checkpoint.*", "rename _checkpoint.*",
            "forceDirectory .*", "write .*lz4\\.tmp", "rename .*lz4", "rename .*jsonl", "rename .*tmp");

    private static final List<String> WHILE_ROLLING = List.of("rename _wal-.*", "openAppend _wal.*", "delete _wal-.*",
            "truncate _wal.*", "force _wal-.*", "append _wal.*", "sync _wal.*");

    static KillMoment any(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> after("", random.nextInt(700));
            case 1 -> after("A", 0);
            case 2 -> after("B", random.nextInt(3));
            case 3, 4 -> after("READY", random.nextInt(250));
            case 5 -> at(random, WHILE_OPENING, 6);
            case 6, 7 -> at(random, WHILE_FLUSHING, 60);
            default -> at(random, WHILE_ROLLING, 12);
        };
    }

    private static KillMoment after(String line, int millis) {
        return new KillMoment(line, millis, "-", 0);
    }

    /** Should it not come to that call, it is killed after a while. */
    private static KillMoment at(Random random, List<String> calls, int most) {
        return new KillMoment("READY", 600, calls.get(random.nextInt(calls.size())), 1 + random.nextInt(most));
    }

}
