package io.filestore.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.filestore.Store;
import io.filestore.query.PlanKind;
import io.filestore.report.CollectionStats;
import io.filestore.report.CollectionStats.QueryTotals;
import io.filestore.report.Finding;
import io.filestore.report.LogStats;
import io.filestore.report.RemoteStats;
import io.filestore.report.StoreStats;
import io.filestore.report.StoreStats.CommitTotals;
import io.filestore.report.StoreStats.DecodedStats;
import io.filestore.report.StoreStats.FlushTotals;
import io.filestore.report.StoreStats.ListenerTotals;

import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/** Figures of which no two are the same, so that none is taken for another. */
public final class Figures {

    public static final Path DIRECTORY = Path.of("/figures");

    public static final Instant LAST_FLUSH = Instant.parse("2026-01-02T03:04:05Z");

    private Figures() {
    }

    public static Store store() {
        Store store = mock(Store.class);
        given(store.stats()).willReturn(stats());
        given(store.bytesOnDisk("users")).willReturn(38L);
        given(store.isFlushing()).willReturn(true);
        return store;
    }

    private static StoreStats stats() {
        LogStats log = new LogStats(103, 102, 1_000, 1_000_000, 4, 5, Duration.ofNanos(6), 7, Duration.ofNanos(8));
        return new StoreStats(DIRECTORY, false, log, 101, Duration.ofMillis(9), 10, 11, 2, LAST_FLUSH, "disk gone",
                "given up", 12, Map.of(Finding.Kind.DAMAGED, 12L), List.of(), Duration.ofMillis(13),
                new FlushTotals(14, Duration.ofNanos(15), 16, Duration.ofNanos(17)), new CommitTotals(18, 19),
                new ListenerTotals(20, 21, 22, 23, 24), 25, Duration.ofMillis(26), new DecodedStats(27, 28, 29),
                Map.of("users", users()), Map.of("orders", orders()));
    }

    private static CollectionStats users() {
        return new CollectionStats("users", "file-per-record", DIRECTORY.resolve("people"), true, Duration.ofSeconds(3),
                List.of(List.of("email"), List.of("city", "name")), List.of(List.of("email")), 30, 31, 32, 33, 34, 35,
                36, LAST_FLUSH.minus(Duration.ofSeconds(1)), queries(), 37, 39);
    }

    private static RemoteStats orders() {
        return new RemoteStats("orders", "cassandra", "shop", List.of(List.of("status"), List.of("number")),
                List.of(List.of("number")), Duration.ofSeconds(48), "versioned",
                new RemoteStats.Calls(49, Duration.ofMillis(50)), new RemoteStats.Calls(51, Duration.ofMillis(52)),
                new RemoteStats.Calls(53, Duration.ofMillis(54)), 55, 56, 57, 58,
                new RemoteStats.Status(true, "shop.fs_group", 59, 60, Map.of("copies", 61)));
    }

    private static Map<PlanKind, QueryTotals> queries() {
        Map<PlanKind, QueryTotals> queries = new EnumMap<>(PlanKind.class);
        queries.put(PlanKind.SEARCH, new QueryTotals(40, Duration.ofMillis(41)));
        queries.put(PlanKind.UNION, new QueryTotals(42, Duration.ofMillis(43)));
        queries.put(PlanKind.ORDER, new QueryTotals(44, Duration.ofMillis(45)));
        queries.put(PlanKind.SCAN, new QueryTotals(46, Duration.ofMillis(47)));
        return queries;
    }

}
