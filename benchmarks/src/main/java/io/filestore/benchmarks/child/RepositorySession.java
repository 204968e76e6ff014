package io.filestore.benchmarks.child;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import io.filestore.benchmarks.repository.OrderCall;
import io.filestore.benchmarks.repository.OrderCalls;
import io.filestore.benchmarks.repository.OrderParameters;
import io.filestore.benchmarks.repository.RepositoryAccess;
import io.filestore.benchmarks.repository.RepositorySetup;
import io.filestore.benchmarks.repository.RepositoryStore;
import io.filestore.benchmarks.repository.StoredOrder;

/**
 * What a child process can be told to do with a repository.
 */
public final class RepositorySession {

    private static final int SEED = 17;

    private final Map<RepositoryAccess, OrderCalls> calls = new EnumMap<>(RepositoryAccess.class);

    private final RandomGenerator random = new SplittableRandom();

    private @Nullable RepositoryStore open;

    private OrderParameters parameters = new OrderParameters(0);

    private @Nullable Object last;

    /** Opens a store, and prepares for calls about so many rows. */
    public void open(RepositorySetup setup, int rows) throws IOException {
        this.open = setup.open();
        this.parameters = new OrderParameters(rows);
    }

    public void close() {
        if (this.open != null) {
            this.open.close();
            this.open = null;
            this.calls.clear();
        }
    }

    /** Fills the store that is open. */
    public void load() {
        store().load(this.parameters.rows());
    }

    /** What is found, the same for all stores with the same rows. */
    public List<String> answers(OrderCall call, RepositoryAccess access, int count) {
        Random same = new Random(SEED);
        this.parameters.forget();
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            answers.add(call.answer(calls(access), this.parameters, same));
        }
        return answers;
    }

    /**
     * Makes a call again and again until this thread has had that much of a processor.
     */
    public Timed call(OrderCall call, RepositoryAccess access, Duration processor) {
        OrderCalls called = calls(access);
        return Asking.until(processor, () -> this.last = call.make(called, this.parameters, this.random));
    }

    /**
     * Saves entities, and settles, which is not measured.
     * @param added whether they are new, and deleted afterwards
     * @return what one took, with the processor time of this thread
     */
    public Timed saves(RepositoryAccess access, int count, boolean added) throws Exception {
        OrderCalls called = calls(access);
        int rows = this.parameters.rows();
        List<StoredOrder> orders = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            orders.add(added ? StoredOrder.unsaved(i, rows)
                    : StoredOrder.number(this.random.nextInt(rows), rows).changed(10 + this.random.nextInt(90)));
        }
        List<String> ids = new ArrayList<>(count);
        Timed timed = Timed.ofThread(() -> {
            for (StoredOrder order : orders) {
                ids.add(called.save(order));
            }
        });
        if (added) {
            store().delete(ids);
        }
        store().settle();
        return timed.each(count);
    }

    private OrderCalls calls(RepositoryAccess access) {
        return this.calls.computeIfAbsent(access, store()::calls);
    }

    private RepositoryStore store() {
        if (this.open == null) {
            throw new IllegalStateException("Nothing is open.");
        }
        return this.open;
    }

}
