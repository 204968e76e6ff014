package io.filestore.cassandra;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import com.datastax.oss.driver.api.core.uuid.Uuids;
import org.jspecify.annotations.Nullable;

import io.filestore.cassandra.ConditionalWrite.End;

/**
 * The ids of the last writes that a row has had before its present one, the latest last,
 * by which a write whose end was in doubt is recognized when others have written since. A
 * row that is not written often has the one that was replaced.
 */
final class Past {

    /** The write before the first. */
    static final UUID NONE = new UUID(0, 0);

    private static final int MOST = 16;

    /** Longer than any write is in doubt. */
    private static final long RECENT_MILLIS = Duration.ofMinutes(5).toMillis();

    private Past() {
    }

    /** What a write has to keep that replaces a row. */
    static List<UUID> of(@Nullable TableRow replaced, UUID txid) {
        if (replaced == null) {
            return List.of(NONE);
        }
        List<UUID> past = new ArrayList<>();
        UUID before = replaced.txid();
        boolean recent = before.version() == 1
                && Uuids.unixTimestamp(before) + RECENT_MILLIS > Uuids.unixTimestamp(txid);
        if (recent) {
            past.addAll(replaced.past());
        }
        past.add(before);
        return past.subList(Math.max(0, past.size() - MOST), past.size());
    }

    /**
     * What became of a write that was refused at last.
     * @param replaced the write that it was to replace: what comes from there on is known
     */
    static End end(@Nullable TableRow row, UUID txid, UUID replaced) {
        if (row == null) {
            return End.UNKNOWN;
        }
        if (txid.equals(row.txid()) || row.past().contains(txid)) {
            return End.DONE;
        }
        return (replaced.equals(row.txid()) || row.past().contains(replaced)) ? End.REFUSED : End.UNKNOWN;
    }

}
