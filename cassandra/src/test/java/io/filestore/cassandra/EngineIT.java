package io.filestore.cassandra;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.uuid.Uuids;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.filestore.backend.CollectionBackend;
import io.filestore.config.CollectionOptions;
import io.filestore.config.Writes;
import io.filestore.error.WriteTooLargeException;
import io.filestore.remote.CommitResult;
import io.filestore.remote.CommitResult.Applied;
import io.filestore.remote.CommitResult.Committed;
import io.filestore.remote.CommitResult.Conflict;
import io.filestore.remote.CommitResult.Stale;
import io.filestore.remote.IndexTerm;
import io.filestore.remote.RemoteChange;
import io.filestore.remote.RemoteCollection;
import io.filestore.remote.RemoteContext;
import io.filestore.remote.RemoteDomain;
import io.filestore.remote.RemoteEngine;
import io.filestore.remote.RemotePage;
import io.filestore.remote.RemoteStatus;
import io.filestore.row.StoredRow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/** What the engine does on three nodes. */
class EngineIT {

    private static final long ANY = CollectionBackend.ANY;

    private static final Map<String, CollectionOptions> COLLECTIONS = Map.of("orders",
            CollectionOptions.of("cassandra").withIndexed("userId", "n", "tags"), "audit-Logs",
            CollectionOptions.of("cassandra").withWrites(Writes.LAST_WRITE_WINS), "accounts",
            CollectionOptions.of("cassandra").withGroup("billing").withIndexed("owner").withUnique("iban"), "bills",
            CollectionOptions.of("cassandra").withGroup("billing"));

    private static String keyspace;

    private static RemoteEngine engine;

    @BeforeAll
    static void open() {
        Cluster.session();
        keyspace = Cluster.keyspace();
        engine = open(COLLECTIONS);
    }

    @AfterAll
    static void drop() {
        if (keyspace != null) {
            engine.close();
            Cluster.drop(keyspace);
        }
    }

    private static RemoteEngine open(Map<String, CollectionOptions> collections) {
        return new CassandraEngineFactory(Cluster.session(), CassandraOptions.DEFAULTS.withKeyspace(keyspace))
            .open(new RemoteContext(collections, Instant::now, false, (changes) -> {
            }));
    }

    @Test
    void rowsAreStoredReplacedReadAndDeleted() {
        for (String name : List.of("orders", "audit-Logs", "accounts")) {
            RemoteCollection rows = engine.collection(name);
            Applied first = applied(commit(rows, put(name, "a/1", "{\"n\":1,\"s\":\"ä\"}", ANY)));
            assertThat(first.existed()).isFalse();
            assertThat(text(rows.read("a/1"))).isEqualTo("{\"n\":1,\"s\":\"ä\"}");
            assertThat(rows.read("a/1").version()).isEqualTo(first.version());
            Applied second = applied(commit(rows, put(name, "a/1", "{\"n\":2}", ANY)));
            assertThat(second.existed()).isTrue();
            assertThat(second.version()).isGreaterThan(first.version());
            assertThat(rows.readAll(List.of("a/1", "no"))).containsOnlyKeys("a/1");
            assertThat(applied(commit(rows, delete(name, "a/1", ANY)))).isEqualTo(new Applied(0, true));
            assertThat(rows.read("a/1")).isNull();
            assertThat(applied(commit(rows, delete(name, "a/1", ANY)))).isEqualTo(new Applied(0, false));
            assertThat(applied(commit(rows, put(name, "a/1", "{}", ANY))).version())
                .isGreaterThan(second.version() + 1);
        }
    }

    @Test
    void anotherVersionThanExpectedIsAConflict() {
        for (String name : List.of("orders", "accounts")) {
            RemoteCollection rows = engine.collection(name);
            long version = applied(commit(rows, put(name, "c", "{}", 0))).version();
            assertThat(commit(rows, put(name, "c", "{}", 0))).isInstanceOfSatisfying(Conflict.class,
                    (conflict) -> assertThat(conflict.actual()).isEqualTo(version));
            long next = applied(commit(rows, put(name, "c", "{}", version))).version();
            assertThat(commit(rows, put(name, "c", "{}", version))).isInstanceOfSatisfying(Conflict.class,
                    (conflict) -> assertThat(conflict.actual()).isEqualTo(next));
            assertThat(commit(rows, delete(name, "c", version))).isInstanceOf(Conflict.class);
            assertThat(commit(rows, delete(name, "c", next))).isInstanceOf(Committed.class);
            assertThat(commit(rows, put(name, "c", "{}", next))).isInstanceOfSatisfying(Conflict.class,
                    (conflict) -> assertThat(conflict.actual()).isZero());
            assertThat(applied(commit(rows, put(name, "c", "{}", 0))).version()).isGreaterThan(next);
        }
    }

