package io.filestore.benchmarks.repository;

import java.util.List;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import io.filestore.benchmarks.data.Order;

/**
 * One call, each time about other rows, drawn at random from all, but for the page.
 */
public enum OrderCall {

    BY_ID("findById", (orders, asked, random) -> asked.saw(orders.byId(asked.id(random)))),

    OF_USER("100 with an equal value", (orders, asked, random) -> orders.ofUser(asked.user(random))),

    NEWEST_OF_USER("newest 20 of 100 with an equal value",
            (orders, asked, random) -> orders.newestOfUser(asked.user(random))),

    FIRST_OF_RANGE("first 20 of a range, in order", (orders, asked, random) -> orders.firstFrom(asked.time(random))),

    PAGE("page of 20 of a tenth, with the count", (orders, asked, random) -> orders.newestOfStatus(Order.OPEN)),

    COUNT("count of 100 with an equal value", (orders, asked, random) -> orders.countOfUser(asked.user(random)));

    private final String label;

    private final Making making;

    OrderCall(String label, Making making) {
        this.label = label;
        this.making = making;
    }

    /** As tables call it. */
    public String label() {
        return this.label;
    }

    /** Makes it once. */
    public @Nullable Object make(OrderCalls orders, OrderParameters asked, RandomGenerator random) {
        return this.making.make(orders, asked, random);
    }

    /** Makes it once, and says what was found as any other store has to say it. */
    public String answer(OrderCalls orders, OrderParameters asked, RandomGenerator random) {
        Object answer = make(orders, asked, random);
        if (answer instanceof OrderCalls.Found page) {
            return ids(orders, page.content()) + " of " + page.total();
        }
        if (answer instanceof List<?> rows) {
            return ids(orders, rows);
        }
        if (answer == null || Long.valueOf(0).equals(answer)) {
            throw new IllegalStateException("Nothing is found for " + this.label);
        }
        return answer.toString();
    }

    private String ids(OrderCalls orders, List<?> rows) {
        if (rows.isEmpty()) {
            throw new IllegalStateException("Nothing is found for " + this.label);
        }
        List<String> ids = rows.stream().map(orders::id).toList();
        return ((this == OF_USER) ? ids.stream().sorted().toList() : ids).toString();
    }

    @FunctionalInterface
    private interface Making {

        @Nullable Object make(OrderCalls orders, OrderParameters asked, RandomGenerator random);

    }

}
