package io.filestore;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where what was found is told: in the log, in stats and by them in health,
 * and in a verification. Keeps the first {@value #KEPT} and counts all, so that it stays
 * small however much is found. Thread-safe.
 */
final class Findings {

    private static final Logger logger = LoggerFactory.getLogger(Store.class);

    static final int KEPT = 100;

    private final List<Finding> kept = new ArrayList<>();

    private final Map<Finding.Kind, Long> counts = new EnumMap<>(Finding.Kind.class);

    /** Logs and keeps a finding. */
    void add(Finding finding) {
        synchronized (this) {
            this.counts.merge(finding.kind(), 1L, Long::sum);
            if (this.kept.size() < KEPT) {
                this.kept.add(finding);
            }
        }
        if (finding.collection() != null) {
            logger.warn("Collection '{}': {}", finding.collection(), finding.message());
        }
        else {
            logger.warn("{}", finding.message());
        }
    }

    /** How many there are of each kind that there is. */
    synchronized Map<Finding.Kind, Long> counts() {
        return Map.copyOf(this.counts);
    }

    /** The first of them. */
    synchronized List<Finding> kept() {
        return List.copyOf(this.kept);
    }

}
