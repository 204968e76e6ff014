package io.filestore.benchmarks.table;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.filestore.benchmarks.report.Folders;

/**
 * How much is measured.
 *
 * @param rows rows in a collection
 * @param manyRows rows where it is about many, as at a start
 * @param largest the most rows of a table about growth
 * @param rounds how often each contestant has its turn
 * @param slice how long a turn with forced writes is, and a slice of the raw loop;
 * without force four times as long
 * @param turn how long a turn without forced writes is: several flushes of whoever
 * flushes
 * @param work where contestants have their files
 * @param results where figures go
 */
public record Options(int rows, int manyRows, int largest, int rounds, Duration slice, Duration turn, Path work,
        Path results) {

    public Options withWork(Path directory) {
        return new Options(this.rows, this.manyRows, this.largest, this.rounds, this.slice, this.turn, directory,
                this.results);
    }

    /** A directory that does not exist yet. */
    Path fresh(String name) {
        Path directory = this.work.resolve(name);
        Folders.delete(directory);
        return directory;
    }

    /** Few rows and many. */
    List<Integer> rowCounts() {
        return List.of(this.rows, this.manyRows);
    }

    /** Where a round takes long. */
    int fewRounds() {
        return Math.min(this.rounds, 3);
    }

    Duration warmUp() {
        return this.slice.multipliedBy(20);
    }

    /** How long a turn of a round is; round 0 is there to warm up. */
    Duration unforced(int round) {
        return (round == 0) ? this.slice.multipliedBy(4) : this.turn;
    }

}
