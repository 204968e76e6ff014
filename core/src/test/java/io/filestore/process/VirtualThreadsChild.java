package io.filestore.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.row.Row;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** Writes from thousands of virtual threads, and says where they were pinned. */
final class VirtualThreadsChild {

    private static final int THREADS = 2000;

    private VirtualThreadsChild() {
    }

    public static void main(String[] args) throws Exception {
        Path file = Path.of(args[0], "pinned.jfr");
        try (Store store = Store.builder(Path.of(args[0], "store"))
            .flushInterval(Duration.ofMillis(20))
            .collection("records", CollectionOptions.singleFile("lines.jsonl").withIndexed("n"))
            .collection("sessions", CollectionOptions.memoryOnly())
            .open(); Recording recording = new Recording()) {
            // The first use of a class pins whoever waits for it; that is not meant.
            write(store, 0);
            recording.enable("jdk.VirtualThreadPinned").withoutThreshold().withStackTrace();
            recording.start();
            writeFromAll(store);
            recording.stop();
            recording.dump(file);
            boolean all = store.collection("records").count() == 2 * THREADS && store.verify().isClean();
            System.out.println("ALL THERE " + all);
        }
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            String stack = String.valueOf(event.getStackTrace());
            if (stack.contains("io.filestore")) {
                System.out.println("PINNED " + event.getDuration() + " " + stack.replace('\n', ' '));
            }
        }
        Files.delete(file);
        System.out.println("ENDED");
    }

    private static void writeFromAll(Store store) throws Exception {
        AtomicLong acknowledged = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            threads.add(startVirtual(() -> {
                write(store, number);
                acknowledged.incrementAndGet();
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println("ACKNOWLEDGED " + acknowledged);
    }

    private static void write(Store store, int number) {
        store.collection("records").put("r" + number, Row.parse("{\"n\":" + number % 10 + "}"));
        store.transact((tx) -> {
            tx.collection("records").put("t" + number, Row.parse("{}"));
            return tx.collection("sessions").put("s" + number, Row.parse("{}"));
        });
        store.collection("records").find("n", number % 10);
        if (number % 500 == 0) {
            store.flush();
        }
    }

    /** By reflection, since these tests are compiled for Java 17. */
    private static Thread startVirtual(Runnable work) throws ReflectiveOperationException {
        return (Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, work);
    }

}
