package io.filestore.process;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.Transaction;
import io.filestore.process.StoreDump.Account;
import io.filestore.query.Query;
import io.filestore.row.RowEntry;

/**
 * Changes rows that are its own, in all collections, and moves money between accounts
 * that are everybody's.
 */
final class KillWriter implements Runnable {

    private static final int ROWS = 12;

    private final Store store;

    private final int writer;

    private final Random random;

    private long number;

    KillWriter(Store store, int writer, Random random, long first) {
        this.store = store;
        this.writer = writer;
        this.random = random;
        this.number = first;
    }

    static void openAccounts(Store store) {
        store.transact((tx) -> {
            RowCollection<Account> accounts = tx.collection(Layout.ACCOUNTS, Account.class);
            if (accounts.count() == 0) {
                for (int i = 0; i < Layout.ACCOUNT_COUNT; i++) {
                    accounts.put("a" + i, new Account(Layout.BALANCE));
                }
            }
            return null;
        });
    }

    @Override
    public void run() {
        run(Long.MAX_VALUE);
    }

    void run(long writes) {
        for (long i = 0; i < writes; i++) {
            this.number++;
            if (this.random.nextInt(5) == 0) {
                transfer();
            }
            else {
                change(anyOf(this.random.nextBoolean() ? Layout.LOGGED : Layout.UNLOGGED));
            }
            if (i % 16 == 0) {
                query(anyOf(this.random.nextBoolean() ? Layout.LOGGED : Layout.UNLOGGED));
            }
            LockSupport.parkNanos(this.random.nextInt(600_000));
        }
    }

    private void change(String name) {
        RowCollection<NumberedRow> collection = this.store.collection(name, NumberedRow.class);
        String id = anyId();
        RowEntry<NumberedRow> before = collection.entry(id).orElse(null);
        boolean delete = before != null && this.random.nextInt(4) == 0;
        intend(name + " " + id + " " + (delete ? 0 : this.number));
        acknowledge(delete ? delete(collection, before) : write(collection, id, before));
    }

    private long delete(RowCollection<NumberedRow> collection, RowEntry<NumberedRow> before) {
        if (this.random.nextBoolean()) {
            collection.delete(before.id(), before.version());
        }
        else {
            require(collection.delete(before.id()));
        }
        return 0;
    }

    private long write(RowCollection<NumberedRow> collection, String id, RowEntry<NumberedRow> before) {
        NumberedRow row = row(id);
        if (this.random.nextBoolean()) {
            return collection.put(id, row).version();
        }
        if (before == null) {
            require(collection.putIfAbsent(id, row));
            return 0;
        }
        if (this.random.nextBoolean()) {
            return collection.put(id, row, before.version()).version();
        }
        require(collection.update(id, (old) -> row).isPresent());
        return 0;
    }

    /** The rows of this writer stand together in an order that all writers change. */
    private void query(String name) {
        RowCollection<NumberedRow> collection = this.store.collection(name, NumberedRow.class);
        List<RowEntry<NumberedRow>> own = collection.find(Query.where("writer").between(this.writer, this.writer));
        require(own.equals(collection.find("writer", this.writer)));
        require(Set.copyOf(own)
            .equals(collection.stream()
                .filter((row) -> row.value().writer() == this.writer)
                .collect(Collectors.toSet())));
        List<String> tags = collection.find(Query.where("tag").greaterThan("").orderBy("tag").limit(5))
            .stream()
            .map((row) -> row.value().tag())
            .toList();
        require(tags.equals(tags.stream().distinct().sorted().toList()));
    }

    private void transfer() {
        String logged = anyOf(Layout.LOGGED);
        String unlogged = anyOf(Layout.UNLOGGED);
        String id = anyId();
        String own = "t" + this.writer;
        String from = "a" + this.random.nextInt(Layout.ACCOUNT_COUNT);
        String to = "a" + this.random.nextInt(Layout.ACCOUNT_COUNT);
        int amount = this.random.nextInt(10);
        intend(Layout.TRANSFERS + " " + own + " " + this.number + " " + logged + " " + id + " " + this.number + " "
                + unlogged + " " + id + " " + this.number);
        this.store.transact((tx) -> {
            tx.collection(Layout.TRANSFERS, NumberedRow.class).put(own, row(own));
            move(tx, from, -amount);
            tx.collection(logged, NumberedRow.class).put(id, row(id));
            tx.collection(unlogged, NumberedRow.class).put(id, row(id));
            move(tx, to, amount);
            return null;
        });
        acknowledge(0);
    }

    private static void move(Transaction tx, String account, int amount) {
        RowCollection<Account> accounts = tx.collection(Layout.ACCOUNTS, Account.class);
        accounts.put(account, new Account(accounts.get(account).orElseThrow().balance() + amount));
    }

    private String anyId() {
        return "W" + this.writer + "/" + this.random.nextInt(ROWS);
    }

    private String anyOf(List<String> names) {
        return names.get(this.random.nextInt(names.size()));
    }

    private NumberedRow row(String id) {
        return NumberedRow.of(id, this.number, this.writer);
    }

    private void intend(String changes) {
        Report.line("I " + this.writer + " " + changes);
    }

    private void acknowledge(long version) {
        Report.line("A " + this.writer + " " + version);
    }

    private static void require(boolean done) {
        if (!done) {
            throw new IllegalStateException(
                    "Rows that only this thread writes were not as it left them, or out of order");
        }
    }

}
