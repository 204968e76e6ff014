package io.filestore.wal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.filestore.error.CorruptStoreException;
import io.filestore.error.OutcomeUnknownException;
import io.filestore.error.StoreFullException;
import io.filestore.error.StoreIOException;
import io.filestore.io.CrashMode;
import io.filestore.io.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The room that a forced log writes ahead: it is never in the way, whatever of it a crash
 * leaves.
 */
class ReserveTests {

    private static final String LOG = "_wal.jsonl";

    private static final String SEALED = "_wal-00000000000000000001.jsonl";

    private final Logs logs = new Logs();

    private final List<String> ids = new ArrayList<>();

    /** Rows of their own until the log has a reserve with room for this many bytes. */
    private void fill(int room) throws IOException {
        this.logs.open(SyncPolicy.ALWAYS);
        while (reserve() < room) {
            append("row-" + this.ids.size());
        }
    }

    private void append(String... more) {
        this.logs.append(more);
        this.ids.addAll(List.of(more));
    }

    private int end() {
        return this.logs.text().stripTrailing().length() + 1;
    }

    private int reserve() {
        return this.logs.text().length() - end();
    }

    @Test
    void isLinesOfSpacesAndNeverLongerThanTheLinesBefore() throws IOException {
        this.logs.open();
        append("first");
        assertThat(reserve()).isZero();
        for (int i = 0; i < 400; i++) {
            append("row-" + i);
            assertThat(reserve()).isBetween(0, end());
            assertThat(this.logs.text().substring(end())).isBlank().doesNotContain("\r", "\t");
            assertThat(this.logs.log().stats().bytes()).isEqualTo(end());
        }
        assertThat(this.logs.text().substring(end()).lines().skip(1)).isNotEmpty()
            .allMatch((" ".repeat(Reserve.SECTOR - 1))::equals);
        assertThat(this.logs.disk().log().stream().filter(("append " + LOG)::equals)).hasSize(402);
    }

    @ParameterizedTest
    @EnumSource(names = "ALWAYS", mode = EnumSource.Mode.EXCLUDE)
    void thereIsNoneWhereNothingIsForced(SyncPolicy policy) throws IOException {
        this.logs.open(policy);
        for (int i = 0; i < 100; i++) {
            append("row-" + i);
            assertThat(reserve()).isZero();
        }
    }

    @Test
    void isCutWhenTheLogIsSealedOrClosed() throws IOException {
        fill(1000);
        String lines = this.logs.text().substring(0, end());
        this.logs.log().seal();
        assertThat(this.logs.disk().text(SEALED)).isEqualTo(lines);
        while (reserve() < 1000) {
            append("more-" + this.ids.size());
        }
        int end = end();
        this.logs.log().close();
        assertThat(this.logs.text()).hasSize(end);
        assertThat(this.logs.open()).isEqualTo(this.ids);
    }

    @Test
    void isCutByTheNextStartAndLeftAloneByOneThatOnlyReads() throws IOException {
        fill(1000);
        String before = this.logs.text();
        int end = end();
        this.logs.log().seal();
        append("more");
        Logs killed = new Logs();
        killed.plant(SEALED, before);
        killed.plant(LOG, this.logs.text());
        assertThat(killed.openReadOnly()).isEqualTo(this.ids);
        assertThat(killed.disk().text(SEALED)).isEqualTo(before);
        assertThat(killed.open()).isEqualTo(this.ids);
        assertThat(killed.disk().text(SEALED)).isEqualTo(before.substring(0, end));
        assertThat(killed.log().verify(true)).isEmpty();
    }

    @Test
    void noFlippedBitOfItLosesAnythingOrStopsTheStart() throws IOException {
        fill(600);
        byte[] log = this.logs.text().getBytes(StandardCharsets.UTF_8);
        int end = end();
        this.logs.log().seal();
        append("after");
        String open = this.logs.text();
        for (int bit = 8 * end; bit < 8 * log.length; bit++) {
            byte[] flipped = log.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Logs alone = new Logs();
            alone.plant(flipped);
            assertThat(alone.open()).as("bit %d", bit).isEqualTo(this.ids.subList(0, this.ids.size() - 1));
            Logs sealed = new Logs();
            sealed.plant(SEALED, new String(flipped, StandardCharsets.ISO_8859_1));
            sealed.plant(LOG, open);
            assertThat(sealed.open()).as("sealed, bit %d", bit).isEqualTo(this.ids);
            assertThat(sealed.log().verify(true)).isEmpty();
        }
    }

    /** Of each length, so that lines begin and end at each place in a sector. */
    @Test
    void aBatchOfWhichSomeSectorsAreLostIsCutAtTheFirstLineThatIsNotWhole() throws IOException {
        fill(4 * Reserve.SECTOR);
        byte[] before = this.logs.text().getBytes(StandardCharsets.UTF_8);
        int start = end();
        for (int length = 1; length <= Reserve.SECTOR; length++) {
            Logs torn = new Logs();
            torn.plant(before);
            torn.open();
            String[] batch = { "x".repeat(length), "y".repeat(50), "z" };
            torn.appendEach(batch);
            byte[] lines = torn.text().stripTrailing().concat("\n").getBytes(StandardCharsets.UTF_8);
            int[] ends = IntStream.range(start, lines.length)
                .filter((i) -> lines[i] == '\n')
                .map((i) -> i + 1)
                .toArray();
            tear(before, lines, start, ends, batch);
        }
    }

