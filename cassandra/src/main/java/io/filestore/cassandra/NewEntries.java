package io.filestore.cassandra;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which entries have not been told yet, of windows that overlap: entries come late, since
 * clocks differ and writes take time. Of one row only later versions are new.
 */
final class NewEntries {

    private record Key(String collection, String id) {
    }

    private record Told(long version, Instant time) {
    }

    private final Map<Key, Told> told = new HashMap<>();

    /** Those that are new, in their order. */
    List<ChangeEntry> of(List<ChangeEntry> window) {
        List<ChangeEntry> entries = new ArrayList<>();
        window.stream()
            .sorted(Comparator.comparing(ChangeEntry::time).thenComparingLong(ChangeEntry::version))
            .filter((entry) -> isNew(entry.collection(), entry.id(), entry.version()))
            .forEach(entries::add);
        return entries;
    }

    boolean isNew(String collection, String id, long version) {
        Told before = this.told.get(new Key(collection, id));
        return before == null || before.version < version;
    }

    void told(String collection, String id, long version, Instant time) {
        this.told.put(new Key(collection, id), new Told(version, time));
    }

    /** Forgets what no window has any more. */
    void forget(Instant before) {
        this.told.values().removeIf((each) -> each.time.isBefore(before));
    }

}
