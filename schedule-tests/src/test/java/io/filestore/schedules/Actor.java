package io.filestore.schedules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.filestore.SettableClock;
import io.filestore.Store;
import io.filestore.Transaction;
import io.filestore.error.StoreClosedException;
import io.filestore.error.TransactionConflictException;
import io.filestore.error.UniqueViolationException;
import io.filestore.error.VersionConflictException;
import io.filestore.io.MemoryDirectory;
import io.filestore.schedules.Operation.Outcome;

/**
 * A thread of a simulation: does one random thing after the other, and notes what it was
 * told.
 */
final class Actor {

    private static final int STEPS_OF_A_THOUGHT = 100;

    private final Store store;

    private final MemoryDirectory disk;

    private final SettableClock clock;

    private final Moments moments;

    private final String name;

    private final Draw draw;

    private final Reads reads;

    private final Writes writes;

    private volatile int thought;

    final List<Operation> operations = new ArrayList<>();

    Actor(String name, Store store, MemoryDirectory disk, SettableClock clock, Moments moments, Draw draw) {
        this.name = name;
        this.store = store;
        this.disk = disk;
        this.clock = clock;
        this.moments = moments;
        this.draw = draw;
        this.reads = new Reads(draw);
        this.writes = new Writes(store, draw, this.reads);
    }

    /**
     * Does so many things.
     * @param keeper whether it also flushes often, and moves the clock
     */
    void run(int steps, boolean keeper) {
        for (int i = 0; i < steps; i++) {
            int die = this.draw.below(keeper ? 105 : 85);
            if (die < 35) {
                run("transact", this::transact);
            }
            else if (die < 65) {
                write(this.draw.below(6));
            }
            else if (die < 80) {
                read(this.draw.below(4));
            }
            else if (die < 95) {
                run("flush", this::flush);
            }
            else {
                this.clock.advance(Duration.ofMillis(1 + this.draw.below(30_000)));
            }
        }
    }

    private void write(int die) {
        switch (die) {
            case 0 -> run("put if", this.writes::putIf);
            case 1 -> run("put if absent", this.writes::putIfAbsent);
            case 2 -> run("update", this.writes::update);
            case 3 -> run("delete", this.writes::delete);
            case 4 -> run("delete if", this.writes::deleteIf);
            default -> run("put", this.writes::put);
        }
    }

    private void read(int die) {
        String name = this.draw.collection();
        switch (die) {
            case 0 -> runLoosely("find", (operation) -> this.reads.find(operation, this.store.collection(name)));
            case 1 -> run("query", (operation) -> this.reads.query(operation, this.store.collection(name)));
            case 2 -> runLoosely("count", (operation) -> this.reads.count(operation, this.store.collection(name)));
            default -> run("get", (operation) -> this.reads.get(operation, this.store.collection(name)));
        }
    }

    private void flush(Operation operation) {
        operation.flushed = (this.draw.below(3) > 0) ? this.store.flush().lsn()
                : this.store.compact(this.draw.loggedCollection()).lsn();
    }

    private void runLoosely(String what, Consumer<Operation> work) {
        run(what, (operation) -> {
            operation.loose = true;
            work.accept(operation);
        });
    }

    private void run(String what, Consumer<Operation> work) {
        Operation operation = new Operation(this.name + " " + what);
        this.operations.add(operation);
        operation.from = this.clock.millis();
        operation.begin = this.moments.next();
        try {
            work.accept(operation);
            operation.outcome = Outcome.DONE;
        }
        catch (StoreClosedException | TransactionConflictException ex) {
            operation.seen.clear();
            operation.outcome = Outcome.REFUSED;
        }
        catch (VersionConflictException | UniqueViolationException ex) {
            operation.outcome = Outcome.REFUSED;
        }
        catch (RuntimeException | Error ex) {
            if (this.disk.hasPower()) {
                throw ex;
            }
        }
        operation.end = this.moments.next();
        operation.to = this.clock.millis();
    }

    /** Reads and writes in two collections; what it writes has a mark in the log. */
    private void transact(Operation operation) {
        List<String> two = List.of(this.draw.collection(), this.draw.loggedCollection());
        this.store.transact((transaction) -> {
            operation.beginAgain(this.clock.millis());
            for (int i = 1 + this.draw.below(5); i > 0; i--) {
                act(operation, transaction, this.draw.any(two));
            }
            if (!operation.writes.isEmpty() && !operation.isMarked()) {
                put(operation, transaction, two.get(1));
            }
            think();
            return null;
        });
    }

    /** So that others can commit between what it has read and its own commit. */
    private void think() {
        for (int i = this.draw.below(2) * STEPS_OF_A_THOUGHT; i > 0; i--) {
            this.thought = i;
        }
    }

    private void act(Operation operation, Transaction transaction, String collection) {
        switch (this.draw.below(10)) {
            case 0, 1, 2 -> this.reads.get(operation, transaction.collection(collection));
            case 3 -> this.reads.find(operation, transaction.collection(collection));
            case 4 -> this.reads.query(operation, transaction.collection(collection));
            case 5 -> this.reads.count(operation, transaction.collection(collection));
            case 6 -> {
                RowName row = this.draw.row(collection);
                boolean deleted = transaction.collection(collection).delete(row.id());
                operation.sawThere(row, deleted);
                if (deleted) {
                    operation.wrote(row, null);
                }
            }
            default -> put(operation, transaction, collection);
        }
    }

    private void put(Operation operation, Transaction transaction, String collection) {
        RowName row = this.draw.row(collection);
        Item item = this.draw.item();
        operation.sawThere(row, !transaction.collection(collection).put(row.id(), item.row()).inserted());
        operation.wrote(row, item);
    }

}
