package io.filestore.benchmarks.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.filestore.benchmarks.child.Child;
import io.filestore.benchmarks.child.Timed;
import io.filestore.benchmarks.query.OrderKind;
import io.filestore.benchmarks.query.OrderSetup;
import io.filestore.benchmarks.query.Question;
import io.filestore.benchmarks.query.RowForm;
import io.filestore.benchmarks.report.Folders;
import io.filestore.benchmarks.report.Results;

/**
 * Unforced puts among few and many rows with two indexes, one thread: those that leave
 * indexed fields alone, and those that move a row in the order of one.
 */
public final class QueryPutsTable implements Table {

    private static final List<OrderKind> KINDS = List.of(OrderKind.FILESTORE, OrderKind.SQLITE, OrderKind.MVSTORE,
            OrderKind.TREE_MAP);

    private static final String HASHED = "filestore, hashed";

    private static final String ORDERED = "filestore, ordered";

    /** A turn: about as long for those that are fast as for the others. */
    private static final int FEW = 2_000;

    private static final int MANY = 20_000;

    private static final List<Boolean> MOVING = List.of(false, true);

    @Override
    public Results measure(Options options) throws Exception {
        Results results = new Results("query-puts",
                "unforced puts of orders with two indexes, one thread, µs of processor and by the clock");
        for (int rows : options.rowCounts()) {
            measure(results, options, new OrderStores(options, rows, true));
        }
        results.note("filestore has two indexes each time: hashed is before anything was asked by their orders, ordered"
                + " is afterwards. x hashed is the ratio of the same round. All but the TreeMap survive the end of the"
                + " process; flushes and checkpoints that come in the background, or would, are between turns.");
        return results;
    }

    private static void measure(Results results, Options options, OrderStores stores) {
        stores.fill(KINDS);
        Map<String, Child> children = open(options, stores);
        try {
            List<String> order = new ArrayList<>(children.keySet());
            for (int round = 0; round <= 2 * options.rounds(); round++) {
                for (boolean moving : MOVING) {
                    for (String label : order) {
                        Timed timed = puts(children, label, moving);
                        if (round > 0) {
                            add(results, stores, label, moving, round, timed);
                        }
                    }
                    addRatio(results, stores, moving, round);
                }
                Collections.rotate(order, 1);
            }
        }
        finally {
            children.values().forEach(Child::close);
        }
    }

    private static Map<String, Child> open(Options options, OrderStores stores) {
        OrderSetup filestore = stores.setup(OrderKind.FILESTORE);
        OrderSetup copy = new OrderSetup(OrderKind.FILESTORE, filestore.directory() + "-copy", true);
        Folders.delete(copy.path());
        Folders.copy(filestore.path(), copy.path());
        Map<OrderKind, Child> opened = stores.open(KINDS);
        Child ordered = stores.child();
        ordered.run((session) -> session.orders().open(copy));
        stores.prepare(ordered);
        for (Question question : List.of(Question.FIRST_OF_RANGE, Question.FIRST_PAGE)) {
            ordered.run((session) -> session.orders().askOnce(question, RowForm.JSON));
        }
        Map<String, Child> children = new LinkedHashMap<>();
        for (OrderKind kind : KINDS) {
            children.put((kind == OrderKind.FILESTORE) ? HASHED : kind.label(), opened.get(kind));
            if (kind == OrderKind.FILESTORE) {
                children.put(ORDERED, ordered);
            }
        }
        return children;
    }

    private static Timed puts(Map<String, Child> children, String label, boolean moving) {
        int count = count(label);
        return Objects.requireNonNull(children.get(label)).call((session) -> session.orders().puts(count, moving));
    }

    private static int count(String label) {
        return label.startsWith("filestore") ? MANY : FEW;
    }

    private static void add(Results results, OrderStores stores, String label, boolean moving, int round, Timed timed) {
        String metric = metric(stores, moving);
        results.add(label, metric, round, timed.cpuMicros());
        results.add(label, metric + ", clock", round, timed.micros());
    }

    private static void addRatio(Results results, OrderStores stores, boolean moving, int round) {
        if (round > 0) {
            String metric = metric(stores, moving);
            results.add(ORDERED, metric + ", x hashed", round, results.ratio(ORDERED, metric, HASHED, metric, round));
        }
    }

    private static String metric(OrderStores stores, boolean moving) {
        return Names.rows(stores.rows()) + ": " + (moving ? "moving a row" : "leaving indexed fields alone");
    }

}
