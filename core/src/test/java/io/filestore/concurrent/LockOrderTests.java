package io.filestore.concurrent;

import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.StoreBuilder;
import io.filestore.config.CollectionOptions;
import io.filestore.event.StoreListener;
import io.filestore.remote.MemoryEngine;
import io.filestore.row.Row;
import io.filestore.wal.WalOptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The order in which locks are taken: that of docs/synchronization.md. Other tests run
 * here once more, with classes that tell of each lock.
 */
class LockOrderTests {

    /** A lock may be taken by whoever holds some that stand to its left. */
    private static final List<List<String>> ORDER = List.of(List.of("CommitQueue.commitLock", "Committer.visibility"),
            List.of("SharedDomain.lock", "CommitQueue.commitLock", "LogSegments.segmentsLock", "LogForces.forceLock"),
            List.of("CommitQueue.commitLock", "HeldLock.positionLock"),
            List.of("Ordering.makingLock", "CommitQueue.commitLock"),
            List.of("CommitQueue.commitLock", "EventQueue.lock"), List.of("Listeners", "EventQueue.lock"),
            List.of("SharedDomain.lock", "Telling.locks", "EventQueue.lock"),
            List.of("OpenCollections.creationLock", "OpenCatalog.catalogLock"),
            List.of("OpenCollections.creationLock", "Checkpoints"),
            List.of("OpenCollections.creationLock", "ProcessLocks.REGISTRY", "HeldLock.positionLock"),
            List.of("OpenCollections.creationLock", "LoadSink.load", "RowLoad.batches"),
            List.of("OpenCollections.creationLock", "StrayFiles"),
            List.of("OpenCollections.creationLock", "FileCopies.lock"),
            List.of("OpenCollections.creationLock", "JsonLinesLoad.fileLock"),
            List.of("OpenCollections.creationLock", "JsonLinesLoad.turnLock"),
            List.of("OpenCollections.creationLock", "Findings"));

    /** Whoever opens a collection may leave these to the threads that load it. */
    private static final String ON_LOAD_THREADS = "OpenCollections.creationLock -> (LoadSink|FileCopies|JsonLinesLoad|Findings).*";

    /** What opens collections in a replay holds the commit lock besides. */
    private static final List<String> ONLY_IN_A_REPLAY = List.of("CommitQueue.commitLock",
            "OpenCollections.creationLock");

    @BeforeAll
    static void watch(@TempDir Path directory) throws Exception {
        LockWatch watch = new LockWatch();
        for (Class<?> each : List.of(OnDisk.class, OnAnEngine.class)) {
            Constructor<?> watched = watch.loadClass(each.getName()).getDeclaredConstructor(Path.class);
            watched.setAccessible(true);
            ((Callable<?>) watched.newInstance(directory)).call();
        }
        List<DiscoverySelector> tests = new ArrayList<>();
        for (String name : List.of("ConcurrencyTests", "FlushTests", "TransactionTests", "RecoveryTests",
                "FoundRowsTests", "RemoteTransactionTests", "RemoteOutcomeTests")) {
            tests.add(DiscoverySelectors.selectClass(watch.loadClass("io.filestore." + name)));
        }
        Launcher launcher = LauncherFactory.create(LauncherConfig.builder()
            .enableTestExecutionListenerAutoRegistration(false)
            .enableLauncherSessionListenerAutoRegistration(false)
            .build());
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        launcher.execute(LauncherDiscoveryRequestBuilder.request().selectors(tests).build(), summary);
        assertThat(summary.getSummary().getFailures()).isEmpty();
        assertThat(summary.getSummary().getTestsSucceededCount()).isGreaterThan(50);
    }

    @Test
    void locksAreTakenInTheOrderThatIsDocumented() {
        assertThat(HeldLocks.taken()
            .entrySet()
            .stream()
            .filter((pair) -> !isInOrder(pair.getKey(), HeldLocks.isReplaying(pair.getValue())))
            .map((pair) -> told(pair.getValue()))).isEmpty();
    }

