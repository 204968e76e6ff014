package io.filestore.benchmarks.table;

import java.util.List;

import io.filestore.benchmarks.child.Child;
import io.filestore.benchmarks.child.Timed;
import io.filestore.benchmarks.query.OrderKind;
import io.filestore.benchmarks.query.OrderSetup;
import io.filestore.benchmarks.query.Question;
import io.filestore.benchmarks.query.RowForm;
import io.filestore.benchmarks.report.Results;

/**
 * Opening few and many rows with two indexes in a fresh virtual machine, then the first
 * query by the order of each, which filestore makes then; and the memory that these take.
 */
public final class QueryStartsTable implements Table {

    private static final List<OrderKind> KINDS = List.of(OrderKind.FILESTORE, OrderKind.SQLITE, OrderKind.MVSTORE);

    @Override
    public Results measure(Options options) throws Exception {
        Results results = new Results("query-starts",
                "opening orders with two indexes in a fresh virtual machine, then asking by each for the first time");
        for (int rows : options.rowCounts()) {
            OrderStores stores = new OrderStores(options, rows, true);
            stores.fill(KINDS);
            String group = Names.rows(rows) + ": ";
            for (int round = 1; round <= options.fewRounds(); round++) {
                for (OrderKind kind : KINDS) {
                    addStart(results, stores, kind, group, round);
                }
            }
            addMemory(results, stores, group);
        }
        results.note("filestore reads all rows when it opens, and makes an order of rows when the first query asks for"
                + " it; that is all there is to an ordered index, so that a start takes the same whether or not an"
                + " index is going to have an order. The first query is one for 20 rows by total, then one by time.");
        return results;
    }

    private static void addStart(Results results, OrderStores stores, OrderKind kind, String group, int round) {
        OrderSetup setup = stores.setup(kind);
        try (Child child = stores.child()) {
            stores.prepare(child);
            Timed start = child.call((session) -> session.orders().open(setup));
            Timed byTotal = askOnce(child, Question.FIRST_OF_RANGE);
            Timed byTime = askOnce(child, Question.FIRST_PAGE);
            Timed again = askOnce(child, Question.FIRST_OF_RANGE);
            results.add(kind.label(), group + "start, s", round, start.seconds());
            results.add(kind.label(), group + "start, processor s", round, start.cpuSeconds());
            results.add(kind.label(), group + "first query by an order, s", round, byTotal.seconds());
            results.add(kind.label(), group + "by another, s", round, byTime.seconds());
            results.add(kind.label(), group + "both, processor s", round, byTotal.cpuSeconds() + byTime.cpuSeconds());
            results.add(kind.label(), group + "by the first again, ms", round, again.seconds() * 1e3);
        }
    }

    private static void addMemory(Results results, OrderStores stores, String group) {
        OrderSetup setup = stores.setup(OrderKind.FILESTORE);
        try (Child child = stores.child()) {
            stores.prepare(child);
            child.run((session) -> session.orders().open(setup));
            // What is loaded once for all of them is not the first one's.
            askOnce(child, Question.RANGE_BY_ID);
            long one = child.call((session) -> session.usedHeap());
            askOnce(child, Question.FIRST_PAGE);
            long two = child.call((session) -> session.usedHeap());
            results.add(OrderKind.FILESTORE.label(), group + "order, B/entry", 1, (double) (two - one) / stores.rows());
        }
    }

    private static Timed askOnce(Child child, Question question) {
        return child.call((session) -> session.orders().askOnce(question, RowForm.JSON));
    }

}
