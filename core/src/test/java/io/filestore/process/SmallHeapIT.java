package io.filestore.process;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.filestore.Store;
import io.filestore.process.SmallHeapChild.Large;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process that runs out of memory at any place between log, memory and files: it goes
 * on, or takes no writes any more, but all its threads end, and what it acknowledged is
 * there.
 */
class SmallHeapIT {

    private static final long SEED = Long.getLong("filestore.seed", 11);

    @TempDir
    Path directory;

    private final Oracle oracle = new Oracle();

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    @Timeout(120)
    void nothingAcknowledgedIsLostForLackOfMemory(boolean close) throws Exception {
        long refused;
        try (ChildProcess child = ChildProcess.start(List.of("-Xmx40m"), SmallHeapChild.class, this.directory, SEED,
                close)) {
            List<String> lines = child.readLines();
            assertThat(child.exitCode()).isZero();
            assertThat(lines).last().asString().startsWith("ENDED");
            lines.forEach(this.oracle::hear);
            refused = lines.stream().filter((line) -> line.startsWith("REFUSED")).count();
            assertThat(refused).isPositive();
            System.out.println("SmallHeapIT: " + this.oracle.acknowledged() + " acknowledged, " + refused
                    + " refused, stopped: " + lines.get(lines.size() - 1));
        }
        try (Store store = SmallHeapChild.builder(this.directory).automaticFlush(false).open()) {
            this.oracle.hear("OPEN " + store.stats().log().lastLsn());
            for (String name : List.of("records", "lines")) {
                store.collection(name, Large.class).stream().forEach((row) -> {
                    assertThat(row.value().isWhole()).isTrue();
                    this.oracle.hear("ROW " + name + " " + row.id() + " " + row.value().number() + " " + row.version());
                });
            }
            this.oracle.hear("END");
            assertThat(this.oracle.violations()).isEmpty();
            assertThat(store.verify().findings()).isEmpty();
        }
    }

}
