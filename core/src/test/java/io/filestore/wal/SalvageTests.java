package io.filestore.wal;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.filestore.error.CorruptStoreException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SalvageTests {

    private static final String SEALED = "_wal-00000000000000000001.jsonl";

    private final Logs logs = new Logs();

    @BeforeEach
    void salvage() {
        this.logs.options((options) -> options.withOnCorruption(LogCorruption.SALVAGE));
    }

    @Test
    void everythingThatIsWholeIsKeptAndTheLogIsPutAside() throws IOException {
        this.logs.open();
        this.logs.append("a");
        this.logs.append("b");
        this.logs.append("c", "d");
        this.logs.append("e");
        this.logs.damage("\"rowId\":\"b\"", "\"rowId\":\"B\"");
        String damaged = this.logs.text();
        assertThat(this.logs.reopen()).containsExactly("a", "c", "d", "e");
        assertThat(this.logs.disk().files()).anySatisfy((file) -> {
            assertThat(file).startsWith("_quarantine/").endsWith("_wal.jsonl");
            assertThat(this.logs.disk().text(file)).isEqualTo(damaged);
        });
        this.logs.append("f");
        assertThat(this.logs.log().lastLsn()).isEqualTo(6);
    }

    @Test
    void aTransactionThatHasLostALineIsNotKept() throws IOException {
        this.logs.open();
        this.logs.append("a", "b", "c");
        this.logs.append("d", "e");
        this.logs.append("f");
        this.logs.damage("\"rowId\":\"b\"", "\"rowId\":\"B\"");
        assertThat(this.logs.reopen()).containsExactly("d", "e", "f");
    }

    @Test
    void halvesOfTwoTransactionsAreNoTransaction() throws IOException {
        this.logs.open();
        this.logs.append("a", "b");
        this.logs.append("c", "d");
        this.logs.append("e");
        this.logs.damage("\"rowId\":\"b\"", "\"rowId\":\"B\"");
        this.logs.damage("\"rowId\":\"c\"", "\"rowId\":\"C\"");
        assertThat(this.logs.reopen()).containsExactly("e");
    }

    @Test
    void onceSalvagedAndFlushedTheLogOpensAgainAsUsual() throws IOException {
        this.logs.open();
        this.logs.append("a");
        this.logs.append("b");
        this.logs.append("c");
        this.logs.damage("\"rowId\":\"b\"", "\"rowId\":\"B\"");
        this.logs.reopen();
        this.logs.append("d");
        this.logs.log().seal();
        this.logs.log().trim(4);
        assertThat(this.logs.disk().files()).filteredOn((file) -> !file.startsWith("_quarantine"))
            .containsExactly("_wal.jsonl");
        this.logs.options((options) -> options.withOnCorruption(LogCorruption.FAIL));
        assertThat(this.logs.reopen(4)).isEmpty();
        this.logs.append("e");
        assertThat(this.logs.log().lastLsn()).isEqualTo(5);
    }

    @Test
    void beforeTheFlushASalvagedLogIsStillKnownAsDamaged() throws IOException {
        this.logs.open();
        this.logs.append("a");
        this.logs.append("b");
        this.logs.append("c");
        this.logs.damage("\"rowId\":\"b\"", "\"rowId\":\"B\"");
        this.logs.reopen();
        this.logs.append("d");
        assertThat(this.logs.reopen()).containsExactly("a", "c", "d");
        this.logs.options((options) -> options.withOnCorruption(LogCorruption.FAIL));
        assertThatExceptionOfType(CorruptStoreException.class).isThrownBy(this.logs::reopen);
    }

    @Test
    void aSealedSegmentThatCannotBeReadAtAllIsPassedOver() throws IOException {
        this.logs.open();
        this.logs.append("a");
        this.logs.log().seal();
        this.logs.append("b");
        this.logs.plant(SEALED, "not a log\n\n\0\0");
        assertThat(this.logs.reopen(0)).containsExactly("b");
        this.logs.append("c");
        assertThat(this.logs.log().lastLsn()).isEqualTo(3);
        this.logs.log().seal();
        this.logs.log().trim(3);
        assertThat(this.logs.disk().files()).filteredOn((file) -> !file.startsWith("_quarantine"))
            .containsExactly("_wal.jsonl");
    }

    @Test
    void anOpenSegmentThatCannotBeReadAtAllIsPassedOver() throws IOException {
        this.logs.open();
        this.logs.append("a");
        this.logs.log().seal();
        this.logs.append("b");
        this.logs.log().seal();
        this.logs.append("c");
        this.logs.log().close();
        this.logs.plant(SEALED, this.logs.disk().text(SEALED).replace("\"a\"", "\"A\""));
        this.logs.plant("garbage\ngarbage\n".getBytes());
        assertThat(this.logs.open(0)).containsExactly("b");
        this.logs.append("d");
        assertThat(this.logs.reopen(0)).contains("b", "d");
        this.logs.log().seal();
        this.logs.log().trim(this.logs.log().lastLsn());
        assertThat(this.logs.disk().files()).filteredOn((file) -> !file.startsWith("_quarantine"))
            .isEqualTo(List.of("_wal.jsonl"));
    }

    @Test
    void anOlderOpenSegmentTakesNothingBack() throws IOException {
        this.logs.open();
        this.logs.append("a");
        this.logs.append("b");
        String older = this.logs.text();
        this.logs.append("c");
        this.logs.log().seal();
        this.logs.append("d");
        this.logs.log().close();
        this.logs.plant("_wal.jsonl", older);
        assertThat(this.logs.open(0)).containsExactly("a", "b", "c");
        assertThat(this.logs.log().lastLsn()).isGreaterThanOrEqualTo(3);
        this.logs.append("e");
        assertThat(this.logs.reopen(0)).containsExactly("a", "b", "c", "e");
    }

}
