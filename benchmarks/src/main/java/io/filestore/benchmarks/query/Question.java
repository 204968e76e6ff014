package io.filestore.benchmarks.query;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

import io.filestore.benchmarks.data.Order;

/**
 * What is asked, each time of other rows, drawn at random from all, but for pages.
 */
public enum Question {

    FIRST_OF_RANGE("first 20 of a range, in order", (orders, asked, random) -> orders.fromTotal(asked.least(random))),

    RANGE("range of 100 rows, in order", (orders, asked, random) -> {
        int start = asked.start(random);
        return orders.betweenTotals(asked.total(start), asked.endOfRange(start));
    }),

    RANGE_BY_ID("range of 100 rows, by id", (orders, asked, random) -> {
        int start = asked.start(random);
        return orders.betweenTotalsById(asked.total(start), asked.endOfRange(start));
    }),

    FIRST_PAGE("page 1", (orders, asked, random) -> orders.firstPage()),

    LATER_PAGE("page 1,000 by position", (orders, asked, random) -> orders.pageBehind(asked.pages())),

    LATER_PAGE_BY_OFFSET("page 1,000 by offset", (orders, asked, random) -> orders.pageByOffset(asked.pages())),

    NEWEST_OF_USER("newest 20 of 100 with an equal value",
            (orders, asked, random) -> orders.newestOfUser(asked.user(random))),

    NEWEST_OF_STATUS("newest 20 of a tenth with an equal value",
            (orders, asked, random) -> orders.newestOfStatus(Order.OPEN)),

    COUNT_OF_USER("count of 100 with an equal value",
            (orders, asked, random) -> orders.countOfUser(asked.user(random))),

    COUNT_OF_STATUS("count of a tenth with an equal value",
            (orders, asked, random) -> orders.countOfStatus(Order.OPEN)),

    COUNT_OF_RANGE("count of a hundredth, a range", (orders, asked, random) -> {
        int start = asked.startOfHundredth(random);
        return orders.countBetweenTotals(asked.total(start), asked.endOfHundredth(start));
    }),

    EXPLAIN("plan of the first 20 of a range", (orders, asked, random) -> orders.explain(asked.least(random)));

    private static final Set<Question> WITHOUT_ROWS = EnumSet.of(COUNT_OF_USER, COUNT_OF_STATUS, COUNT_OF_RANGE,
            EXPLAIN);

    private final String label;

    private final Asking asking;

    Question(String label, Asking asking) {
        this.label = label;
        this.asking = asking;
    }

    /** As tables call it. */
    public String label() {
        return this.label;
    }

    /** Whether a store has an answer to it, and another one in this form. */
    public boolean suits(OrderKind kind, RowForm form) {
        if (this == LATER_PAGE_BY_OFFSET && kind != OrderKind.SQLITE) {
            return false;
        }
        if (this == EXPLAIN && kind != OrderKind.FILESTORE) {
            return false;
        }
        return !WITHOUT_ROWS.contains(this) || kind.forms().get(0) == form;
    }

    /** Asks once. */
    public Object ask(Orders orders, Parameters asked, RandomGenerator random) {
        return this.asking.ask(orders, asked, random);
    }

    /** Asks once, and says what was found as any other store has to say it. */
    public String answer(Orders orders, Parameters asked, RandomGenerator random) {
        Object answer = ask(orders, asked, random);
        if (answer instanceof List<?> rows) {
            if (rows.isEmpty()) {
                throw new IllegalStateException("Nothing is found for " + this.label);
            }
            return rows.stream().map(orders::id).toList().toString();
        }
        if (Long.valueOf(0).equals(answer)) {
            throw new IllegalStateException("Nothing is counted for " + this.label);
        }
        return (this == EXPLAIN) ? "" : answer.toString();
    }

    @FunctionalInterface
    private interface Asking {

        Object ask(Orders orders, Parameters asked, RandomGenerator random);

    }

}
