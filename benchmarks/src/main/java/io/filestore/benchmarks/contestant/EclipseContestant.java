package io.filestore.benchmarks.contestant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

import org.eclipse.store.storage.embedded.types.EmbeddedStorage;
import org.eclipse.store.storage.embedded.types.EmbeddedStorageManager;
import org.jspecify.annotations.Nullable;

import io.filestore.benchmarks.data.Customer;

/**
 * EclipseStore: a graph of objects below one root. A put changes a holder and stores that
 * holder alone, as its manual advises; the maps are stored when the store is filled.
 */
final class EclipseContestant implements Contestant {

    private final EmbeddedStorageManager storage;

    private final Root root;

    EclipseContestant(Setup setup) {
        if (setup.forced()) {
            throw new IllegalArgumentException("EclipseStore forces nothing to disk.");
        }
        this.storage = EmbeddedStorage.start(new Root(), setup.path());
        this.root = (Root) this.storage.root();
    }

    @Override
    public void load(int count) {
        for (int i = 0; i < count; i++) {
            Customer row = Customer.number(i);
            Holder holder = new Holder(row);
            this.root.rows.put(Customer.id(i), holder);
            this.root.byEmail.put(row.email(), holder);
            this.root.byCity.computeIfAbsent(row.city(), (city) -> new ArrayList<>()).add(holder);
        }
        this.storage.storeRoot();
        this.storage.storeAll(this.root.rows, this.root.byEmail, this.root.byCity);
    }

    @Override
    public void put(String id, Customer row) {
        Holder holder = this.root.rows.get(id);
        if (holder == null) {
            throw new IllegalArgumentException("Only rows that are there are put here: " + id);
        }
        synchronized (holder) {
            holder.row = row;
            this.storage.store(holder);
        }
    }

    @Override
    public @Nullable Customer get(String id) {
        return value(this.root.rows.get(id));
    }

    @Override
    public @Nullable Customer findByEmail(String email) {
        return value(this.root.byEmail.get(email));
    }

    @Override
    public List<Customer> findByCity(String city) {
        List<Customer> found = new ArrayList<>();
        for (Holder holder : this.root.byCity.getOrDefault(city, new ArrayList<>())) {
            found.add(holder.row);
        }
        return found;
    }

    private static @Nullable Customer value(@Nullable Holder holder) {
        return (holder != null) ? holder.row : null;
    }

    @Override
    public void flush() {
        throw new UnsupportedOperationException("EclipseStore forces nothing to disk.");
    }

    @Override
    public void settle() {
    }

    @Override
    public void close() {
        this.storage.shutdown();
    }

    static final class Root {

        final HashMap<String, Holder> rows = new HashMap<>();

        final HashMap<String, Holder> byEmail = new HashMap<>();

        final HashMap<String, ArrayList<Holder>> byCity = new HashMap<>();

    }

    static final class Holder {

        volatile Customer row;

        Holder(Customer row) {
            this.row = row;
        }

    }

}
