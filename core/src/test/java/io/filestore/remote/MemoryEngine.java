package io.filestore.remote;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

import io.filestore.backend.Capabilities;
import io.filestore.backend.CollectionBackend;
import io.filestore.config.CollectionOptions;
import io.filestore.config.Writes;
import io.filestore.error.StoreUnavailableException;
import io.filestore.event.RowChange;
import io.filestore.row.StoredRow;

/**
 * An engine that keeps rows in the memory of the test, which several stores share as if
 * they were instances of one application. Groups are serializable; its order is none that
 * anybody wants. It fails as it is told to.
 */
public class MemoryEngine implements RemoteEngineFactory {

    public static final String STRATEGY = "memory-engine";

    private static final Comparator<String> ORDER = Comparator
        .<String>comparingInt((id) -> Integer.reverse(id.hashCode()))
        .thenComparing(Comparator.naturalOrder());

    private final Map<String, TreeMap<String, Kept>> collections = new HashMap<>();

    private final Map<String, Domain> domains = new HashMap<>();

    private final List<Opened> open = new CopyOnWriteArrayList<>();

    private final Queue<Fault> faults = new ArrayDeque<>();

    private final Map<String, Note> notes = new HashMap<>();

    private final List<List<RemoteChange>> commits = new CopyOnWriteArrayList<>();

    private long version;

    private volatile boolean unavailable;

    private volatile int calls;

    private volatile boolean ranges;

    private volatile Runnable beforeCommit = () -> {
    };

    /** From now on collections of groups are answered for ranges, too. */
    public MemoryEngine withRanges() {
        this.ranges = true;
        return this;
    }

    /** What becomes of a commit. */
    public enum Fault {

        UNKNOWN_AND_DONE, UNKNOWN_AND_NOT_DONE, UNAVAILABLE, STALE, THROWN

    }

    private record Note(String text, long until) {
    }

    private record Kept(StoredRow row, List<IndexTerm> terms) {
    }

    @Override
    public String strategy() {
        return STRATEGY;
    }

    /** The next commits end so, one after the other. */
    public void fail(Fault... next) {
        this.faults.addAll(List.of(next));
    }

    public void unavailable(boolean down) {
        this.unavailable = down;
    }

    public void beforeCommit(Runnable step) {
        this.beforeCommit = step;
    }

    /** What was sent to be committed, each for itself where it was. */
    public List<List<RemoteChange>> commits() {
        return this.commits;
    }

    /** How many calls there have been of reads, finds, scans, counts and commits. */
    public int calls() {
        return this.calls;
    }

    public boolean isOpen() {
        return !this.open.isEmpty();
    }

    /** What lies there under a name, also keys. */
    public synchronized List<String> idsOf(String collection) {
        return List.copyOf(rowsOf(collection).keySet());
    }

    @Override
    public synchronized RemoteEngine open(RemoteContext context) {
        requireAvailable();
        Opened opened = new Opened(context);
        this.open.add(opened);
        return opened;
    }

    private TreeMap<String, Kept> rowsOf(String collection) {
        return this.collections.computeIfAbsent(collection, (name) -> new TreeMap<>(ORDER));
    }

    private void requireAvailable() {
        this.calls++;
        if (this.unavailable) {
            throw new StoreUnavailableException("Too few of the machines are up.", null);
        }
    }

    private final class Domain {

        private final String name;

        private final boolean serializable;

        private long mark;

        Domain(String name, boolean serializable) {
            this.name = name;
            this.serializable = serializable;
        }

    }

    private final class DomainOfInstance implements RemoteDomain {

        private final Domain domain;

        private final Opened instance;

        DomainOfInstance(Domain domain, Opened instance) {
            this.domain = domain;
            this.instance = instance;
        }

        @Override
        public String name() {
            return this.domain.name;
        }

        @Override
        public boolean isSerializable() {
            return this.domain.serializable;
        }

        @Override
        public Object mark() {
            synchronized (MemoryEngine.this) {
                requireAvailable();
                return this.domain.mark;
            }
        }

