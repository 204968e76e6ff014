package io.filestore.wal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.filestore.error.CorruptStoreException;
import io.filestore.error.OutcomeUnknownException;
import io.filestore.error.StoreException;
import io.filestore.error.StoreFailedException;
import io.filestore.error.StoreFullException;
import io.filestore.error.StoreIOException;
import io.filestore.error.UnsupportedFormatException;
import io.filestore.io.CrashMode;
import io.filestore.io.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

class WriteAheadLogTests {

    private final Logs logs = new Logs();

    @Test
    void whatWasAppendedIsReplayedInOrder() throws IOException {
        this.logs.open();
        this.logs.append("a");
        this.logs.append("b", "c");
        assertThat(this.logs.reopen()).containsExactly("a", "b", "c");
        this.logs.append("d");
        assertThat(this.logs.reopen()).containsExactly("a", "b", "c", "d");
        assertThat(this.logs.log().lastLsn()).isEqualTo(4);
        assertThat(this.logs.text().lines()).hasSize(5)
            .element(1)
            .asString()
            .startsWith(
                    "{\"lsn\":1,\"timestamp\":1000,\"operation\":\"insert\",\"table\":\"rows\",\"rowId\":\"a\",\"data\":{}");
    }

    @Test
    void onlyWhatIsAboveTheCheckpointIsReplayed() throws IOException {
        this.logs.open();
        this.logs.append("a");
        this.logs.append("b");
        this.logs.append("c");
        assertThat(this.logs.reopen(2)).containsExactly("c");
        assertThat(this.logs.reopen(3)).isEmpty();
        assertThat(this.logs.reopen(Checkpoint.UNKNOWN_LSN)).containsExactly("a", "b", "c");
    }

    @Test
    void aTailTornAtAnyByteIsCutAndTransactionsAreWholeOrAbsent() throws IOException {
        this.logs.open(SyncPolicy.NEVER);
        this.logs.append("a");
        this.logs.append("b", "c", "d");
        this.logs.append("e");
        byte[] whole = this.logs.text().getBytes(StandardCharsets.UTF_8);
        List<Integer> ends = IntStream.range(0, whole.length)
            .filter((i) -> whole[i] == '\n')
            .map((i) -> i + 1)
            .boxed()
            .toList();
        for (int length = 0; length < whole.length; length++) {
            this.logs.plant(Arrays.copyOf(whole, length));
            int size = length;
            int lines = (int) ends.stream().filter((end) -> end <= size).count();
            List<String> expected = (lines >= 5) ? List.of("a", "b", "c", "d")
                    : (lines >= 2) ? List.of("a") : List.of();
            assertThat(this.logs.open(SyncPolicy.ALWAYS)).as("cut to " + length).isEqualTo(expected);
            this.logs.append("next");
            assertThat(this.logs.log().lastLsn()).isEqualTo(expected.size() + 1);
            List<String> after = new ArrayList<>(expected);
            after.add("next");
            assertThat(this.logs.reopen()).as("cut to " + length + ", continued").isEqualTo(after);
        }
    }

