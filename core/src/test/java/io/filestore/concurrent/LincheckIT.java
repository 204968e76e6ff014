package io.filestore.concurrent;

import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Every outcome of operations that run at the same time must be one that some order of
 * them has, too. Lincheck makes scenarios, runs each many times, and looks for the order.
 */
class LincheckIT {

    /** More than there are processors would mostly wait for each other. */
    private static final int THREADS = (Runtime.getRuntime().availableProcessors() > 3) ? 3 : 2;

    private static StressOptions options() {
        return new StressOptions().iterations(10)
            .invocationsPerIteration(100)
            .threads(THREADS)
            .actorsPerThread(3)
            .actorsBefore(2)
            .actorsAfter(2)
            .sequentialSpecification(SequentialRows.class);
    }

    @Test
    void memoryOnlyRowsAreLinearizable() {
        options().check(LinearizableRows.InMemory.class);
    }

    @Test
    void loggedRowsAreLinearizable() {
        options().check(LinearizableRows.Logged.class);
    }

    @Test
    void twoReadsThatAreNoTransactionAreFound() {
        assertThatExceptionOfType(LincheckAssertionError.class)
            .isThrownBy(() -> options().sequentialSpecification(BrokenRows.Sequential.class)
                .invocationsPerIteration(1000)
                .minimizeFailedScenario(false)
                .check(BrokenRows.class))
            .withMessageContaining("Invalid execution results");
    }

}