    @Test
    void rowsAreFoundByAllTermsInPages() {
        for (String name : List.of("orders", "accounts")) {
            RemoteCollection rows = engine.collection(name);
            IndexTerm user = IndexTerm.of("userId", "u=1' OR");
            List<RemoteChange> changes = IntStream.range(0, 25)
                .mapToObj((i) -> new RemoteChange(name, "f" + i, json("{\"n\":" + i + "}"), 0, ANY,
                        List.of(user, IndexTerm.of("n", (long) (i % 5)), IndexTerm.of("tags", "t" + i))))
                .toList();
            assertThat(rows.domain().commitEach(changes)).hasSize(25).allMatch((each) -> each instanceof Committed);
            assertThat(found(rows, List.of(user), 7)).hasSize(25).doesNotHaveDuplicates();
            assertThat(found(rows, List.of(user, IndexTerm.of("n", 3L)), 2)).containsExactlyInAnyOrder("f3", "f8",
                    "f13", "f18", "f23");
            commit(rows, delete(name, "f3", ANY));
            assertThat(found(rows, List.of(user, IndexTerm.of("n", 3L)), 100)).hasSize(4);
            assertThat(found(rows, List.of(IndexTerm.of("n", "3")), 100)).isEmpty();
        }
    }

    @Test
    void allRowsAreScannedInPagesAndCounted() {
        for (String name : List.of("audit-Logs", "bills")) {
            RemoteCollection rows = engine.collection(name);
            rows.domain().commitEach(IntStream.range(0, 30).mapToObj((i) -> put(name, "s" + i, "{}", ANY)).toList());
            commit(rows, delete(name, "s7", ANY));
            List<String> ids = new ArrayList<>();
            String behind = null;
            do {
                RemotePage page = rows.scan(behind, 8);
                page.rows().forEach((row) -> ids.add(row.id()));
                behind = page.next();
            }
            while (behind != null);
            assertThat(ids.stream().filter((id) -> id.startsWith("s"))).hasSize(29).doesNotHaveDuplicates();
            assertThat(rows.count()).isEqualTo(ids.size());
        }
    }

    @Test
    void aGroupCommitsRowsOfSeveralCollectionsTogether() {
        RemoteDomain group = engine.collection("accounts").domain();
        assertThat(group).isSameAs(engine.collection("bills").domain());
        Object mark = group.mark();
        assertThat(group.commit(List.of(), mark)).isInstanceOf(Committed.class);
        CommitResult done = group.commit(List.of(put("accounts", "g1", "{}", 0), put("bills", "g2", "{}", 0),
                put("!unique!accounts", "iban=1", "{}", 0)), mark);
        assertThat(done).isInstanceOf(Committed.class);
        assertThat(group.commit(List.of(put("bills", "g3", "{}", 0)), mark)).isInstanceOf(Stale.class);
        assertThat(group.commit(List.of(), mark)).isInstanceOf(Stale.class);
        assertThat(engine.collection("bills").read("g3")).isNull();
        assertThat(engine.collection("!unique!accounts").read("iban=1")).isNotNull();
        Object next = group.mark();
        commit(engine.collection("bills"), put("bills", "g4", "{}", ANY));
        assertThat(group.mark()).isNotEqualTo(next);
    }

    @Test
    void aRowThatIsLargerThanTheNodesTakeIsRefused() {
        for (String name : List.of("orders", "audit-Logs", "bills")) {
            RemoteCollection rows = engine.collection(name);
            RemoteChange large = put(name, "large", '"' + "x".repeat(16 * 1024 * 1024) + '"', ANY);
            assertThatExceptionOfType(WriteTooLargeException.class).isThrownBy(() -> commit(rows, large))
                .withMessageContaining("commitlog_segment_size");
            assertThat(rows.read("large")).isNull();
        }
    }

    /** Some of these nodes would agree upon, and then not be able to write down. */
    @Test
    void theLargestWritesThatNodesReceiveStopNoneThatFollow() {
        for (String name : List.of("orders", "audit-Logs", "bills")) {
            RemoteCollection rows = engine.collection(name);
            int most = largest(rows, name);
            for (int less : new int[] { 0, 150 }) {
                RemoteChange large = put(name, "largest", '"' + "x".repeat(most - less) + '"', ANY);
                assertThat(commit(rows, large)).isInstanceOf(Committed.class);
                assertThat(commit(rows, delete(name, "largest", ANY))).isInstanceOf(Committed.class);
            }
        }
    }

