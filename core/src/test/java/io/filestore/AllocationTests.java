package io.filestore;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.function.Supplier;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.filestore.config.CollectionOptions;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;

/** Bytes that a read allocates are counted exactly, so a clumsier way is found here. */
class AllocationTests {

    private static final int HUNDRED = 100;

    private static final int CALLS = 2000;

    private final Stores stores = new Stores((builder) -> builder.collection("c",
            CollectionOptions.memoryOnly().withIndexed("city").withUnique("email")));

    private RowCollection<Customer> customers;

    private RowCollection<Row> rows;

    private volatile Object sink;

    /** An immutable row. */
    record Customer(String email, String city, int age) {
    }

    @BeforeEach
    void open() {
        Store store = this.stores.open();
        this.customers = store.collection("c", Customer.class);
        this.rows = store.collection("c");
        for (int i = 0; i < HUNDRED; i++) {
            this.customers.put("id-" + i, new Customer(i + "@example.com", "Oslo", i));
        }
        this.customers.stream().forEach((row) -> assertThat(row.value()).isNotNull());
    }

    @AfterEach
    void close() {
        this.stores.close();
    }

    @Test
    void getOfAnImmutableRowAllocatesNothingButItsOptional() {
        assertThat(bytes(() -> this.customers.get("id-7"))).isLessThanOrEqualTo(bytes(() -> Optional.of(this)));
        assertThat(bytes(() -> this.customers.get("absent"))).isZero();
        assertThat(bytes(() -> this.customers.contains("id-7"))).isZero();
    }

    @Test
    void getOfARowSharesTheBytes() {
        assertThat(bytes(() -> this.rows.get("id-7"))).isLessThanOrEqualTo(64);
    }

    @Test
    void findByAUniqueFieldAllocatesLittleMoreThanTheAnswer() {
        assertThat(this.customers.find("email", "7@example.com")).hasSize(1);
        assertThat(bytes(() -> this.customers.find("email", "7@example.com"))).isLessThanOrEqualTo(600);
    }

    @Test
    void findByASharedValueAllocatesAnEntryAndAReferenceForEachRow() {
        assertThat(this.customers.find("city", "Oslo")).hasSize(HUNDRED);
        assertThat(bytes(() -> this.customers.find("city", "Oslo"))).isLessThanOrEqualTo(HUNDRED * 40L + 600);
    }

    /** What one call allocates once it is compiled or nearly so. */
    private long bytes(Supplier<Object> call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 10; attempt++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < CALLS; i++) {
                this.sink = call.get();
            }
            least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / CALLS);
        }
        assertThat(this.sink).isNotNull();
        return least;
    }

}
