package io.filestore.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where what was found is told: in the log, in stats and by them in health,
 * and in a verification. Keeps the first {@value #KEPT} and counts all, so that it stays
 * small however much is found. Thread-safe.
 */
public final class Findings {

    private static final Logger logger = LoggerFactory.getLogger(Findings.class);

    public static final int KEPT = 100;

    /** Of those that are found together, as many have a line in the log. */
    private static final int LOGGED = 20;

    private final List<Supplier<List<Finding>>> watched = new CopyOnWriteArrayList<>();

    private final List<Finding> kept = new ArrayList<>();

    private final Map<Finding.Kind, Long> counts = new EnumMap<>(Finding.Kind.class);

    /** None so far. */
    public Findings() {
    }

    /** Logs and keeps a finding. */
    public void add(Finding finding) {
        synchronized (this) {
            this.counts.merge(finding.kind(), 1L, Long::sum);
            if (this.kept.size() < KEPT) {
                this.kept.add(finding);
            }
        }
        log(finding);
    }

    private static void log(Finding finding) {
        logger.warn(finding.text());
    }

    /**
     * Logs findings that hold until somebody mends them.
     * @param source answers those that still hold, at most {@value #KEPT}; is asked
     * whenever they are told, until it has none
     */
    public void watch(Supplier<List<Finding>> source) {
        List<Finding> found = source.get();
        this.watched.add(source);
        found.stream().limit(LOGGED).forEach(Findings::log);
        if (found.size() > LOGGED) {
            logger.warn("Collection '{}': and more of these; a verification lists up to {}", found.get(0).collection(),
                    KEPT);
        }
    }

    private List<Finding> stillHolding() {
        List<Finding> all = new ArrayList<>();
        for (Supplier<List<Finding>> source : this.watched) {
            List<Finding> found = source.get();
            all.addAll(found);
            if (found.isEmpty()) {
                this.watched.remove(source);
            }
        }
        return all;
    }

    /** How many there are of each kind that there is. */
    public Map<Finding.Kind, Long> counts() {
        Map<Finding.Kind, Long> all = new EnumMap<>(Finding.Kind.class);
        stillHolding().forEach((finding) -> all.merge(finding.kind(), 1L, Long::sum));
        synchronized (this) {
            this.counts.forEach((kind, count) -> all.merge(kind, count, Long::sum));
        }
        return Map.copyOf(all);
    }

    /** The first of them. */
    public List<Finding> kept() {
        List<Finding> watched = stillHolding();
        synchronized (this) {
            return Stream.concat(this.kept.stream(), watched.stream()).limit(KEPT).toList();
        }
    }

}
