package io.filestore.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.filestore.row.Row;

/**
 * What rows have been, and when others may have seen them so. Each row is written by one
 * thread.
 */
final class RowHistory {

    private final AtomicLong clock = new AtomicLong();

    private volatile long oldest;

    private final Map<String, List<Version>> rows = new ConcurrentHashMap<>();

    /** What a row is from some moment of a write on; no tree if there is no row. */
    static final class Version {

        private final @Nullable String json;

        private final @Nullable JsonNode tree;

        private final long begun;

        private volatile long ended = Long.MAX_VALUE;

        private Version(String id, @Nullable String json, long begun) {
            this.json = (json != null) ? Row.parse(json).toString() : null;
            this.tree = (json != null) ? PlainQuery.tree(id, json) : null;
            this.begun = begun;
        }

        boolean is(String other) {
            return other.equals(this.json);
        }

        boolean matches(Query query) {
            return this.tree != null && PlainQuery.matches(query, this.tree);
        }

        @Nullable JsonNode tree() {
            return this.tree;
        }

    }

    /** The next moment. */
    private long now() {
        return this.clock.incrementAndGet();
    }

    /** The next moment, before which nobody asks any more what was. */
    long begin() {
        this.oldest = now();
        return this.oldest;
    }

    /**
     * Rows become this, null to be deleted, by a write that shows all of them at once.
     */
    void write(Map<String, @Nullable String> changes, Runnable write) {
        List<Version> versions = new ArrayList<>();
        changes.forEach((id, json) -> {
            Version version = new Version(id, json, now());
            this.rows.computeIfAbsent(id, (key) -> new ArrayList<>(List.of(new Version(id, null, 0))));
            this.rows.computeIfPresent(id, (key, before) -> {
                List<Version> all = new ArrayList<>(possible(before, this.oldest, Long.MAX_VALUE));
                all.add(version);
                return all;
            });
            versions.add(version);
        });
        write.run();
        long ended = now();
        versions.forEach((version) -> version.ended = ended);
    }

    /** What each row may have been from then until now, one thing at least. */
    Map<String, List<Version>> since(long from) {
        long to = now();
        Map<String, List<Version>> possible = new HashMap<>();
        this.rows.forEach((id, versions) -> possible.put(id, possible(versions, from, to)));
        return possible;
    }

    private static List<Version> possible(List<Version> versions, long from, long to) {
        List<Version> some = new ArrayList<>();
        for (int i = 0; i < versions.size(); i++) {
            boolean gone = i + 1 < versions.size() && versions.get(i + 1).ended < from;
            if (!gone && versions.get(i).begun <= to) {
                some.add(versions.get(i));
            }
        }
        return some;
    }

}
