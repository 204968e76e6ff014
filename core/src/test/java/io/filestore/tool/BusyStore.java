package io.filestore.tool;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.io.FileModes;
import io.filestore.io.StoreDirectory;
import io.filestore.row.Row;
import io.filestore.wal.SyncPolicy;
import io.filestore.wal.WalOptions;

/**
 * A store of which all rows of all collections have the number that the last transaction
 * gave them, and one row moves each time to another id. As a process it gives them one
 * number after the other, and flushes now and then, until it is told to end.
 */
final class BusyStore {

    static final int ROWS = 5;

    static final List<String> ALL = List.of("files", "lines", "map", "packed", "packedLines", "plain");

    /** Less than stores make, and more than it takes to read a collection. */
    private static final long PAUSE_NANOS = 500_000_000;

    private static volatile int acknowledged;

    private static volatile boolean ending;

    private BusyStore() {
    }

    /** Its log is sealed each time that something is written. */
    static Store open(StoreDirectory directory, SyncPolicy sync) {
        return open(directory, sync, 4096);
    }

    private static Store open(StoreDirectory directory, SyncPolicy sync, int segmentBytes) {
        return Store.builder(directory.root())
            .directory(directory)
            .automaticFlush(false)
            .wal(WalOptions.defaults().withSync(sync).withSegmentSizeBytes(segmentBytes))
            .collection("files", CollectionOptions.filePerRecord())
            .collection("lines", CollectionOptions.singleFile("logs/lines.jsonl").withIndexed("n"))
            .collection("map", CollectionOptions.singleFile("map.json"))
            .collection("packed", CollectionOptions.compressed("packed"))
            .collection("packedLines", CollectionOptions.compressed("packed.jsonl"))
            .collection("plain", CollectionOptions.filePerRecord().withWal(false))
            .open();
    }

    static Row row(int number) {
        return Row.parse("{\"n\":" + number + "}");
    }

    /** What is in each collection with this number. */
    static List<Row> rows(int number) {
        return Collections.nCopies(ROWS, row(number));
    }

    static void write(Store store, int number) {
        write(store, number, ALL);
    }

    static void write(Store store, int number, List<String> names) {
        store.transact((tx) -> {
            for (String name : names) {
                for (int i = 1; i < ROWS; i++) {
                    tx.collection(name).put("row-" + i, row(number));
                }
                tx.collection(name).delete("moving-" + (number - 1) % 4);
                tx.collection(name).put("moving-" + number % 4, row(number));
            }
            return null;
        });
        acknowledged = number;
    }

    /** Directory. */
    public static void main(String[] args) throws Exception {
        Store store = open(StoreDirectory.at(Path.of(args[0]), FileModes.ownerOnly()), SyncPolicy.ALWAYS, 1 << 20);
        write(store, 1);
        Thread writer = new Thread(() -> {
            for (int number = 2; !ending; number++) {
                write(store, number);
            }
        });
        Thread flusher = new Thread(() -> {
            for (int flush = 0; !ending; flush++) {
                if (flush % 3 == 0) {
                    store.compact("lines");
                }
                store.flush();
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        });
        writer.start();
        flusher.start();
        System.out.println("OPEN");
        answer();
        writer.join();
        flusher.join();
        System.out.println(store.verify().findings().size() + " findings");
        store.close();
    }

    private static void answer() throws IOException {
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in));
        String question;
        while (!ending && (question = questions.readLine()) != null) {
            if (question.equals("end")) {
                ending = true;
            }
            else {
                System.out.println(acknowledged);
            }
        }
    }

}
