package io.filestore.benchmarks.table;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.filestore.benchmarks.application.Application;
import io.filestore.benchmarks.report.Results;
import io.filestore.benchmarks.repository.OrderCall;
import io.filestore.benchmarks.repository.RepositoryAccess;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That tables about repositories can be measured; not what comes out.
 */
class RepositoryTablesTests {

    private static final int ROWS = 300;

    @TempDir
    private Path work;

    private Results measured(String table) throws Exception {
        Options options = new Options(ROWS, ROWS, ROWS, 1, Duration.ofMillis(2), Duration.ofSeconds(1), this.work,
                this.work);
        return Tables.ofRepositories().get(table).measure(options);
    }

    @Test
    void allRepositoriesFindTheSameAndAnswerEachCall() throws Exception {
        Results results = measured("repository-reads");
        for (OrderCall call : OrderCall.values()) {
            for (RepositoryAccess access : RepositoryAccess.values()) {
                assertFigure(results, call.label(), "µs of processor: " + access.label());
            }
            assertFigure(results, call.label(), "µs of processor: repository : RowCollection");
        }
    }

    @Test
    void allRepositoriesSaveWhatIsThereAndWhatIsNew() throws Exception {
        Results results = measured("repository-saves");
        for (RepositoryAccess access : RepositoryAccess.values()) {
            assertFigure(results, access.label(), "unforced: existing");
            assertFigure(results, access.label(), "unforced: new");
        }
        assertFigure(results, RepositoryAccess.REPOSITORY.label(), "forced: existing");
        assertFigure(results, RepositoryAccess.SQLITE.label(), "forced: new");
    }

    @Test
    void allApplicationsStartWithTheirRepositories() throws Exception {
        Results results = measured("repository-start");
        for (Application application : Application.values()) {
            assertFigure(results, application.label(), "s");
        }
    }

    private static void assertFigure(Results results, String contestant, String metric) {
        assertThat(results.sample(contestant, metric).isEmpty()).as("no figure: %s, %s", contestant, metric).isFalse();
    }

}
