package io.filestore.schedules;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.pastalab.fray.core.ThreadContext;
import org.pastalab.fray.core.randomness.Randomness;
import org.pastalab.fray.core.scheduler.Scheduler;

/**
 * Lets a thread run as long as it can, and others wait long: that of the highest priority
 * goes on, until chance gives it another. Finds what needs one thread to stand still
 * while another does much, which Fray's own schedulers do not come to.
 */
final class Priorities extends Scheduler {

    private static final double[] CHANGES = { 0.1, 0.02, 0.004 };

    private final Map<ThreadContext, Double> priorities = new HashMap<>();

    /** How probably a step changes a priority. */
    private final double changes;

    Priorities(Randomness random) {
        super(random);
        this.changes = CHANGES[random.nextInt() % CHANGES.length];
    }

    @Override
    public ThreadContext scheduleNextOperation(List<ThreadContext> threads, Collection<ThreadContext> allThreads) {
        ThreadContext next = threads.get(0);
        if (threads.size() == 1) {
            return next;
        }
        for (ThreadContext thread : threads) {
            if (priority(thread) > priority(next)) {
                next = thread;
            }
        }
        if (getRand().nextDouble() < this.changes) {
            this.priorities.remove(next);
        }
        return next;
    }

    private double priority(ThreadContext thread) {
        return this.priorities.computeIfAbsent(thread, (added) -> getRand().nextDouble());
    }

    @Override
    public Scheduler nextIteration(Randomness randomness) {
        return new Priorities(randomness);
    }

}