    private void tear(byte[] before, byte[] lines, int start, int[] ends, String[] batch) throws IOException {
        int firstSector = start / Reserve.SECTOR;
        int sectors = (lines.length - 1) / Reserve.SECTOR - firstSector + 1;
        for (int arrived = 0; arrived < 1 << sectors; arrived++) {
            byte[] left = before.clone();
            int whole = Integer.MAX_VALUE;
            for (int sector = sectors - 1; sector >= 0; sector--) {
                int from = Math.max(start, (firstSector + sector) * Reserve.SECTOR);
                int to = Math.min(lines.length, (firstSector + sector + 1) * Reserve.SECTOR);
                if ((arrived & 1 << sector) != 0) {
                    System.arraycopy(lines, from, left, from, to - from);
                }
                else {
                    whole = from;
                }
            }
            List<String> expected = new ArrayList<>(this.ids);
            for (int i = 0; i < ends.length && ends[i] <= whole; i++) {
                expected.add(batch[i]);
            }
            Logs torn = new Logs();
            torn.plant(left);
            assertThat(torn.open()).as("%d bytes, sectors %s", batch[0].length(), Integer.toBinaryString(arrived))
                .isEqualTo(expected);
            torn.append("next");
            expected.add("next");
            assertThat(torn.crash(CrashMode.NOTHING)).isEqualTo(expected);
        }
    }

    @Test
    void aPowerLossWhileItIsOverwrittenTakesNothingThatWasForced() throws IOException {
        fill(2000);
        this.logs.disk().failOnce(("force " + LOG)::equals, Fault.IO_ERROR);
        this.logs.disk().failAlways((call) -> call.startsWith("force") || call.startsWith("truncate"), Fault.IO_ERROR);
        String[] batch = { "b".repeat(300), "b".repeat(500), "c" };
        assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(() -> this.logs.append(batch));
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            Logs left = new Logs();
            left.plant(this.logs.disk().crash(CrashMode.random(random)).bytes(LOG));
            List<String> replayed = left.open();
            assertThat(replayed.subList(0, this.ids.size())).isEqualTo(this.ids);
            assertThat(replayed.size() - this.ids.size()).isIn(0, batch.length);
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "DISK_FULL", "DISK_FULL_HALFWAY" })
    void aDiskTooFullForItTakesTheLinesAlone(Fault fault) throws IOException {
        fill(1);
        Logs full = new Logs();
        full.open();
        full.disk().failAt(this.logs.disk().calls() - 1, fault);
        this.ids.forEach(full::append);
        this.ids.forEach(full::append);
        assertThat(full.text()).hasSizeGreaterThan(2 * Reserve.SECTOR).endsWith("}\n");
        full.log().seal();
        this.ids.forEach(full::append);
        assertThat(full.text()).endsWith(" \n");
        List<String> all = new ArrayList<>(this.ids);
        all.addAll(this.ids);
        all.addAll(this.ids);
        assertThat(full.crash(CrashMode.NOTHING)).isEqualTo(all);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void anAppendThatFailsWithinItIsTakenBack(Fault fault) throws IOException {
        fill(1000);
        String lines = this.logs.text().substring(0, end());
        this.logs.disk().failOnce(("append " + LOG)::equals, fault);
        assertThatExceptionOfType(
                fault.name().startsWith("DISK_FULL") ? StoreFullException.class : StoreIOException.class)
            .isThrownBy(() -> this.logs.append("refused"));
        assertThat(this.logs.text()).isEqualTo(lines);
        append("next");
        assertThat(reserve()).isPositive();
        assertThat(this.logs.crash(CrashMode.NOTHING)).isEqualTo(this.ids);
    }

    @Test
    void whatCannotBeForcedIsCutWithIt() throws IOException {
        fill(1000);
        String lines = this.logs.text().substring(0, end());
        this.logs.disk().failOnce(("force " + LOG)::equals, Fault.IO_ERROR);
        assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(() -> this.logs.append("refused"));
        assertThat(this.logs.text()).isEqualTo(lines);
        assertThat(this.logs.crash(CrashMode.EVERYTHING)).isEqualTo(this.ids);
    }

    /** The disk had reported them as forced, and a later line says so. */
    @Test
    void sectorsThatAreBlankAgainAfterLinesHadBeenForcedIntoThemAreDamage() throws IOException {
        fill(8 * Reserve.SECTOR);
        byte[] before = this.logs.text().getBytes(StandardCharsets.UTF_8);
        int first = end() / Reserve.SECTOR + 1;
        int lastLine = end();
        while (lastLine < (first + 6) * Reserve.SECTOR) {
            lastLine = end();
            append("more-" + this.ids.size());
        }
        byte[] forced = this.logs.text().getBytes(StandardCharsets.UTF_8);
        for (int from = first; from < first + 6; from++) {
            for (int to = from + 1; to <= first + 6; to++) {
                int start = from * Reserve.SECTOR;
                byte[] lost = forced.clone();
                System.arraycopy(before, start, lost, start, to * Reserve.SECTOR - start);
                Logs damaged = new Logs();
                damaged.plant(lost);
                assertThatExceptionOfType(CorruptStoreException.class).as("sectors %d to %d", from, to - 1)
                    .isThrownBy(damaged::open)
                    .withMessageContaining("the write-ahead log is damaged");
            }
        }
    }

    @Test
    void damageBeforeItIsFoundAsEver() throws IOException {
        fill(1000);
        this.logs.damage("\"rowId\":\"" + this.ids.get(0) + "\"", "\"rowId\":\"other\"");
        assertThatExceptionOfType(CorruptStoreException.class).isThrownBy(this.logs::open)
            .withMessageContaining("line 2")
            .withMessageContaining("LSN 1 ");
    }

}
