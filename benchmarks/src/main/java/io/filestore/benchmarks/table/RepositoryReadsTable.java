package io.filestore.benchmarks.table;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.filestore.benchmarks.child.Timed;
import io.filestore.benchmarks.report.Results;
import io.filestore.benchmarks.repository.OrderCall;
import io.filestore.benchmarks.repository.RepositoryAccess;
import io.filestore.benchmarks.repository.RepositoryKind;

/**
 * Calls of a repository that read, one thread. All have to find the same before anything
 * is measured.
 */
public final class RepositoryReadsTable implements Table {

    /** How often each call is made to see whether all find the same. */
    private static final int CHECKS = 5;

    private static final String PROCESSOR = "µs of processor: ";

    private static final String CLOCK = "µs by the clock: ";

    @Override
    public Results measure(Options options) {
        Results results = new Results("repository-reads", "calls of a repository of " + Names.rows(options.rows())
                + " of about 250 bytes, one thread, µs of processor and by the clock");
        try (RepositoryStores stores = RepositoryStores.open(options, List.of(RepositoryKind.values()), false)) {
            check(stores);
            warmUp(stores, options.slice().multipliedBy(4));
            for (int round = 1; round <= options.rounds(); round++) {
                for (OrderCall call : OrderCall.values()) {
                    measure(results, stores, call, round, options.slice());
                }
            }
        }
        results.note("The repository and the RowCollection are two ways to the same store in one process, asked in"
                + " turn; the collection is called as one would without a repository, by the same index and with the"
                + " same class, and repository : RowCollection is the ratio of the same round. Each has an index for"
                + " each query but KeyValue, whose map has none and is gone with the process. SQLite and H2 have"
                + " caches that hold all rows.");
        return results;
    }

    private static void check(RepositoryStores stores) {
        for (OrderCall call : OrderCall.values()) {
            List<String> expected = answers(stores, call, RepositoryAccess.COLLECTION);
            for (RepositoryAccess access : RepositoryAccess.values()) {
                List<String> answers = answers(stores, call, access);
                if (!answers.equals(expected)) {
                    throw new IllegalStateException(
                            call + ": " + access + " finds " + answers + ", the collection " + expected);
                }
            }
        }
    }

    private static List<String> answers(RepositoryStores stores, OrderCall call, RepositoryAccess access) {
        return stores.child(access).call((session) -> session.repositories().answers(call, access, CHECKS));
    }

    private static void warmUp(RepositoryStores stores, Duration duration) {
        List.of(RepositoryKind.values()).parallelStream().forEach((kind) -> {
            for (OrderCall call : OrderCall.values()) {
                RepositoryAccess.of(List.of(kind)).forEach((access) -> call(stores, call, access, duration));
            }
        });
    }

    private static void measure(Results results, RepositoryStores stores, OrderCall call, int round,
            Duration duration) {
        List<RepositoryAccess> inTurn = new ArrayList<>(List.of(RepositoryAccess.values()));
        Collections.rotate(inTurn, round - 1);
        Map<RepositoryAccess, Timed> timed = new EnumMap<>(RepositoryAccess.class);
        inTurn.forEach((access) -> timed.put(access, call(stores, call, access, duration)));
        for (RepositoryAccess access : RepositoryAccess.values()) {
            Timed one = Objects.requireNonNull(timed.get(access));
            results.add(call.label(), PROCESSOR + access.label(), round, one.cpuMicros());
        }
        results.add(call.label(), PROCESSOR + "repository : RowCollection", round,
                results.ratio(call.label(), PROCESSOR + RepositoryAccess.REPOSITORY.label(), call.label(),
                        PROCESSOR + RepositoryAccess.COLLECTION.label(), round));
        for (RepositoryAccess access : RepositoryAccess.values()) {
            Timed one = Objects.requireNonNull(timed.get(access));
            results.add(call.label(), CLOCK + access.label(), round, one.micros());
        }
    }

    private static Timed call(RepositoryStores stores, OrderCall call, RepositoryAccess access, Duration duration) {
        return stores.child(access).call((session) -> session.repositories().call(call, access, duration));
    }

}
