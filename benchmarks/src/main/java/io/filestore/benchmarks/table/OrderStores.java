package io.filestore.benchmarks.table;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.filestore.benchmarks.child.Child;
import io.filestore.benchmarks.query.OrderKind;
import io.filestore.benchmarks.query.OrderSetup;

/**
 * Stores of orders, filled with the same rows, each in a process of its own.
 */
final class OrderStores {

    private static final int ROWS_PER_GIGABYTE = 250_000;

    private final Options options;

    private final int rows;

    private final boolean two;

    /**
     * @param two whether they have two indexes, by time and by total, and no more
     */
    OrderStores(Options options, int rows, boolean two) {
        this.options = options;
        this.rows = rows;
        this.two = two;
    }

    int rows() {
        return this.rows;
    }

    /** Fills these, unless another table has, two at a time. */
    void fill(List<OrderKind> kinds) {
        kinds.parallelStream().filter(OrderKind::hasFiles).forEach((kind) -> {
            OrderSetup setup = setup(kind);
            if (!Files.exists(setup.path())) {
                try (Child child = child()) {
                    open(child, setup);
                    load(child);
                }
            }
        });
    }

    /** Opens these, to be closed by the caller. */
    Map<OrderKind, Child> open(List<OrderKind> kinds) {
        Map<OrderKind, Child> children = new ConcurrentHashMap<>();
        kinds.parallelStream().forEach((kind) -> {
            Child child = child();
            children.put(kind, child);
            open(child, setup(kind));
            if (!kind.hasFiles()) {
                load(child);
            }
            prepare(child);
        });
        return children;
    }

    /** A fresh virtual machine with heap enough. */
    Child child() {
        return Child.start(2 + this.rows / ROWS_PER_GIGABYTE, this.options.work());
    }

    OrderSetup setup(OrderKind kind) {
        Path directory = this.options.work()
            .resolve("orders-" + kind.key() + "-" + this.rows + (this.two ? "-two" : ""));
        return new OrderSetup(kind, directory.toString(), this.two);
    }

    private static void open(Child child, OrderSetup setup) {
        child.run((session) -> session.orders().open(setup));
    }

    private void load(Child child) {
        int count = this.rows;
        child.run((session) -> session.orders().load(count));
    }

    void prepare(Child child) {
        int count = this.rows;
        child.run((session) -> session.orders().prepare(count));
    }

}