    /** How long the text of a row can be that nodes receive. */
    private static int largest(RemoteCollection rows, String name) {
        RemoteChange larger = put(name, "largest", '"' + "x".repeat(16_000_000) + '"', ANY);
        Matcher sizes = Pattern.compile("of size (\\d+) bytes exceeds allowed maximum of (\\d+)")
            .matcher(catchThrowable(() -> commit(rows, larger)).getMessage());
        assertThat(sizes.find()).isTrue();
        return 16_000_000 - Integer.parseInt(sizes.group(1)) + Integer.parseInt(sizes.group(2));
    }

    /**
     * One whose end nobody knows may be done when others of the instance have followed.
     */
    @Test
    void aCommitThatIsDoneLateHidesNoneThatCameBefore() {
        Requests requests = new Requests(Cluster.session());
        CqlIdentifier name = CqlIdentifier.fromInternal(keyspace);
        GroupStatements group = new GroupStatements(new Connection(requests, CassandraOptions.DEFAULTS, name,
                Instant::now, new Versions(Instant::now), Changes.off(requests)), "late");
        UUID late = Uuids.timeBased();
        BatchStatement heldUp = group.batch(List.of(written("a")), late, null);
        group.renewInstance();
        UUID next = Uuids.timeBased();
        assertThat(Requests.await(requests.write(group.batch(List.of(written("b")), next, null))).wasApplied())
            .isTrue();
        assertThat(Requests.await(requests.write(heldUp)).wasApplied()).isTrue();
        Patience patience = new Patience(Duration.ofSeconds(10));
        assertThat(Requests.await(group.mark(patience))).isEqualTo(new Mark(late));
        assertThat(Requests.await(group.isCommitted(next, patience))).isTrue();
    }

    private static Written written(String id) {
        return new Written(Replacement.found(put("bills", id, "{}", ANY), null, false), 1);
    }

    @Test
    void oneOfManyWinsARace() {
        for (String name : List.of("orders", "accounts")) {
            RemoteCollection rows = engine.collection(name);
            List<CompletableFuture<CommitResult>> racers = IntStream.range(0, 6)
                .mapToObj((i) -> CompletableFuture.supplyAsync(() -> commit(rows, put(name, "race", "{}", 0))))
                .toList();
            List<CommitResult> ends = racers.stream().map(CompletableFuture::join).toList();
            assertThat(ends.stream().filter((end) -> end instanceof Committed)).hasSize(1);
            assertThat(ends.stream().filter((end) -> end instanceof Conflict)).hasSize(5);
        }
    }

    @Test
    void notesAreReplacedByOneOfThoseWhoExpectTheSame() {
        assertThat(engine.note("lease")).isNull();
        assertThat(engine.note("lease", null, "a", null)).isTrue();
        assertThat(engine.note("lease", null, "b", null)).isFalse();
        assertThat(engine.note("lease", "b", "c", null)).isFalse();
        assertThat(engine.note("lease")).isEqualTo("a");
        assertThat(engine.note("lease", "a", "b", Duration.ofMillis(1))).isTrue();
        assertThat(engine.note("lease")).isNull();
        assertThat(engine.note("lease", null, "d", null)).isTrue();
        assertThat(engine.note("lease", "d", null, null)).isTrue();
        assertThat(engine.note("lease")).isNull();
    }

    @Test
    void aCollectionTellsWhereItIsAndHowManyCopiesAreUp() {
        RemoteStatus status = engine.status("audit-Logs");
        assertThat(status.place()).isEqualTo(keyspace + ".\"audit_x2d_Logs\"");
        assertThat(status.replicasNeeded()).isEqualTo(2);
        assertThat(status.replicasAlive()).isEqualTo(3);
        assertThat(status.available()).isTrue();
        assertThat(engine.status("bills").group()).isEqualTo("billing");
    }

    private static List<String> found(RemoteCollection rows, List<IndexTerm> terms, int most) {
        List<String> ids = new ArrayList<>();
        String behind = null;
        do {
            RemotePage page = rows.find(terms, behind, most);
            page.rows().forEach((row) -> ids.add(row.id()));
            behind = page.next();
        }
        while (behind != null);
        return ids;
    }

    private static CommitResult commit(RemoteCollection rows, RemoteChange change) {
        return rows.domain().commit(List.of(change), null);
    }

    private static Applied applied(CommitResult result) {
        assertThat(result).isInstanceOf(Committed.class);
        return ((Committed) result).rows().get(0);
    }

    private static RemoteChange put(String collection, String id, String json, long expected) {
        return new RemoteChange(collection, id, json(json), 0, expected, List.of());
    }

    private static RemoteChange delete(String collection, String id, long expected) {
        return new RemoteChange(collection, id, null, 0, expected, List.of());
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(StoredRow row) {
        return new String(row.json(), StandardCharsets.UTF_8);
    }

}
