package io.filestore.cassandra;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.uuid.Uuids;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.error.StoreException;
import io.filestore.event.RowChange;
import io.filestore.event.RowChange.Kind;
import io.filestore.remote.RemoteCollection;
import io.filestore.row.StoredRow;

/**
 * Asks for what other instances have committed, and tells each row as it is by then. What
 * is a little late is met by looking back a second each time, what is later by looking
 * back longer now and then.
 */
final class ChangePoll implements Runnable {

    static final Duration KEPT = Duration.ofHours(1);

    private static final Logger logger = LoggerFactory.getLogger(ChangePoll.class);

    private static final Duration SHORT_LOOK = Duration.ofSeconds(1);

    private static final Duration LONG_LOOK = Duration.ofSeconds(20);

    private static final int POLLS_TO_LONG_LOOK = 25;

    private final Requests requests;

    private final PreparedStatement select;

    private final UUID origin;

    private final Map<String, RemoteCollection> collections;

    private final Consumer<List<RowChange>> changes;

    private final NewEntries fresh = new NewEntries();

    private final Instant start = Instant.now();

    private Instant polled = this.start;

    private int polls;

    private volatile long lagMillis;

    ChangePoll(Requests requests, String table, UUID origin, Map<String, RemoteCollection> collections,
            Consumer<List<RowChange>> changes) {
        this.requests = requests;
        this.select = requests
            .prepare("SELECT " + ChangeEntry.COLUMNS + " FROM " + table + " WHERE slot = ? AND at > ? AND at < ?");
        this.origin = origin;
        this.collections = collections;
        this.changes = changes;
    }

    /** How long after they were entered the last changes were told. */
    long lagMillis() {
        return this.lagMillis;
    }

    /** One poll; what fails is asked for again by the next. */
    @Override
    public void run() {
        try {
            poll(Instant.now());
        }
        catch (StoreException ex) {
            logger.debug("Changes of other instances cannot be read now", ex);
        }
        catch (RuntimeException ex) {
            logger.error("Changes of other instances cannot be told", ex);
        }
    }

    private void poll(Instant now) {
        if (this.polled.isBefore(now.minus(KEPT))) {
            logger.warn(
                    "Changes of other instances from {} on were not read in time; what is older than {} is not told",
                    this.polled, KEPT);
            this.polled = now.minus(KEPT);
        }
        Duration look = (this.polls++ % POLLS_TO_LONG_LOOK == 0) ? LONG_LOOK : SHORT_LOOK;
        Instant from = this.polled.minus(look).isBefore(this.start) ? this.start : this.polled.minus(look);
        List<ChangeEntry> entries = this.fresh.of(read(from, now.plus(LONG_LOOK)));
        if (!entries.isEmpty()) {
            tell(entries, now);
        }
        this.polled = now;
        this.fresh.forget(now.minus(LONG_LOOK.multipliedBy(2)));
    }

    private List<ChangeEntry> read(Instant from, Instant to) {
        List<ChangeEntry> entries = new ArrayList<>();
        for (long slot = Changes.slot(from); slot <= Changes.slot(to); slot++) {
            AsyncResultSet page = Requests.await(this.requests
                .read(this.select.bind(slot, Uuids.endOf(from.toEpochMilli()), Uuids.startOf(to.toEpochMilli()))));
            while (true) {
                for (Row row : page.currentPage()) {
                    ChangeEntry entry = ChangeEntry.of(row);
                    if (!entry.origin().equals(this.origin) && this.collections.containsKey(entry.collection())) {
                        entries.add(entry);
                    }
                }
                if (!page.hasMorePages()) {
                    break;
                }
                page = Requests.await(page.fetchNextPage());
            }
        }
        return entries;
    }

    private void tell(List<ChangeEntry> entries, Instant now) {
        Map<String, Set<String>> ids = new HashMap<>();
        entries.stream()
            .filter((entry) -> entry.kind() != Kind.DELETED)
            .forEach((entry) -> ids.computeIfAbsent(entry.collection(), (name) -> new LinkedHashSet<>())
                .add(entry.id()));
        Map<String, Map<String, StoredRow>> rows = new HashMap<>();
        ids.forEach((name, each) -> rows.put(name, Objects.requireNonNull(this.collections.get(name)).readAll(each)));
        List<RowChange> told = new ArrayList<>();
        for (ChangeEntry entry : entries) {
            StoredRow row = rows.getOrDefault(entry.collection(), Map.of()).get(entry.id());
            RowChange change = change(entry, row);
            if (change != null) {
                told.add(change);
                this.fresh.told(entry.collection(), entry.id(), Math.max(entry.version(), change.version()), now);
            }
        }
        if (!told.isEmpty()) {
            this.changes.accept(told);
            this.lagMillis = Math.max(0, Duration.between(entries.get(0).time(), Instant.now()).toMillis());
        }
    }

    /** None for a row that was told, or has gone since, of which another entry tells. */
    private @Nullable RowChange change(ChangeEntry entry, @Nullable StoredRow row) {
        if (!this.fresh.isNew(entry.collection(), entry.id(), entry.version())) {
            return null;
        }
        if (entry.kind() == Kind.DELETED) {
            return new RowChange(entry.collection(), entry.id(), Kind.DELETED, null);
        }
        return (row != null) ? new RowChange(entry.collection(), entry.id(), entry.kind(), row) : null;
    }

}
