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

    private static StressOptions options() {
        return new StressOptions().iterations(20)
            .invocationsPerIteration(150)
            .threads(2)
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
            .isThrownBy(() -> options().iterations(100).check(LinearizableRows.Broken.class))
            .withMessageContaining("Invalid execution results");
    }

}