        @Override
        public CommitResult commit(List<RemoteChange> changes, @Nullable Object since) {
            MemoryEngine.this.beforeCommit.run();
            if (!this.domain.serializable && (changes.size() != 1 || since != null)) {
                throw new IllegalArgumentException("One row at a time");
            }
            synchronized (MemoryEngine.this) {
                requireAvailable();
                MemoryEngine.this.commits.add(changes);
                Fault fault = changes.isEmpty() ? null : MemoryEngine.this.faults.poll();
                CommitResult result = (fault == null || fault == Fault.UNKNOWN_AND_DONE) ? commitNow(changes, since)
                        : new CommitResult.Stale();
                return (fault != null) ? fail(fault) : result;
            }
        }

        private CommitResult fail(Fault fault) {
            return switch (fault) {
                case UNKNOWN_AND_DONE, UNKNOWN_AND_NOT_DONE ->
                    new CommitResult.Unknown("Nobody has answered in time.", new IllegalStateException("timeout"));
                case UNAVAILABLE -> throw new StoreUnavailableException("Too few of the machines are up.", null);
                case STALE -> new CommitResult.Stale();
                case THROWN -> throw new IllegalStateException("What the driver has not foreseen");
            };
        }

        private CommitResult commitNow(List<RemoteChange> changes, @Nullable Object since) {
            if (since != null && !since.equals(this.domain.mark)) {
                return new CommitResult.Stale();
            }
            for (RemoteChange change : changes) {
                long found = version(find(change));
                if (change.expected() != CollectionBackend.ANY && change.expected() != found) {
                    return new CommitResult.Conflict(change, found);
                }
            }
            List<CommitResult.Applied> applied = new ArrayList<>();
            List<RowChange> told = new ArrayList<>();
            changes.forEach((change) -> applied.add(apply(change, told)));
            this.domain.mark += changes.isEmpty() ? 0 : 1;
            for (Opened other : MemoryEngine.this.open) {
                if (other != this.instance && !told.isEmpty()) {
                    other.context.changes().accept(told);
                }
            }
            return new CommitResult.Committed(applied);
        }

        private @Nullable StoredRow find(RemoteChange change) {
            Kept kept = rowsOf(change.collection()).get(change.rowId());
            return (kept != null && !kept.row.isExpiredAt(this.instance.clock.millis())) ? kept.row : null;
        }

        private CommitResult.Applied apply(RemoteChange change, List<RowChange> told) {
            boolean existed = find(change) != null;
            TreeMap<String, Kept> rows = rowsOf(change.collection());
            byte[] json = change.json();
            StoredRow after = (json != null)
                    ? StoredRow.of(change.rowId(), json, ++MemoryEngine.this.version, change.expiresAt()) : null;
            if (after != null) {
                rows.put(change.rowId(), new Kept(after, change.terms()));
            }
            else {
                rows.remove(change.rowId());
            }
            if (!change.collection().startsWith("!") && (existed || after != null)) {
                RowChange.Kind kind = existed ? RowChange.Kind.UPDATED : RowChange.Kind.INSERTED;
                told.add(new RowChange(change.collection(), change.rowId(),
                        (after != null) ? kind : RowChange.Kind.DELETED, after));
            }
            return new CommitResult.Applied(version(after), existed);
        }

        private static long version(@Nullable StoredRow row) {
            return (row != null) ? row.version() : 0;
        }

        @Override
        public List<CommitResult> commitEach(List<RemoteChange> changes) {
            List<CommitResult> results = new ArrayList<>();
            for (RemoteChange change : changes) {
                try {
                    results.add(commit(List.of(change), null));
                }
                catch (StoreUnavailableException ex) {
                    results.add(new CommitResult.Refused(ex));
                }
            }
            return results;
        }

    }

    private final class Opened implements RemoteEngine {

        private final RemoteContext context;

        private final InstantSource clock;

        private final Map<String, DomainOfInstance> domains = new HashMap<>();

        Opened(RemoteContext context) {
            this.context = context;
            this.clock = context.clock();
        }

