package io.filestore.benchmarks.child;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import io.filestore.benchmarks.data.Order;
import io.filestore.benchmarks.query.OrderSetup;
import io.filestore.benchmarks.query.OrderStore;
import io.filestore.benchmarks.query.Orders;
import io.filestore.benchmarks.query.Parameters;
import io.filestore.benchmarks.query.Question;
import io.filestore.benchmarks.query.RowForm;

/**
 * What a child process can be told to do with a store of orders.
 */
public final class OrderSession {

    private static final int SEED = 16;

    private final Map<RowForm, Orders> orders = new EnumMap<>(RowForm.class);

    private final RandomGenerator random = new SplittableRandom();

    private @Nullable OrderStore open;

    private Parameters parameters = new Parameters(0);

    /** Of each row, at this moment. */
    private int[] totals = {};

    private @Nullable Object last;

    /** Opens a store that has been filled. */
    public Timed open(OrderSetup setup) throws Exception {
        return Timed.of(() -> this.open = setup.open());
    }

    public void close() throws Exception {
        if (this.open != null) {
            this.open.close();
            this.open = null;
            this.orders.clear();
        }
    }

    /** Fills the store that is open. */
    public void load(int rows) throws Exception {
        store().load(rows);
    }

    /** Makes what queries are asked with. */
    public void prepare(int rows) {
        this.parameters = new Parameters(rows);
        this.totals = new int[rows];
        Arrays.setAll(this.totals, Order::total);
    }

    /** What is found, the same for all stores with the same rows. */
    public List<String> answers(Question question, RowForm form, int count) {
        Random same = new Random(SEED);
        Orders asked = orders(form);
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            answers.add(question.answer(asked, this.parameters, same));
        }
        return answers;
    }

    /** Asks again and again until this thread has had that much of a processor. */
    public Timed ask(Question question, RowForm form, Duration processor) {
        Orders asked = orders(form);
        return Asking.until(processor, () -> this.last = question.ask(asked, this.parameters, this.random));
    }

    /** Asks once. */
    public Timed askOnce(Question question, RowForm form) throws Exception {
        Orders asked = orders(form);
        return Timed.of(() -> this.last = question.ask(asked, this.parameters, this.random));
    }

    /**
     * Puts rows at random and settles, which is not measured.
     * @param moving whether each gets another place in the order of totals
     * @return what one took, with the processor time of this thread
     */
    public Timed puts(int count, boolean moving) throws Exception {
        OrderStore store = store();
        int rows = this.parameters.rows();
        List<String> ids = new ArrayList<>(count);
        List<Order> changed = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int number = this.random.nextInt(rows);
            if (moving) {
                this.totals[number] = this.random.nextInt(Order.TOTALS);
            }
            ids.add(Order.id(number));
            changed.add(Order.number(number, rows).changed(this.random.nextInt(), this.totals[number]));
        }
        Timed timed = Timed.ofThread(() -> {
            for (int i = 0; i < count; i++) {
                store.put(ids.get(i), changed.get(i));
            }
        });
        store.settle();
        return timed.each(count);
    }

    private Orders orders(RowForm form) {
        return this.orders.computeIfAbsent(form, (each) -> store().orders(each));
    }

    private OrderStore store() {
        if (this.open == null) {
            throw new IllegalStateException("Nothing is open.");
        }
        return this.open;
    }

}
