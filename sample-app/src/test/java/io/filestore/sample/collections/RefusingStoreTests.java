package io.filestore.sample.collections;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.filestore.Store;
import io.filestore.StoreBuilder;
import io.filestore.config.CollectionOptions;
import io.filestore.error.OutcomeUnknownException;
import io.filestore.error.StoreException;
import io.filestore.error.StoreFailedException;
import io.filestore.error.StoreIOException;
import io.filestore.error.StoreUnavailableException;
import io.filestore.error.TransactionConflictException;
import io.filestore.error.VersionConflictException;
import io.filestore.error.WriteTooLargeException;
import io.filestore.report.FlushReport;
import io.filestore.report.VerifyReport;
import io.filestore.sample.web.ProblemAdvice;
import io.filestore.wal.WalOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/** What clients see of a store that refuses what they want, without a server. */
class RefusingStoreTests {

    @TempDir
    private Path directory;

    private StoreBuilder builder() {
        return Store.builder(this.directory).collection("users", CollectionOptions.filePerRecord());
    }

    private static MockMvcTester client(Store store) {
        Catalog catalog = new Catalog(store);
        return MockMvcTester.create(MockMvcBuilders
            .standaloneSetup(new RowController(catalog), new ImportController(store, catalog),
                    new MaintenanceController(store), new ThrowingController())
            .setCustomArgumentResolvers(new IdResolver())
            .setControllerAdvice(new ProblemAdvice())
            .build());
    }

    private static MvcTestResult put(MockMvcTester client) {
        return client.put()
            .uri("/api/collections/users/rows/1")
            .contentType(MediaType.APPLICATION_JSON)
            .content("{\"a\":1}")
            .exchange();
    }

    private static void assertProblem(MvcTestResult result, int status, String type, String inDetail) {
        assertThat(result).hasStatus(status)
            .hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
            .bodyJson()
            .hasPathSatisfying("$.type", (value) -> assertThat(value).isEqualTo("/problems/" + type))
            .hasPathSatisfying("$.detail", (value) -> assertThat(value).asString().contains(inDetail));
    }

    @Test
    void writesToAReadOnlyStoreAre503AndReadsAreAnswered() {
        try (Store store = builder().open()) {
            assertThat(put(client(store))).hasStatus(201);
        }
        try (Store store = builder().readOnly(true).open()) {
            MockMvcTester client = client(store);
            assertProblem(put(client), 503, "store-read-only", "without read-only");
            assertProblem(client.delete().uri("/api/collections/users/rows/1").exchange(), 503, "store-read-only", "");
            assertProblem(client.post().uri("/api/flush").exchange(), 503, "store-read-only", "");
            assertThat(client.get().uri("/api/collections/users/rows/1")).hasStatusOk()
                .bodyText()
                .isEqualTo("{\"a\":1}");
        }
    }

    @Test
    void importIntoAReadOnlyStoreIs503AndSaysHowFarItCame() {
        builder().open().close();
        try (Store store = builder().readOnly(true).open()) {
            assertProblem(client(store).post()
                .uri("/api/collections/users/import")
                .contentType(MediaType.APPLICATION_JSON)
                .content("[{}]")
                .exchange(), 503, "store-read-only", "0 rows before that were stored");
        }
    }

    @Test
    void everythingOfAClosedStoreIs503() {
        Store store = builder().open();
        store.close();
        assertProblem(put(client(store)), 503, "store-closed", "closed");
        assertProblem(client(store).get().uri("/api/collections/users/rows/1").exchange(), 503, "store-closed", "");
    }

