package io.filestore.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

import io.filestore.Store;
import io.filestore.StoreBuilder;
import io.filestore.report.VerifyReport;
import io.filestore.wal.SyncPolicy;

/**
 * The process that is killed: opens the store, tells what is in it, and then changes it
 * from many threads, telling each change before and after. It never ends by itself.
 *
 * <pre>
 * OPEN lsn                        the store is open
 * ROW collection id number version
 * SUM accounts total              what is on all accounts together
 * END                             everything has been told
 * READY                           the store is verified, writers start
 * I writer collection id number … about to be written, 0 for a delete
 * A writer version                is written
 * B, F                            a flush begins, a flush is done
 * STOP where                      a thread waits for its death at a call of the disk
 * X what                          something that must not be
 * </pre>
 */
final class KillChild {

    /** In place of a call of the disk: write a little, and end well. */
    static final String END = "END";

    private static final int WRITERS = 6;

    private KillChild() {
    }

    /** Directory, sync policy, seed, first number, whether to verify, kind, number. */
    public static void main(String[] args) {
        Thread.setDefaultUncaughtExceptionHandler((thread, ex) -> fail(ex));
        try {
            run(Path.of(args[0]), SyncPolicy.valueOf(args[1]), Long.parseLong(args[2]), Long.parseLong(args[3]),
                    Boolean.parseBoolean(args[4]), args[5], Integer.parseInt(args[6]));
        }
        catch (Throwable ex) {
            fail(ex);
        }
    }

    private static void run(Path directory, SyncPolicy sync, long seed, long first, boolean verify, String stopAt,
            int stopNumber) {
        StoreBuilder builder = Layout.builder(directory, sync);
        if (stopNumber > 0) {
            builder.directory(new StoppingDirectory(directory, stopAt, stopNumber));
        }
        Store store = builder.open();
        Report.line("OPEN " + store.stats().log().lastLsn());
        StoreDump.of(store).forEach(Report::line);
        Report.line("END");
        if (verify) {
            VerifyReport report = store.verify();
            if (!report.isClean()) {
                fail("verify: " + report.findings());
            }
        }
        KillWriter.openAccounts(store);
        if (stopAt.equals(END)) {
            new KillWriter(store, 0, new Random(seed), first).run(100);
            store.close();
            return;
        }
        Report.line("READY");
        for (int writer = 0; writer < WRITERS; writer++) {
            new Thread(new KillWriter(store, writer, new Random(seed + writer), first)).start();
        }
        flushForEver(store, new Random(seed - 1));
    }

    private static void flushForEver(Store store, Random random) {
        List<String> collections = Layout.owned();
        while (true) {
            Report.line("B");
            if (random.nextInt(3) == 0) {
                store.compact(collections.get(random.nextInt(collections.size())));
            }
            else {
                store.flush();
            }
            Report.line("F");
            LockSupport.parkNanos(random.nextInt(20_000_000));
        }
    }

    private static void fail(Object what) {
        if (what instanceof Throwable ex) {
            ex.printStackTrace();
        }
        Report.line("X " + what.toString().replace('\n', ' '));
        Runtime.getRuntime().halt(1);
    }

}
