package io.filestore.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.StoreBuilder;
import io.filestore.config.CollectionOptions;
import io.filestore.error.StoreException;
import io.filestore.wal.SyncPolicy;
import io.filestore.wal.WalOptions;

/** Writes rows that are far too large for its memory, and reports as a KillChild does. */
final class SmallHeapChild {

    private static final int WRITERS = 6;

    private static final int WRITES = 25;

    private SmallHeapChild() {
    }

    static StoreBuilder builder(Path directory) {
        return Store.builder(directory)
            .flushInterval(Duration.ofMillis(50))
            .wal(WalOptions.defaults().withSync(SyncPolicy.NEVER))
            .collection("records", CollectionOptions.filePerRecord())
            .collection("lines", CollectionOptions.singleFile("lines.jsonl"));
    }

    /**
     * A row that says of itself whether it is whole.
     *
     * @param number the write that made it
     * @param padding as many of the last digit of the number as fit
     */
    record Large(long number, String padding) {

        static Large of(long number, int length) {
            return new Large(number, String.valueOf(number % 10).repeat(length));
        }

        boolean isWhole() {
            return this.padding.equals(String.valueOf(this.number % 10).repeat(this.padding.length()));
        }

    }

    /** Directory, seed, whether to close in the end. */
    public static void main(String[] args) throws Exception {
        Store store = builder(Path.of(args[0])).open();
        Report.line("OPEN " + store.stats().log().lastLsn());
        List<Thread> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            int number = writer;
            Random random = new Random(Long.parseLong(args[1]) + writer);
            writers.add(new Thread(() -> write(store, number, random)));
        }
        writers.forEach(Thread::start);
        for (Thread writer : writers) {
            writer.join();
        }
        System.out.println("ENDED " + (store.stats().failure() != null));
        if (Boolean.parseBoolean(args[2])) {
            close(store);
        }
        Runtime.getRuntime().halt(0);
    }

    private static void close(Store store) {
        try {
            store.close();
        }
        catch (Throwable ex) {
            System.err.println("Closing without memory: " + ex);
        }
    }

    private static void write(Store store, int writer, Random random) {
        for (int i = 1; i <= WRITES; i++) {
            try {
                write(store, writer, i, random);
            }
            catch (OutOfMemoryError | StoreException ex) {
                tell(ex);
            }
        }
    }

    private static void tell(Throwable failure) {
        try {
            Report.line("REFUSED " + failure.getClass().getSimpleName());
        }
        catch (OutOfMemoryError ex) {
            Thread.onSpinWait();
        }
    }

    private static void write(Store store, int writer, long number, Random random) {
        String id = writer + "-" + random.nextInt(2);
        Large row = Large.of(number, random.nextInt(3_000_000));
        if (random.nextBoolean()) {
            Report.line("I " + writer + " records " + id + " " + number);
            store.collection("records", Large.class).put(id, row);
        }
        else {
            Report.line("I " + writer + " records " + id + " " + number + " lines " + id + " " + number);
            store.transact((tx) -> {
                RowCollection<Large> lines = tx.collection("lines", Large.class);
                tx.collection("records", Large.class).put(id, row);
                return lines.put(id, row);
            });
        }
        Report.line("A " + writer + " 0");
    }

}
