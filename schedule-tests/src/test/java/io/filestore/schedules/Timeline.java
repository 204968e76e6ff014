package io.filestore.schedules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.filestore.schedules.Operation.Outcome;
import io.filestore.schedules.State.Kept;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The states that a store has gone through since it was opened: the log says in which
 * order. What each thread has read must be what was there just before its own commit, or,
 * if it has written nothing, at a moment between its begin and its end.
 */
final class Timeline {

    /** Before the first commit, after the first, and so on. */
    private final List<State> states = new ArrayList<>();

    private final List<Commit> commits = new ArrayList<>();

    private final Map<Operation, Integer> places = new HashMap<>();

    private final List<Operation> operations;

    /** Which state somebody has been told of, or seen. */
    private int told;

    /** Which state a flush has brought into the files. */
    private int flushed;

    private final long beginning;

    /**
     * @param found what was there at the beginning
     * @param lsn of the last line that had brought that about
     */
    Timeline(State found, long lsn, List<Commit> commits, List<Operation> operations) {
        this.states.add(found);
        this.beginning = lsn;
        this.operations = operations.stream().sorted(Comparator.comparingInt((operation) -> operation.begin)).toList();
        commits.forEach(this::add);
        requireVersions();
        this.operations.forEach(this::judge);
    }

    private void add(Commit commit) {
        assertThat(commit.first()).as("LSN of %s", commit).isEqualTo(lsn(this.commits.size()) + 1);
        State before = this.states.get(this.states.size() - 1);
        Operation operation = author(commit, before);
        requireWhatWasAsked(commit, operation, before);
        Map<RowName, Kept> changes = new HashMap<>(commit.changes());
        operation.writes.forEach((name, kept) -> {
            if (!Setup.isLogged(name.collection())) {
                changes.put(name, kept);
            }
        });
        this.places.put(operation, this.commits.size());
        this.commits.add(commit);
        this.states.add(before.with(changes));
    }

    /** The LSN of a state. */
    private long lsn(int state) {
        return (state == 0) ? this.beginning : this.commits.get(state - 1).last();
    }

    long lastLsn() {
        return lsn(this.commits.size());
    }

    private Operation author(Commit commit, State before) {
        Set<String> marks = commit.changes()
            .values()
            .stream()
            .filter((kept) -> kept != null)
            .map((kept) -> kept.item().mark())
            .collect(Collectors.toSet());
        List<Operation> authors = this.operations.stream()
            .filter((operation) -> !this.places.containsKey(operation) && operation.begin < commit.moment()
                    && commit.moment() < operation.end && operation.outcome != Outcome.REFUSED)
            .filter((operation) -> marks.isEmpty() ? deletes(operation, commit, before)
                    : operation.writes.values()
                        .stream()
                        .anyMatch((kept) -> kept != null && marks.contains(kept.item().mark())))
            .sorted(Comparator.comparing((Operation operation) -> operation.outcome)
                .thenComparing((operation) -> !expected(operation, commit, before))
                .thenComparing((operation) -> operation.end))
            .toList();
        assertThat(authors).as("whoever has written %s", commit).isNotEmpty();
        return authors.get(0);
    }

    private static boolean deletes(Operation operation, Commit commit, State before) {
        RowName name = commit.changes().keySet().iterator().next();
        return operation.isDeletionOf(name) && (operation.seen.stream().noneMatch(Seen.Was.class::isInstance)
                || expected(operation, commit, before));
    }

    private static boolean expected(Operation operation, Commit commit, State before) {
        RowName name = commit.changes().keySet().iterator().next();
        Kept kept = before.get(name);
        return kept != null && operation.seen.contains(new Seen.Was(name, kept.item().json()));
    }

    private static void requireWhatWasAsked(Commit commit, Operation operation, State before) {
        assertThat(commit.timestamp()).as("time of %s", commit).isBetween(operation.from, operation.to);
        Set<RowName> left = new TreeSet<>(commit.changes().keySet());
        operation.writes.forEach((name, kept) -> {
            boolean there = left.remove(name);
            boolean needless = kept == null && before.json(name, commit.timestamp()) == null;
            if (!Setup.isLogged(name.collection()) || (!there && needless)) {
                return;
            }
            assertThat(there).as("%s of %s in %s", name, operation, commit).isTrue();
            Kept logged = commit.changes().get(name);
            assertThat((logged != null) ? logged.item().json() : null).as("%s of %s", name, operation)
                .isEqualTo((kept != null) ? kept.item().json() : null);
            long ttl = (kept != null) ? Setup.ttl(name.collection()) : 0;
            if (ttl > 0) {
                assertThat(logged.expiresAt()).isBetween(operation.from + ttl, operation.to + ttl);
            }
        });
        assertThat(left).as("besides %s in %s, what has expired", operation, commit).allSatisfy((name) -> {
            assertThat(commit.changes().get(name)).isNull();
            assertThat(before.get(name)).isNotNull();
            assertThat(before.get(name).isSeenAt(commit.timestamp())).isFalse();
        });
    }

