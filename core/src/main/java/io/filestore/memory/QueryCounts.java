package io.filestore.memory;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import io.filestore.query.PlanKind;

/**
 * How often a collection has been asked queries since the store was opened, and for how
 * long, by what has answered them.
 */
public final class QueryCounts {

    private final Map<PlanKind, LongAdder> queries = adders();

    private final Map<PlanKind, LongAdder> nanos = adders();

    private static Map<PlanKind, LongAdder> adders() {
        Map<PlanKind, LongAdder> adders = new EnumMap<>(PlanKind.class);
        for (PlanKind kind : PlanKind.values()) {
            adders.put(kind, new LongAdder());
        }
        return adders;
    }

    /** Counts a query. */
    public void add(PlanKind kind, long tookNanos) {
        this.queries.get(kind).increment();
        this.nanos.get(kind).add(tookNanos);
    }

    public long queries(PlanKind kind) {
        return this.queries.get(kind).sum();
    }

    /** How long they took, all together. */
    public long nanos(PlanKind kind) {
        return this.nanos.get(kind).sum();
    }

}
