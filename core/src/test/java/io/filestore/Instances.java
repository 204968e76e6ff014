package io.filestore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.filestore.config.CollectionOptions;
import io.filestore.config.Writes;
import io.filestore.remote.MemoryEngine;
import io.filestore.row.Row;

/**
 * Stores that share an engine, as instances of one application do: groups {@code billing}
 * and {@code shop}, rows each for themselves, and a collection that each has for itself.
 */
final class Instances implements AutoCloseable {

    static final CollectionOptions ROWS = CollectionOptions.of(MemoryEngine.STRATEGY);

    static final CollectionOptions BILLING = ROWS.withGroup("billing");

    private final MemoryEngine engine = new MemoryEngine();

    private final List<Stores> stores = new ArrayList<>();

    MemoryEngine engine() {
        return this.engine;
    }

    Stores prepare() {
        Stores one = new Stores((builder) -> builder.engine(this.engine)
            .collection("accounts", BILLING.withIndexed("owner", "city"))
            .collection("users", BILLING.withUnique("email").withUniqueTogether("tenant", "name"))
            .collection("sessions", BILLING.withUnique("token").withTtl(Duration.ofMinutes(1)))
            .collection("carts", ROWS.withGroup("shop"))
            .collection("orders", ROWS.withIndexed("status").withIndexedTogether("city", "total"))
            .collection("views", ROWS.withWrites(Writes.LAST_WRITE_WINS))
            .collection("notes", CollectionOptions.filePerRecord()));
        this.stores.add(one);
        return one;
    }

    Store open() {
        return prepare().open();
    }

    static Row row(String json) {
        return Stores.row(json);
    }

    @Override
    public void close() {
        this.stores.forEach(Stores::close);
    }

}
