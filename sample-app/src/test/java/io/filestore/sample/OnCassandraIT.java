package io.filestore.sample;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.opentest4j.TestAbortedException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample with {@code application-cassandra.yml} on a cluster that
 * {@code .ci/cassandra} has started: the same tests pass.
 */
class OnCassandraIT {

    private static final String ADDRESSES = "FILESTORE_CASSANDRA_ADDRESSES";

    /**
     * All that is about users and what changes with them, and about rows. What
     * transactions over local collections and a cluster are refused is another test's.
     */
    private static final List<String> CLASSES = List.of("user.UserTests", "project.ProjectTests",
            "resource.ResourceTests", "resource.ConflictTests", "session.LoginTests", "audit.AuditTests",
            "collections.RowTests", "collections.RowIdTests", "collections.RowPageTests",
            "collections.PreconditionTests", "OnCassandraTests");

    private final Map<String, String> before = new HashMap<>();

    private void set(String property, String value) {
        this.before.put(property, System.getProperty(property, ""));
        System.setProperty(property, value);
    }

    @AfterEach
    void reset() {
        this.before.forEach((property, value) -> {
            if (value.isEmpty()) {
                System.clearProperty(property);
            }
            else {
                System.setProperty(property, value);
            }
        });
    }

    private static String addresses() {
        String addresses = System.getenv(ADDRESSES);
        if (addresses != null) {
            return addresses.strip().replaceAll("[ ,]+", ",");
        }
        String line = "SKIPPED: " + ADDRESSES + " is not set; .ci/cassandra starts a cluster";
        if (Boolean.getBoolean("filestore.requireTools")) {
            throw new IllegalStateException(line + ", and filestore.requireTools is set");
        }
        System.out.println(line);
        throw new TestAbortedException(line);
    }

    private static void drop(String addresses, String keyspace) {
        try (CqlSession session = CqlSession.builder()
            .addContactPoint(new InetSocketAddress(addresses.split(",")[0], 9042))
            .withLocalDatacenter("datacenter1")
            .build()) {
            session.execute(SimpleStatement.newInstance("DROP KEYSPACE IF EXISTS " + keyspace)
                .setTimeout(Duration.ofMinutes(1)));
        }
    }

    @Test
    void sameTestsPass() {
        String addresses = addresses();
        set("spring.cassandra.contact-points", addresses);
        set("spring.profiles.active", "cassandra");
        set("spring.cassandra.local-datacenter", "datacenter1");
        set("filestore.cassandra.keyspace", "sample_" + ProcessHandle.current().pid());
        set("spring.test.filestore.cluster", "true");
        Launcher launcher = LauncherFactory.create();
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
            .selectors(CLASSES.stream()
                .map((name) -> "io.filestore.sample." + name)
                .map(DiscoverySelectors::selectClass)
                .toList())
            // nodes take rows of half a segment of their commit log, which is less than
            // filestore does
            .filters(TagFilter.excludeTags("local"))
            .build();
        try {
            launcher.execute(request, summary);
        }
        finally {
            drop(addresses, System.getProperty("filestore.cassandra.keyspace"));
        }
        TestExecutionSummary result = summary.getSummary();
        StringWriter told = new StringWriter();
        result.printFailuresTo(new PrintWriter(told), 20);
        assertThat(result.getFailures()).as(told.toString()).isEmpty();
        assertThat(result.getTestsSucceededCount()).isGreaterThan(80);
        assertThat(Stream.of(result.getTestsAbortedCount(), result.getTestsSkippedCount())).allMatch((n) -> n == 0);
    }

}
