package io.filestore.benchmarks.child;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.filestore.benchmarks.repository.OrderCall;
import io.filestore.benchmarks.repository.RepositoryAccess;
import io.filestore.benchmarks.repository.RepositoryKind;
import io.filestore.benchmarks.repository.RepositorySetup;

import static org.assertj.core.api.Assertions.assertThat;

class RepositorySessionTests {

    private static final int ROWS = 300;

    @TempDir
    private Path directory;

    @Test
    void allFindTheSameBeforeAndAfterSaves() throws Exception {
        List<List<String>> all = new ArrayList<>();
        for (RepositoryKind kind : RepositoryKind.values()) {
            RepositorySession session = new RepositorySession();
            session.open(new RepositorySetup(kind, this.directory.resolve(kind.key()).toString(), false), ROWS);
            session.load();
            for (RepositoryAccess access : RepositoryAccess.of(List.of(kind))) {
                List<String> before = answers(session, access);
                assertThat(session.saves(access, 20, true).nanos()).isPositive();
                assertThat(answers(session, access)).as("after new ones were deleted, %s", access).isEqualTo(before);
                assertThat(session.saves(access, 20, false).nanos()).isPositive();
                assertThat(session.call(OrderCall.COUNT, access, Duration.ofMillis(1)).nanos()).isPositive();
                all.add(answers(session, access));
            }
            session.close();
        }
        assertThat(all).hasSize(RepositoryAccess.values().length).containsOnly(all.get(0));
    }

    /** Without the entities' own texts, which have what was changed. */
    private static List<String> answers(RepositorySession session, RepositoryAccess access) {
        List<String> answers = new ArrayList<>();
        for (OrderCall call : OrderCall.values()) {
            if (call != OrderCall.BY_ID) {
                answers.addAll(session.answers(call, access, 3));
            }
        }
        return answers;
    }

}
