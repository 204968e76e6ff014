package io.filestore.data.queries;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;

import io.filestore.data.repository.FileStoreRepository;

import static org.assertj.core.api.Assertions.assertThat;

/** What a repository is made with in a fresh virtual machine. */
class StartTests {

    @Test
    void theRepositoryOfAPlainEntityIsMadeAndCheckedWithoutJackson() throws Exception {
        String output = run();
        assertThat(output).contains("made with 0 rows").contains("io.filestore.row.RowCodec ");
        assertThat(output).doesNotContainPattern("tools\\.jackson\\.databind\\.(?!annotation\\.)");
    }

    private static String run() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-verbose:class", "-cp", System.getProperty("java.class.path"),
                Main.class.getName())
            .redirectErrorStream(true)
            .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    record Event(@Id String id, String name, int size, Instant at) {
    }

    interface Events extends FileStoreRepository<Event, String> {

        Optional<Event> findByName(String name);

        List<Event> findByNameInAndAtBetweenOrderByAtDesc(List<String> names, Instant from, Instant until);

        Page<Event> findBySizeGreaterThan(int size, Pageable page);

        long countByName(String name);

        int deleteByAtBefore(Instant until);

    }

    static final class Main {

        private Main() {
        }

        public static void main(String[] arguments) {
            try (TestRepositories repositories = TestRepositories
                .open((store) -> store.unconfiguredCollections("single-file"))) {
                System.out.println("made with " + repositories.make(Events.class).count() + " rows");
            }
        }

    }

}
