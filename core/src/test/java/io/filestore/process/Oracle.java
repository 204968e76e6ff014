package io.filestore.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Knows, from what the killed processes said, what the next one must find. Outside the
 * store, so that it cannot share its errors.
 */
final class Oracle {

    private final Map<String, RowHistory> histories = new HashMap<>();

    private final Map<String, Long> found = new HashMap<>();

    /** By writer: the rows of the write that is not acknowledged yet, and its states. */
    private final Map<String, Map<String, Long>> underWay = new HashMap<>();

    private final List<String> violations = new ArrayList<>();

    private long acknowledged;

    private long leastLsn;

    private long greatestVersion;

    private long lastRunsVersion;

    private boolean accountsSeen;

    /** Takes a line of a {@link KillChild}. */
    void hear(String line) {
        String[] words = line.split(" ");
        switch (words[0]) {
            case "OPEN" -> open(Long.parseLong(words[1]));
            case "ROW" -> row(words[1] + " " + words[2], Long.parseLong(words[3]), Long.parseLong(words[4]));
            case "SUM" -> sum(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
            case "END" -> compare();
            case "I" -> intend(words);
            case "A" -> acknowledge(words[1], Long.parseLong(words[2]));
            case "B" -> this.histories.values().forEach(RowHistory::beginFlush);
            case "F" -> this.histories.values().forEach(RowHistory::endFlush);
            case "X" -> this.violations.add(line);
            default -> {
                // READY and STOP are for the one who kills.
            }
        }
    }

    private void open(long lsn) {
        this.found.clear();
        this.lastRunsVersion = this.greatestVersion;
        if (lsn < this.leastLsn) {
            this.violations.add("The log ends at LSN " + lsn + " but had acknowledged " + this.leastLsn);
        }
        this.leastLsn = Math.max(this.leastLsn, lsn);
    }

    private void row(String row, long state, long version) {
        this.found.put(row, state);
        if (version <= this.lastRunsVersion) {
            this.violations.add(row + " has version " + version + ", but an earlier process gave as much as "
                    + this.lastRunsVersion);
        }
        this.greatestVersion = Math.max(this.greatestVersion, version);
    }

    private void sum(int accounts, int total) {
        boolean right = (accounts == Layout.ACCOUNT_COUNT && total == accounts * Layout.BALANCE)
                || (accounts == 0 && !this.accountsSeen);
        if (!right) {
            this.violations.add(accounts + " accounts have " + total);
        }
        this.accountsSeen |= accounts > 0;
    }

    private void compare() {
        this.found.keySet().forEach(this::history);
        this.underWay.forEach(this::compareTransaction);
        this.underWay.clear();
        this.histories.forEach((row, history) -> {
            long state = this.found.getOrDefault(row, 0L);
            String expected = history.toString();
            if (!history.found(state)) {
                this.violations.add(row + " is at " + state + " but must be " + expected);
            }
        });
    }

    private void compareTransaction(String writer, Map<String, Long> rows) {
        long there = 0;
        long logged = 0;
        for (Map.Entry<String, Long> row : rows.entrySet()) {
            if (history(row.getKey()).isLogged()) {
                logged++;
                there += this.found.getOrDefault(row.getKey(), 0L).equals(row.getValue()) ? 1 : 0;
            }
        }
        if (there != 0 && there != logged) {
            this.violations.add("Half of a transaction: " + there + " of " + logged + " logged rows of " + rows);
        }
    }

    private void intend(String[] words) {
        Map<String, Long> rows = new HashMap<>();
        for (int i = 2; i < words.length; i += 3) {
            String row = words[i] + " " + words[i + 1];
            rows.put(row, Long.parseLong(words[i + 2]));
            history(row).intend(rows.get(row));
        }
        this.underWay.put(words[1], rows);
    }

    private void acknowledge(String writer, long version) {
        Map<String, Long> rows = this.underWay.remove(writer);
        rows.keySet().forEach((row) -> {
            history(row).acknowledge();
            this.leastLsn += history(row).isLogged() ? 1 : 0;
        });
        this.acknowledged++;
        if (version != 0 && version <= this.lastRunsVersion) {
            this.violations.add("A write got version " + version + " again");
        }
        this.greatestVersion = Math.max(this.greatestVersion, version);
    }

    private RowHistory history(String row) {
        return this.histories.computeIfAbsent(row,
                (key) -> new RowHistory(Layout.isLogged(key.substring(0, key.indexOf(' ')))));
    }

    long acknowledged() {
        return this.acknowledged;
    }

    List<String> violations() {
        return this.violations;
    }

}
