package io.filestore.schedules;

import io.filestore.schedules.Operation.Outcome;

/** What simulations have done. */
final class Tally {

    private long steps;

    private int openings;

    private int closings;

    private int failedOpenings;

    private int operations;

    private int refused;

    private int unknown;

    private int commits;

    private int batches;

    private int transactions;

    void add(Round round, long roundSteps) {
        this.steps += roundSteps;
        this.openings++;
        this.failedOpenings += (round.found == null) ? 1 : 0;
        this.closings += round.closed ? 1 : 0;
        for (Operation operation : round.operations()) {
            this.operations++;
            this.refused += (operation.outcome == Outcome.REFUSED) ? 1 : 0;
            this.unknown += (operation.outcome == Outcome.UNKNOWN) ? 1 : 0;
        }
        this.commits += round.commits().size();
        this.batches += (int) round.commits().stream().map(Commit::moment).distinct().count();
        this.transactions += (int) round.commits().stream().filter((commit) -> commit.last() > commit.first()).count();
    }

    @Override
    public String toString() {
        return ("%d openings (%d cut off by a power loss), %d orderly closings, %d operations (%d refused, %d cut off),"
                + " %d commits in %d batches (%d of several rows), %d steps")
            .formatted(this.openings, this.failedOpenings, this.closings, this.operations, this.refused, this.unknown,
                    this.commits, this.batches, this.transactions, this.steps);
    }

}
