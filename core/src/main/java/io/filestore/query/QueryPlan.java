package io.filestore.query;

import java.util.List;

/**
 * How a query is answered: {@code SEARCH orders USING status, createdAt (=, >)}.
 *
 * @param steps what is done, a line each
 * @param rows how many rows it looks at, at most
 */
public record QueryPlan(List<String> steps, long rows) {

    public QueryPlan {
        steps = List.copyOf(steps);
    }

    /** The steps, a line each. */
    @Override
    public String toString() {
        return String.join("\n", this.steps);
    }

}
