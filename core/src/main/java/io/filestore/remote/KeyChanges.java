package io.filestore.remote;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.filestore.backend.CollectionBackend;
import io.filestore.row.StoredRow;

/** What becomes of the keys of unique fields when a transaction writes rows. */
final class KeyChanges {

    private final UniqueKeys unique;

    private final DirectRows direct;

    private final Map<String, BufferedRows.Write> writes;

    private final Map<String, String> taken = new HashMap<>();

    KeyChanges(UniqueKeys unique, DirectRows direct, Map<String, BufferedRows.Write> writes) {
        this.unique = unique;
        this.direct = direct;
        this.writes = writes;
    }

    /**
     * One for each key that another row gets, or none has any more.
     * @throws io.filestore.error.UniqueViolationException if two rows would have one
     */
    List<RemoteChange> changes() {
        Map<String, String> given = new LinkedHashMap<>();
        Map<String, BufferedRows.Write> wanted = new LinkedHashMap<>();
        for (BufferedRows.Write write : this.writes.values()) {
            Set<String> before = keys(write.before()).keySet();
            Map<String, List<String>> after = keys(write.after());
            after.forEach((key, fields) -> take(key, fields, write));
            before.stream().filter((key) -> !after.containsKey(key)).forEach((key) -> given.put(key, write.id()));
            after.keySet()
                .stream()
                .filter((key) -> !before.contains(key) || expiresAt(write.before()) != expiresAt(write.after()))
                .forEach((key) -> wanted.put(key, write));
        }
        Map<String, StoredRow> found = this.direct.keys(union(given.keySet(), wanted.keySet()));
        List<RemoteChange> changes = new ArrayList<>();
        wanted.forEach((key, write) -> changes.add(put(key, write, found.get(key))));
        given.keySet().removeAll(wanted.keySet());
        given.forEach((key, id) -> changes.add(delete(key, id, found.get(key))));
        changes.removeIf((change) -> change.isDelete() && change.expected() == CollectionBackend.ABSENT);
        return changes;
    }

    private Map<String, List<String>> keys(@Nullable StoredRow row) {
        return (row != null) ? this.unique.of(row.id(), row.json()) : Map.of();
    }

    private static long expiresAt(@Nullable StoredRow row) {
        return (row != null) ? row.expiresAt() : 0;
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> both = new LinkedHashSet<>(one);
        both.addAll(other);
        return both;
    }

    /** No other row of this transaction may have it, too. */
    private void take(String key, List<String> fields, BufferedRows.Write write) {
        String other = this.taken.putIfAbsent(key, write.id());
        StoredRow after = write.after();
        if (other != null && after != null) {
            throw this.unique.violation(fields, write.id(), after.json(), other);
        }
    }

    private RemoteChange put(String key, BufferedRows.Write write, @Nullable StoredRow found) {
        StoredRow after = write.after();
        if (after == null) {
            throw new IllegalStateException("A row that is deleted has no keys");
        }
        if (found != null) {
            String holder = UniqueKeys.holder(found);
            // A holder that is written here, too, does not keep it, or it would have
            // taken it.
            if (!holder.equals(write.id()) && !this.writes.containsKey(holder)) {
                throw this.unique.violation(keys(after).getOrDefault(key, List.of()), write.id(), after.json(), holder);
            }
        }
        return new RemoteChange(this.unique.name(), key, UniqueKeys.held(write.id()), after.expiresAt(), version(found),
                List.of());
    }

    /**
     * Not if it is another row's by now, which one can have got whose clock said that
     * this one had expired.
     */
    private RemoteChange delete(String key, String id, @Nullable StoredRow found) {
        StoredRow own = (found != null && UniqueKeys.holder(found).equals(id)) ? found : null;
        return new RemoteChange(this.unique.name(), key, null, 0, version(own), List.of());
    }

    private static long version(@Nullable StoredRow found) {
        return (found != null) ? found.version() : CollectionBackend.ABSENT;
    }

}