    private static String told(Throwable taken) {
        return Arrays.stream(taken.getStackTrace())
            .filter((call) -> call.getClassName().startsWith("io.filestore."))
            .map((call) -> "\n    at " + call)
            .collect(Collectors.joining("", taken.getMessage(), "\n"));
    }

    @Test
    void eachPlaceInTheOrderWasMet() {
        List<String> expected = new ArrayList<>(List.of(String.join(" -> ", ONLY_IN_A_REPLAY)));
        for (List<String> chain : ORDER) {
            for (int i = 1; i < chain.size(); i++) {
                expected.add(chain.get(i - 1) + " -> " + chain.get(i));
            }
        }
        expected.removeIf((pair) -> pair.matches(ON_LOAD_THREADS));
        assertThat(HeldLocks.taken().keySet()).containsAll(expected);
    }

    private static boolean isInOrder(String pair, boolean replaying) {
        String[] locks = pair.split(" -> ");
        boolean inOrder = ORDER.stream()
            .anyMatch((chain) -> chain.contains(locks[0]) && chain.indexOf(locks[0]) < chain.indexOf(locks[1]));
        boolean whileOpened = replaying && locks[0].equals(ONLY_IN_A_REPLAY.get(0))
                && (locks[1].equals(ONLY_IN_A_REPLAY.get(1))
                        || isInOrder(ONLY_IN_A_REPLAY.get(1) + " -> " + locks[1], false));
        return inOrder || whileOpened;
    }

    /** What only a real disk has, and collections that are opened late. */
    static final class OnDisk implements Callable<Void> {

        private final Path directory;

        OnDisk(Path directory) {
            this.directory = directory;
        }

        @Override
        public Void call() throws Exception {
            Path inner = this.directory.resolve("store/inner");
            try (Store other = Store.builder(this.directory.resolve("other"))
                .collection("rows", CollectionOptions.filePerRecord().withPath(inner.toString()))
                .open()) {
                // Leaves its lock file there.
                other.collection("rows").put("a", Row.parse("{}"));
            }
            try (Store store = store("file-per-record").open()) {
                AutoCloseable listener = store.addListener(new StoreListener() {
                });
                RowCollection<Row> moves = store.collection("moves");
                for (int i = 0; i < 50; i++) {
                    moves.put("row-" + i, Row.parse("{\"text\":\"" + "x".repeat(10_000) + "\"}"));
                }
                store.collection("inner").put("b", Row.parse("{}"));
                store.transact((transaction) -> {
                    moves.put("a", Row.parse("{}"));
                    return moves.put("b", Row.parse("{}"));
                });
                listener.close();
            }
            try (Store store = store("single-file").open()) {
                store.collection("moves").put("c", Row.parse("{}"));
                store.verify();
            }
            return null;
        }

        private StoreBuilder store(String unconfigured) {
            return Store.builder(this.directory.resolve("store"))
                .unconfiguredCollections(unconfigured)
                .wal(WalOptions.defaults().withSegmentSizeBytes(64 << 10));
        }

    }

    /** A transaction that runs again, in the work of which another store is written. */
    static final class OnAnEngine implements Callable<Void> {

        private final Path directory;

        OnAnEngine(Path directory) {
            this.directory = directory;
        }

        @Override
        public Void call() throws Exception {
            MemoryEngine engine = new MemoryEngine();
            try (Store other = Store.builder(this.directory.resolve("beside"))
                .collection("rows", CollectionOptions.filePerRecord())
                .open();
                    Store store = Store.builder(this.directory.resolve("engine"))
                        .engine(engine)
                        .collection("rows", CollectionOptions.of(MemoryEngine.STRATEGY).withGroup("group"))
                        .open()) {
                AutoCloseable listener = store.addListener(new StoreListener() {
                });
                engine.fail(MemoryEngine.Fault.STALE);
                store.transact((transaction) -> {
                    other.collection("rows").put("a", Row.parse("{}"));
                    transaction.collection("rows").put("a", Row.parse("{}"));
                    return transaction.collection("rows").put("b", Row.parse("{}"));
                });
                listener.close();
            }
            return null;
        }

    }

}