    @Test
    void everyChangedByteOfWhatWasDurableIsRefusedAndOfTheLastLineCut() throws IOException {
        this.logs.open();
        this.logs.append("a");
        this.logs.append("b");
        this.logs.append("c");
        byte[] whole = this.logs.text().getBytes(StandardCharsets.UTF_8);
        String text = this.logs.text();
        int header = text.indexOf('\n');
        int lastLine = text.indexOf("{\"lsn\":3");
        for (int i = header; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 1;
            this.logs.plant(damaged);
            if (i >= lastLine) {
                assertThat(this.logs.open(SyncPolicy.ALWAYS)).as("byte " + i).containsExactly("a", "b");
            }
            else {
                assertThatExceptionOfType(CorruptStoreException.class).as("byte " + i)
                    .isThrownBy(() -> this.logs.open(SyncPolicy.ALWAYS))
                    .withMessageContainingAll("_wal.jsonl", "LSN", "salvage");
                assertThat(this.logs.disk().text("_wal.jsonl")).isEqualTo(new String(damaged, StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void damageIsNamedWithFileLineAndLsns() throws IOException {
        this.logs.open();
        for (String id : List.of("a", "b", "c", "d", "e")) {
            this.logs.append(id);
        }
        this.logs.damage("\"rowId\":\"b\"", "\"rowId\":\"B\"");
        this.logs.damage("\"rowId\":\"c\"", "\"rowId\":\"C\"");
        assertThatExceptionOfType(CorruptStoreException.class).isThrownBy(this.logs::reopen)
            .withMessageContainingAll("_wal.jsonl, line 3", "LSN 2 to 3")
            .satisfies((ex) -> assertThat(ex.line()).isEqualTo(3));
    }

    @Test
    void damageOfWhatTheFilesHoldAlreadyIsNone() throws IOException {
        this.logs.open();
        this.logs.append("a");
        this.logs.append("b");
        this.logs.log().seal();
        this.logs.append("c");
        String sealed = "_wal-00000000000000000001.jsonl";
        this.logs.plant(sealed, this.logs.disk().text(sealed).replace("\"b\"", "\"B\""));
        assertThat(this.logs.reopen(2)).containsExactly("c");
        assertThat(this.logs.log().lastLsn()).isEqualTo(3);
        this.logs.plant(this.logs.text().lines().findFirst().orElseThrow().concat("\n").getBytes());
        assertThat(this.logs.reopen(2)).isEmpty();
        assertThat(this.logs.log().lastLsn()).isEqualTo(2);
    }

    @Test
    void aTornTailBelowTheCheckpointDoesNotTurnNumbersBack() throws IOException {
        this.logs.open();
        this.logs.append("a");
        this.logs.append("b");
        this.logs.plant(this.logs.text().substring(0, this.logs.text().length() - 5).getBytes());
        assertThat(this.logs.reopen(2)).isEmpty();
        this.logs.append("c");
        assertThat(this.logs.log().lastLsn()).isEqualTo(3);
        assertThat(this.logs.reopen(2)).containsExactly("c");
    }

    @Test
    void aLargeSegmentIsNotSealedWhileAFlushForcesBecauseWritersWouldWaitForThat() throws IOException {
        this.logs.options((options) -> options.withSegmentSizeBytes(4096));
        this.logs.open(SyncPolicy.NEVER);
        IntStream.range(0, 50).forEach((i) -> this.logs.append("row-" + i));
        List<Boolean> meanwhile = new ArrayList<>();
        this.logs.disk().failOnce((call) -> {
            if (call.startsWith("force _wal")) {
                meanwhile.add(this.logs.log().wantsSeal());
            }
            return false;
        }, Fault.IO_ERROR);
        this.logs.log().sync();
        assertThat(meanwhile).containsOnly(false);
        assertThat(this.logs.log().wantsSeal()).isTrue();
    }

    @Test
    void segmentsAreSealedTrimmedAndNumberedOn() throws IOException {
        this.logs.open();
        this.logs.append("a");
        this.logs.log().seal();
        this.logs.log().seal();
        this.logs.append("b");
        this.logs.log().seal();
        this.logs.append("c");
        assertThat(this.logs.disk().files()).containsExactly("_wal-00000000000000000001.jsonl",
                "_wal-00000000000000000002.jsonl", "_wal.jsonl");
        assertThat(this.logs.reopen()).containsExactly("a", "b", "c");
        assertThat(this.logs.log().stats().segments()).isEqualTo(3);
        this.logs.log().trim(1);
        assertThat(this.logs.disk().files()).containsExactly("_wal-00000000000000000002.jsonl", "_wal.jsonl");
        this.logs.log().seal();
        this.logs.log().trim(3);
        assertThat(this.logs.disk().files()).containsExactly("_wal.jsonl");
        assertThat(this.logs.reopen(3)).isEmpty();
        this.logs.append("d");
        assertThat(this.logs.log().lastLsn()).isEqualTo(4);
        assertThat(this.logs.reopen(Checkpoint.UNKNOWN_LSN)).containsExactly("d");
        this.logs.log().seal();
        this.logs.log().trim(4);
        this.logs.reopen(Checkpoint.UNKNOWN_LSN);
        assertThat(this.logs.log().lastLsn()).isEqualTo(4);
    }

    @Test
    void aMissingSegmentIsRefused() throws IOException {
        this.logs.open();
        for (String id : List.of("a", "b", "c")) {
            this.logs.append(id);
            this.logs.log().seal();
        }
        this.logs.disk().delete(this.logs.disk().root().resolve("_wal-00000000000000000001.jsonl"));
        assertThatExceptionOfType(CorruptStoreException.class).isThrownBy(() -> this.logs.reopen(0))
            .withMessageContaining("missing");
        assertThat(this.logs.open(1)).containsExactly("b", "c");
        this.logs.disk().delete(this.logs.disk().root().resolve("_wal-00000000000000000002.jsonl"));
        assertThatExceptionOfType(CorruptStoreException.class).isThrownBy(() -> this.logs.reopen(1));
    }

    @Test
    void beyondItsLargestSizeNothingIsTakenUntilItIsTrimmed() throws IOException {
        this.logs.options((options) -> options.withSegmentSizeBytes(4096).withMaxSizeBytes(4096));
        this.logs.open();
        assertThatExceptionOfType(StoreFullException.class).isThrownBy(() -> {
            for (int i = 0; i < 100; i++) {
                this.logs.append("row-" + i);
            }
        }).withMessageContaining("wal.max-size");
        long last = this.logs.log().lastLsn();
        assertThat(this.logs.log().stats().bytes()).isBetween(3900L, 4096L);
        this.logs.log().seal();
        this.logs.log().trim(last);
        this.logs.append("more");
        assertThat(this.logs.log().lastLsn()).isEqualTo(last + 1);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aFailedAppendLeavesNoHalfLine(Fault fault) throws IOException {
        this.logs.open();
        this.logs.append("a");
        String before = this.logs.text();
        this.logs.disk().failOnce("append _wal.jsonl"::equals, fault);
        boolean full = fault.name().startsWith("DISK_FULL");
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> this.logs.append("b"))
            .isInstanceOf(full ? StoreFullException.class : StoreIOException.class);
        assertThat(this.logs.text()).isEqualTo(before);
        this.logs.append("c");
        assertThat(this.logs.crash(CrashMode.NOTHING)).containsExactly("a", "c");
        assertThat(this.logs.log().lastLsn()).isEqualTo(2);
    }

    @Test
    void anAppendThatCannotBeTakenBackIsFatal() throws IOException {
        this.logs.open();
        this.logs.disk().failAlways((call) -> call.endsWith(" _wal.jsonl"), Fault.IO_ERROR_HALFWAY);
        assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(() -> this.logs.append("a"));
    }

    @Test
    void aFailedForceIsFatal() throws IOException {
        this.logs.open();
        this.logs.disk().failOnce("force _wal.jsonl"::equals, Fault.IO_ERROR);
        assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(() -> this.logs.append("a"))
            .withMessageContaining("forc");
    }

    @ParameterizedTest
    @ValueSource(strings = { "rename _wal-", "create _wal.jsonl", "append _wal.jsonl", "truncate _wal.jsonl" })
    void aFailedSealFallsBackToTheOpenSegment(String call) throws IOException {
        this.logs.open();
        this.logs.append("a");
        this.logs.disk().failOnce((text) -> text.startsWith(call), Fault.DISK_FULL_HALFWAY);
        assertThatIOException().isThrownBy(() -> this.logs.log().seal());
        this.logs.append("b");
        this.logs.log().seal();
        this.logs.append("c");
        assertThat(this.logs.crash(CrashMode.NOTHING)).containsExactly("a", "b", "c");
    }

    @Test
    void aSealThatCannotFallBackIsFatal() throws IOException {
        this.logs.open();
        this.logs.append("a");
        int call = this.logs.disk().calls() + 2;
        this.logs.disk().failFrom(call, Fault.IO_ERROR);
        assertThatExceptionOfType(StoreFailedException.class).isThrownBy(() -> this.logs.log().seal());
        this.logs.disk().heal();
        assertThat(this.logs.crash(CrashMode.EVERYTHING)).containsExactly("a");
    }

    @Test
    void aNewerFormatIsRefused() throws IOException {
        this.logs
            .plant(LogFormatTests.line("{\"format\":\"filestore-wal\",\"version\":2,\"firstLsn\":1,\"durable\":0"));
        assertThatExceptionOfType(UnsupportedFormatException.class).isThrownBy(() -> this.logs.open())
            .withMessageContaining("newer filestore");
    }

    @Test
    void readOnlyChangesNothingAndCutsATornTailInMemory() throws IOException {
        this.logs.open(SyncPolicy.NEVER);
        this.logs.append("a");
        this.logs.append("b");
        this.logs.plant(this.logs.text().substring(0, this.logs.text().length() - 3).getBytes());
        String before = this.logs.text();
        int calls = this.logs.disk().calls();
        assertThat(this.logs.openReadOnly()).containsExactly("a");
        assertThat(this.logs.log().lastLsn()).isEqualTo(1);
        this.logs.log().close();
        assertThat(this.logs.text()).isEqualTo(before);
        assertThat(this.logs.disk().calls()).isEqualTo(calls);
    }

    @Test
    void verifyOfAReadOnlyLogIsClean() throws IOException {
        this.logs.open();
        this.logs.append("a");
        this.logs.log().seal();
        this.logs.append("b");
        this.logs.log().close();
        this.logs.openReadOnly();
        assertThat(this.logs.log().verify(true)).isEmpty();
    }

    @Test
    void verifyFindsADamagedSealedSegment() throws IOException {
        this.logs.open();
        this.logs.append("a");
        this.logs.append("b");
        this.logs.log().seal();
        assertThat(this.logs.log().verify(false)).isEmpty();
        String sealed = "_wal-00000000000000000001.jsonl";
        this.logs.plant(sealed, this.logs.disk().text(sealed).replace("\"a\"", "\"A\""));
        assertThat(this.logs.log().verify(false)).singleElement().asString().contains(sealed, "line 2", "LSN 1");
    }

    @Test
    void syncMakesDurableWhatThePolicyHasNotForced() throws IOException {
        this.logs.open(SyncPolicy.NEVER);
        this.logs.append("a");
        this.logs.log().seal();
        this.logs.append("b");
        assertThat(this.logs.log().stats().durableLsn()).isZero();
        this.logs.log().sync();
        assertThat(this.logs.log().stats().durableLsn()).isEqualTo(2);
        this.logs.append("c");
        assertThat(this.logs.crash(CrashMode.NOTHING)).containsExactly("a", "b");
    }

}
