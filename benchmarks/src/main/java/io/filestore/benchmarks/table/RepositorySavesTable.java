package io.filestore.benchmarks.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.filestore.benchmarks.child.Timed;
import io.filestore.benchmarks.report.Results;
import io.filestore.benchmarks.repository.RepositoryAccess;
import io.filestore.benchmarks.repository.RepositoryKind;

/**
 * Saves of a repository, one thread: of entities that are there, and of new ones.
 */
public final class RepositorySavesTable implements Table {

    /** A turn: about as long for those that are fast as for the others. */
    private static final int FEW = 2_000;

    private static final int MANY = 20_000;

    private static final int FORCED = 500;

    /** Rounds before the first. */
    private static final int WARM_UP = 4;

    @Override
    public Results measure(Options options) {
        Results results = new Results("repository-saves", "saves in a repository of " + Names.rows(options.rows())
                + " of about 250 bytes with three indexes, one thread, µs each by the clock and of processor");
        measure(results, options, List.of(RepositoryKind.values()), false);
        measure(results, options, List.of(RepositoryKind.FILESTORE, RepositoryKind.SQLITE), true);
        results.note("The RowCollection is called by put, and by add where the entity is new; the repository by save,"
                + " and x RowCollection is the ratio of the same round. What is unforced survives the end of the"
                + " process, but in KeyValue's map, and what is forced a power loss. An entity that is there keeps"
                + " the values that have indexes; a new one gets its id. Flushes and checkpoints that come in the"
                + " background, or would, are between turns.");
        return results;
    }

    private static void measure(Results results, Options options, List<RepositoryKind> kinds, boolean forced) {
        List<RepositoryAccess> inTurn = new ArrayList<>(RepositoryAccess.of(kinds));
        try (RepositoryStores stores = RepositoryStores.open(options, kinds, forced)) {
            for (int round = 1 - WARM_UP; round <= 2 * options.rounds(); round++) {
                for (boolean added : List.of(false, true)) {
                    String metric = (forced ? "forced" : "unforced") + ": " + (added ? "new" : "existing");
                    Map<RepositoryAccess, Timed> timed = new EnumMap<>(RepositoryAccess.class);
                    for (RepositoryAccess access : inTurn) {
                        int count = Math.min(options.rows(), count(access, forced));
                        timed.put(access, stores.child(access)
                            .call((session) -> session.repositories().saves(access, count, added)));
                    }
                    int counted = round;
                    timed.forEach((access, one) -> add(results, access, metric, counted, one));
                    addRatio(results, metric, round);
                }
                Collections.rotate(inTurn, 1);
            }
        }
    }

    private static int count(RepositoryAccess access, boolean forced) {
        if (forced) {
            return FORCED;
        }
        return switch (access.kind()) {
            case SQLITE, H2 -> FEW;
            case FILESTORE, KEY_VALUE -> MANY;
        };
    }

    private static void add(Results results, RepositoryAccess access, String metric, int round, Timed timed) {
        if (round > 0) {
            results.add(access.label(), metric, round, timed.micros());
            results.add(access.label(), metric + ", processor", round, timed.cpuMicros());
        }
    }

    private static void addRatio(Results results, String metric, int round) {
        if (round > 0) {
            String processor = metric + ", processor";
            results.add(RepositoryAccess.REPOSITORY.label(), metric + ", processor, x RowCollection", round,
                    results.ratio(RepositoryAccess.REPOSITORY.label(), processor, RepositoryAccess.COLLECTION.label(),
                            processor, round));
        }
    }

}
