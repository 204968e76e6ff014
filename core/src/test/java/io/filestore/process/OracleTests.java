package io.filestore.process;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** An oracle that finds nothing proves nothing. */
class OracleTests {

    private final Oracle oracle = new Oracle();

    private List<String> hear(String... lines) {
        for (String line : lines) {
            this.oracle.hear(line);
        }
        return this.oracle.violations();
    }

    @Test
    void anAcknowledgedRowMustBeThere() {
        assertThat(hear("I 1 map a 5", "A 1 7", "OPEN 1", "END")).singleElement()
            .asString()
            .contains("map a is at 0 but must be one of [5]");
    }

    @Test
    void aDeletedRowMustNotComeBack() {
        assertThat(hear("I 1 map a 5", "A 1 7", "I 1 map a 0", "A 1 0", "OPEN 2", "ROW map a 5 8", "END")).hasSize(1);
    }

    @Test
    void aWriteUnderWayMayBeThereOrNot() {
        assertThat(hear("I 1 map a 5", "A 1 7", "I 1 map a 6", "OPEN 1", "ROW map a 5 8", "END")).isEmpty();
        assertThat(hear("I 1 map a 7", "OPEN 2", "ROW map a 7 9", "END")).isEmpty();
        assertThat(hear("OPEN 2", "ROW map a 5 10", "END")).hasSize(1);
    }

    @Test
    void aTransactionMustBeWhole() {
        assertThat(hear("I 1 transfers t 5 map a 5 freeMap a 5", "OPEN 3", "ROW transfers t 5 8", "END"))
            .singleElement()
            .asString()
            .contains("Half of a transaction");
    }

    @Test
    void withoutLogTheLastFlushCounts() {
        assertThat(hear("I 1 freeMap a 5", "A 1 7", "OPEN 0", "END")).isEmpty();
        assertThat(hear("I 1 freeMap a 6", "A 1 0", "B", "I 1 freeMap a 0", "A 1 0", "F", "OPEN 0", "END")).isEmpty();
        assertThat(hear("I 1 freeMap a 7", "A 1 0", "B", "F", "OPEN 0", "END")).hasSize(1);
    }

    @Test
    void versionsLsnsAndSumsAreWatched() {
        assertThat(hear("I 1 map a 5", "A 1 7", "OPEN 0", "ROW map a 5 7", "SUM 8 7999", "END")).hasSize(3);
    }

}
