package io.filestore.local;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.memory.CollectionMemory;
import io.filestore.plan.Plan;

/**
 * Says of queries that have looked at many rows what an index would have spared, once for
 * all that differ in their values only.
 */
final class ScanWarnings {

    private static final Logger logger = LoggerFactory.getLogger(ScanWarnings.class);

    /** So many of a collection are told, which are remembered. */
    private static final int MOST_TOLD = 100;

    private static final int LONGEST = 500;

    private final long rows;

    private final Map<String, Set<String>> told = new ConcurrentHashMap<>();

    /**
     * @param rows how many rows a query may look at; 0 for any number
     */
    ScanWarnings(long rows) {
        this.rows = rows;
    }

    /**
     * Considers a query that has been answered. Called while no lock is held.
     * @param looked how many rows it has looked at
     */
    void consider(Plan plan, CollectionMemory collection, long looked, long nanos) {
        if (this.rows > 0 && looked > this.rows && plan.wantsIndex()) {
            warn(plan, collection, looked, nanos);
        }
    }

    private void warn(Plan plan, CollectionMemory collection, long looked, long nanos) {
        String shape = plan.query().shape();
        String query = (shape.length() > LONGEST) ? shape.substring(0, LONGEST) + "…" : shape;
        Set<String> known = this.told.computeIfAbsent(plan.collection(), (name) -> ConcurrentHashMap.newKeySet());
        if (known.size() < MOST_TOLD && known.add(query)) {
            logger.warn(
                    "A query of collection '{}' has looked at {} rows in {} ms: {}. {} This is said once for such"
                            + " queries, and from filestore.query.scan-warning rows on{}.",
                    plan.collection(), looked, nanos / 1_000_000, query, plan.advice(collection.orderings().indexed()),
                    (known.size() < MOST_TOLD) ? "" : "; of this collection nothing more is said");
        }
    }

}