    /** They grow with the LSNs. */
    private void requireVersions() {
        List<Long> versions = this.places.entrySet()
            .stream()
            .sorted(Map.Entry.comparingByValue())
            .map((place) -> place.getKey().version)
            .filter((version) -> version > 0)
            .toList();
        assertThat(versions).as("versions in the order of the log").isSorted().doesNotHaveDuplicates();
    }

    private void judge(Operation operation) {
        Integer place = this.places.get(operation);
        if (operation.flushed > 0) {
            for (int i = 0; i <= this.commits.size() && lsn(i) <= operation.flushed; i++) {
                this.flushed = Math.max(this.flushed, i);
            }
        }
        if (place != null) {
            State before = this.states.get(place);
            long time = (operation.version > 0) ? operation.from : this.commits.get(place).timestamp();
            assertThat(operation.seen)
                .as("%s%nreads what was there just before its commit %s", operation, this.commits.get(place))
                .allMatch((seen) -> seen.holds(before, time, operation.to));
            tell(operation, place + 1);
        }
        else if (operation.outcome == Outcome.DONE && !operation.writes.isEmpty()) {
            throw new AssertionError("Not in the log, but acknowledged: " + operation);
        }
        else if (operation.outcome != Outcome.UNKNOWN && !operation.seen.isEmpty()) {
            tell(operation, moment(operation));
        }
    }

    private void tell(Operation operation, int state) {
        this.places.put(operation, state - 1);
        if (operation.outcome == Outcome.DONE) {
            this.told = Math.max(this.told, state);
        }
    }

    /** The first state in which all that an operation has read was so. */
    private int moment(Operation operation) {
        int first = 0;
        for (Operation earlier : this.operations) {
            if (earlier.end < operation.begin && earlier.outcome != Outcome.UNKNOWN) {
                first = Math.max(first, this.places.getOrDefault(earlier, -1) + 1);
            }
        }
        int last = first;
        while (last < this.commits.size() && this.commits.get(last).moment() < operation.end) {
            last++;
        }
        List<State> possible = this.states.subList(first, last + 1);
        if (operation.loose) {
            Loosely loosely = new Loosely(possible, operation.from, operation.to);
            assertThat(operation.seen).as("%s%nreads what was there at some moment of %s", operation, possible)
                .allMatch(loosely::holds);
            return first;
        }
        for (int i = first; i <= last; i++) {
            State state = this.states.get(i);
            if (operation.seen.stream().allMatch((seen) -> seen.holds(state, operation.from, operation.to))) {
                return i;
            }
        }
        throw new AssertionError("%s%nreads what was there at no moment from LSN %d to %d: %s".formatted(operation,
                lsn(first), lsn(last), possible));
    }

    /**
     * What a later opening finds must be one of the states, and none before what was
     * promised.
     * @param everything whether all that was told must be there, and not only what is in
     * the files
     */
    State requireReached(Map<RowName, String> found, long lsn, boolean everything, long now) {
        int least = everything ? Math.max(this.told, this.flushed) : this.flushed;
        for (int i = 0; i <= this.commits.size(); i++) {
            if (lsn(i) == lsn) {
                State state = this.states.get(i).without(Setup.MEMORY);
                assertThat(found).as("what is found at LSN %d", lsn).isEqualTo(state.visible(now));
                assertThat(lsn).as("LSN that is found, of %d to %d", lsn(0), lastLsn())
                    .isGreaterThanOrEqualTo(lsn(least));
                return state;
            }
        }
        throw new AssertionError("LSN %d is found, which is in the middle of a commit, or is none: %s%n%s"
            .formatted(lsn, this.commits, found));
    }

    /** From now on all of it must be there, after a power loss as well. */
    void isClosed() {
        this.flushed = this.commits.size();
    }

}