    @Test
    void writeToAFullLogIs503UntilAFlush() {
        WalOptions small = WalOptions.defaults().withSegmentSizeBytes(4096).withMaxSizeBytes(4096);
        try (Store store = builder().automaticFlush(false).wal(small).open()) {
            MockMvcTester client = client(store);
            MvcTestResult result = put(client);
            for (int i = 0; i < 100 && result.getResponse().getStatus() < 300; i++) {
                result = put(client);
            }
            assertProblem(result, 503, "store-full", "");
            assertThat(client.post().uri("/api/flush")).hasStatusOk();
            assertThat(put(client)).hasStatusOk();
        }
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void failedStoreIs503AndIsLogged(CapturedOutput output) {
        try (Store store = builder().open()) {
            assertProblem(client(store).get().uri("/failed").exchange(), 503, "store-failed", "force failed");
            assertThat(output).contains("uri=/failed: A force failed.");
            assertProblem(client(store).get().uri("/disk").exchange(), 500, "store-io", "");
            assertThat(output).contains("uri=/disk: A file could not be read");
            assertProblem(client(store).get().uri("/conflict").exchange(), 409, "conflict", "");
            assertThat(output).doesNotContain("uri=/conflict");
        }
    }

    @Test
    void diskThatFailsIs500AndAWriteTooLargeIs413() {
        try (Store store = builder().open()) {
            assertProblem(client(store).get().uri("/disk").exchange(), 500, "store-io", "could not be read");
            assertProblem(client(store).get().uri("/large").exchange(), 413, "too-large", "too large");
        }
    }

    @Test
    void whatTheStoreHasDoneIsToldWithItsOwnFigures() {
        Store store = mock(Store.class);
        given(store.flush()).willReturn(
                new FlushReport(7, Map.of("users", new FlushReport.Written(1, 20)), Duration.ofNanos(1_500_000)));
        given(store.verify()).willReturn(new VerifyReport(List.of("One.", "Two."), 5));
        assertThat(client(store).post().uri("/api/flush")).bodyJson()
            .isStrictlyEqualTo("{\"lsn\":7,\"rows\":1,\"bytes\":20,\"millis\":1.5,"
                    + "\"collections\":{\"users\":{\"rows\":1,\"bytes\":20}}}");
        assertThat(client(store).post().uri("/api/verify")).bodyJson()
            .isStrictlyEqualTo("{\"clean\":false,\"rows\":5,\"findings\":[\"One.\",\"Two.\"]}");
    }

    @Test
    void transactionThatGivesUpIs409() {
        try (Store store = builder().open()) {
            assertProblem(client(store).get().uri("/conflict").exchange(), 409, "conflict", "");
            assertProblem(client(store).get().uri("/overtaken").exchange(), 409, "conflict", "Read less in it");
        }
    }

    @Test
    void whatNobodyExpectsIs500WithoutInternals() {
        try (Store store = builder().open()) {
            MvcTestResult result = client(store).get().uri("/bug").exchange();
            assertProblem(result, 500, "unexpected", "log");
            assertThat(result).bodyText().doesNotContain("secret").doesNotContain("Exception");
        }
    }

    @Test
    void exceptionOfAStoreThatNobodyKnowsIs500WithoutInternals() {
        try (Store store = builder().open()) {
            MvcTestResult result = client(store).get().uri("/strange").exchange();
            assertProblem(result, 500, "unexpected", "please report it");
            assertThat(result).bodyText().doesNotContain("secret");
        }
    }

    @Test
    void whatNobodyKnowsIsSaidToBeUnknownAndNotToHaveFailed() {
        try (Store store = builder().open()) {
            assertProblem(client(store).get().uri("/unknown").exchange(), 500, "outcome-unknown",
                    "It is unknown whether this write is there: it may be later or not, whole in either case");
        }
    }

    @Test
    void whatCannotBeReachedIs503() {
        try (Store store = builder().open()) {
            assertProblem(client(store).get().uri("/unavailable").exchange(), 503, "store-unavailable",
                    "Too few nodes");
        }
    }

    @RestController
    static class ThrowingController {

        @GetMapping("/unknown")
        void unknown() {
            throw new OutcomeUnknownException(
                    new StoreFailedException("A force failed.", new IllegalStateException("disk")));
        }

        @GetMapping("/unavailable")
        void unavailable() {
            throw new StoreUnavailableException("Too few nodes are up. Nothing was changed.", null);
        }

        @GetMapping("/failed")
        void failed() {
            throw new StoreFailedException("A force failed.", new IllegalStateException("disk"));
        }

        @GetMapping("/disk")
        void disk() {
            throw new StoreIOException("A file could not be read", new IOException("disk"));
        }

        @GetMapping("/large")
        void large() {
            throw new WriteTooLargeException("The transaction is too large.");
        }

        @GetMapping("/conflict")
        void conflict() {
            throw new VersionConflictException("several", "several", 0, 0);
        }

        @GetMapping("/overtaken")
        void overtaken() {
            throw new TransactionConflictException(5, Duration.ofSeconds(1));
        }

        @GetMapping("/strange")
        void strange() {
            throw new StoreException("secret", null) {
            };
        }

        @GetMapping("/bug")
        void bug() {
            throw new IllegalStateException("secret");
        }

    }

}
