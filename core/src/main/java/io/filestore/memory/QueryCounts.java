package io.filestore.memory;

import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

import io.filestore.query.PlanKind;

/**
 * How often a collection has been asked queries since the store was opened, and for how
 * long, by what has answered them.
 */
public final class QueryCounts {

    private final LongAdder[] queries = adders();

    private final LongAdder[] nanos = adders();

    private static LongAdder[] adders() {
        return Stream.of(PlanKind.values()).map((kind) -> new LongAdder()).toArray(LongAdder[]::new);
    }

    /** Counts a query. */
    public void add(PlanKind kind, long tookNanos) {
        this.queries[kind.ordinal()].increment();
        this.nanos[kind.ordinal()].add(tookNanos);
    }

    public long queries(PlanKind kind) {
        return this.queries[kind.ordinal()].sum();
    }

    /** How long they took, all together. */
    public long nanos(PlanKind kind) {
        return this.nanos[kind.ordinal()].sum();
    }

}
