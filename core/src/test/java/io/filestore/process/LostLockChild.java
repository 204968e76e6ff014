package io.filestore.process;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.filestore.Store;
import io.filestore.StoreBuilder;
import io.filestore.config.CollectionOptions;
import io.filestore.row.Row;

/** Holds a store, and does what it is told, line by line. */
final class LostLockChild {

    private LostLockChild() {
    }

    static StoreBuilder builder(Path directory) {
        return Store.builder(directory)
            .automaticFlush(false)
            .collection("rows", CollectionOptions.singleFile("rows.jsonl"));
    }

    /** Directory. */
    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        Store store = builder(directory).open();
        Report.line("OPEN");
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in));
        String order;
        while ((order = orders.readLine()) != null) {
            Report.line(obey(order, store, directory));
        }
        Runtime.getRuntime().halt(0);
    }

    private static String obey(String order, Store store, Path directory) {
        try {
            switch (order) {
                case "archive" -> archive(directory);
                case "flush" -> store.flush();
                case "close" -> store.close();
                default -> store.collection("rows").put(order, Row.parse("{}"));
            }
            return "done";
        }
        catch (Exception ex) {
            return ex.getClass().getSimpleName() + " " + ex.getMessage();
        }
    }

    /** Reads every file, as a backup does. */
    private static void archive(Path directory) throws Exception {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            for (Path file : all) {
                Files.readAllBytes(file);
            }
        }
    }

}
