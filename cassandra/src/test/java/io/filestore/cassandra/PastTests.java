package io.filestore.cassandra;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import com.datastax.oss.driver.api.core.uuid.Uuids;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.filestore.cassandra.ConditionalWrite.End;

import static org.assertj.core.api.Assertions.assertThat;

class PastTests {

    private final List<UUID> ids = new ArrayList<>();

    private @Nullable TableRow row;

    @Test
    void aWriteIsRecognizedBehindOthers() {
        write(3);
        UUID replaced = this.ids.get(2);
        UUID ours = write(1);
        assertThat(Past.end(this.row, ours, replaced)).isEqualTo(End.DONE);
        write(5);
        assertThat(Past.end(this.row, ours, replaced)).isEqualTo(End.DONE);
    }

    @Test
    void aWriteThatIsNotBehindTheOneItReplacesWasNotDone() {
        write(3);
        UUID replaced = this.ids.get(2);
        assertThat(Past.end(this.row, Uuids.timeBased(), replaced)).isEqualTo(End.REFUSED);
        write(5);
        assertThat(Past.end(this.row, Uuids.timeBased(), replaced)).isEqualTo(End.REFUSED);
    }

    @Test
    void theFirstWriteOfARowReplacesNone() {
        UUID first = write(1);
        assertThat(Past.end(this.row, first, Past.NONE)).isEqualTo(End.DONE);
        assertThat(Past.end(this.row, Uuids.timeBased(), Past.NONE)).isEqualTo(End.REFUSED);
        write(4);
        assertThat(Past.end(this.row, first, Past.NONE)).isEqualTo(End.DONE);
        assertThat(Past.end(this.row, Uuids.timeBased(), Past.NONE)).isEqualTo(End.REFUSED);
    }

    @Test
    void nothingIsSaidOfAWriteThatTooManyHaveFollowed() {
        write(1);
        UUID replaced = this.ids.get(0);
        UUID ours = write(1);
        write(40);
        assertThat(Past.end(this.row, ours, replaced)).isEqualTo(End.UNKNOWN);
        assertThat(Past.end(null, ours, replaced)).isEqualTo(End.UNKNOWN);
    }

    @Test
    void onlyTheLastSixteenAreKept() {
        write(40);
        assertThat(Past.of(this.row, Uuids.timeBased())).hasSize(16).endsWith(this.ids.get(39));
    }

    @Test
    void aRowThatIsNotWrittenOftenKeepsOne() {
        UUID old = Uuids.startOf(Instant.parse("2020-01-01T00:00:00Z").toEpochMilli());
        TableRow row = row(old, List.of(Past.NONE, Uuids.timeBased()));
        assertThat(Past.of(row, Uuids.timeBased())).containsExactly(old);
    }

    private UUID write(int times) {
        UUID txid = Past.NONE;
        for (int i = 0; i < times; i++) {
            txid = Uuids.timeBased();
            this.row = row(txid, Past.of(this.row, txid));
            this.ids.add(txid);
        }
        return txid;
    }

    private static TableRow row(UUID txid, List<UUID> past) {
        return new TableRow("a", 1, txid, past, Expiry.NEVER, false, null);
    }

}