        @Override
        public RemoteCollection collection(String name) {
            String rows = name.startsWith(UNIQUE) ? name.substring(UNIQUE.length()) : name;
            CollectionOptions options = this.context.collections().get(rows);
            if (options == null) {
                throw new IllegalArgumentException("It was not opened for " + name);
            }
            String group = options.group();
            String domain = (group != null) ? "group " + group : "collection " + rows;
            synchronized (MemoryEngine.this) {
                return new Rows(MemoryEngine.this, this, name, options,
                        this.domains.computeIfAbsent(domain, (key) -> new DomainOfInstance(
                                MemoryEngine.this.domains.computeIfAbsent(key, (k) -> new Domain(k, group != null)),
                                this)));
            }
        }

        @Override
        public RemoteStatus status(String collection) {
            CollectionOptions options = this.context.collections().get(collection);
            return new RemoteStatus(!MemoryEngine.this.unavailable, "memory." + collection,
                    (options != null) ? options.group() : null, 2, MemoryEngine.this.unavailable ? 1 : 3, Map.of());
        }

        @Override
        public @Nullable String note(String name) {
            synchronized (MemoryEngine.this) {
                requireAvailable();
                Note note = MemoryEngine.this.notes.get(name);
                return (note != null && note.until > this.clock.millis()) ? note.text : null;
            }
        }

        @Override
        public boolean note(String name, @Nullable String expected, @Nullable String next, @Nullable Duration ttl) {
            synchronized (MemoryEngine.this) {
                if (!Objects.equals(note(name), expected)) {
                    return false;
                }
                long until = (ttl != null) ? this.clock.millis() + ttl.toMillis() : Long.MAX_VALUE;
                MemoryEngine.this.notes.compute(name, (key, old) -> (next != null) ? new Note(next, until) : null);
                return true;
            }
        }

        @Override
        public void close() {
            MemoryEngine.this.open.remove(this);
        }

        private void requireOpen() {
            if (!MemoryEngine.this.open.contains(this)) {
                throw new IllegalStateException("The engine is closed");
            }
            requireAvailable();
        }

    }

    private record Rows(MemoryEngine engine, Opened instance, String name, CollectionOptions options,
            RemoteDomain domain) implements RemoteCollection {

        @Override
        public Capabilities capabilities() {
            boolean group = this.options.group() != null;
            return new Capabilities(false, group, true, group, group && this.engine.ranges,
                    this.options.writes() != Writes.LAST_WRITE_WINS);
        }

        @Override
        public @Nullable StoredRow read(String id) {
            synchronized (this.engine) {
                this.instance.requireOpen();
                Kept kept = this.engine.rowsOf(this.name).get(id);
                return (kept != null) ? kept.row : null;
            }
        }

        @Override
        public Map<String, StoredRow> readAll(Collection<String> ids) {
            Map<String, StoredRow> found = new LinkedHashMap<>();
            for (String id : ids) {
                StoredRow row = read(id);
                if (row != null) {
                    found.put(id, row);
                }
            }
            return found;
        }

        @Override
        public RemotePage find(List<IndexTerm> allOf, @Nullable String behind, int most) {
            return page(allOf, behind, most);
        }

        @Override
        public RemotePage scan(@Nullable String behind, int most) {
            return page(List.of(), behind, most);
        }

        private RemotePage page(List<IndexTerm> allOf, @Nullable String behind, int most) {
            synchronized (this.engine) {
                this.instance.requireOpen();
                TreeMap<String, Kept> rows = this.engine.rowsOf(this.name);
                List<StoredRow> found = new ArrayList<>();
                for (Kept kept : ((behind != null) ? rows.tailMap(behind, false) : rows).values()) {
                    if (found.size() == most) {
                        return new RemotePage(found, found.get(most - 1).id());
                    }
                    if (kept.terms.containsAll(allOf)) {
                        found.add(kept.row);
                    }
                }
                return new RemotePage(found, null);
            }
        }

        @Override
        public long count() {
            synchronized (this.engine) {
                this.instance.requireOpen();
                long now = this.instance.clock.millis();
                return this.engine.rowsOf(this.name)
                    .values()
                    .stream()
                    .filter((kept) -> !kept.row.isExpiredAt(now))
                    .count();
            }
        }

    }

}
