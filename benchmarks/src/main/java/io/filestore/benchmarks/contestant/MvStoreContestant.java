package io.filestore.benchmarks.contestant;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

import io.filestore.benchmarks.data.Customer;

/**
 * H2's MVStore: a map for the rows and one for each index. A change is in the file after
 * {@code commit()} and forced after {@code sync()}; the commits in the background are
 * switched off ({@code autoCommitDisabled}), as each put makes its own.
 */
final class MvStoreContestant implements Contestant {

    private final MVStore store;

    private final MVMap<String, byte[]> rows;

    private final MVMap<String, String> byEmail;

    private final MVMap<String, String> byCity;

    private final boolean forced;

    MvStoreContestant(Setup setup) {
        this.store = new MVStore.Builder().fileName(setup.path().resolve("rows.mv").toString())
            .autoCommitDisabled()
            .open();
        this.rows = this.store.openMap("rows");
        this.byEmail = this.store.openMap("email");
        this.byCity = this.store.openMap("city");
        this.forced = setup.forced();
    }

    @Override
    public void load(int count) {
        for (int i = 0; i < count; i++) {
            write(Customer.id(i), Customer.number(i));
            if (i % 10_000 == 0) {
                this.store.commit();
            }
        }
        flush();
    }

    private void write(String id, Customer row) {
        this.rows.put(id, RowJson.encode(row));
        this.byEmail.put(row.email(), id);
        this.byCity.put(row.city() + '\0' + id, id);
    }

    /** Nothing keeps a commit of another thread from coming between the three maps. */
    @Override
    public void put(String id, Customer row) {
        write(id, row);
        this.store.commit();
        if (this.forced) {
            this.store.sync();
        }
    }

    @Override
    public @Nullable Customer get(String id) {
        return RowJson.decode(this.rows.get(id));
    }

    @Override
    public @Nullable Customer findByEmail(String email) {
        String id = this.byEmail.get(email);
        return (id != null) ? get(id) : null;
    }

    @Override
    public List<Customer> findByCity(String city) {
        List<Customer> found = new ArrayList<>();
        String prefix = city + '\0';
        Iterator<String> keys = this.byCity.keyIterator(prefix);
        while (keys.hasNext()) {
            String key = keys.next();
            if (!key.startsWith(prefix)) {
                break;
            }
            Customer row = get(key.substring(prefix.length()));
            if (row != null) {
                found.add(row);
            }
        }
        return found;
    }

    @Override
    public void flush() {
        this.store.commit();
        this.store.sync();
    }

    @Override
    public void settle() {
        this.store.commit();
    }

    @Override
    public void close() {
        this.store.close();
    }

}
