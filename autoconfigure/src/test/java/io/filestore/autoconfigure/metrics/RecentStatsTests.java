package io.filestore.autoconfigure.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.Tags;
import org.junit.jupiter.api.Test;

import io.filestore.Store;
import io.filestore.autoconfigure.Figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

class RecentStatsTests {

    private final Store store = Figures.store();

    /** About to overflow, as a clock may that counts from anywhere. */
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1000);

    private final RecentStats stats = new RecentStats(this.store, Tags.empty(), this.nanos::get);

    @Test
    void figuresAreTakenAnewAfterFiftyMillisecondsAndNotBefore() {
        this.stats.get();
        this.nanos.addAndGet(Duration.ofMillis(50).toNanos() - 1);
        clearInvocations(this.store);
        assertThat(this.stats.get()).isNotNull();
        verifyNoInteractions(this.store);
        this.nanos.incrementAndGet();
        this.stats.get();
        this.stats.get();
        verify(this.store, times(1)).stats();
    }

    @Test
    void collectionIsToldOnceHoweverOftenFiguresAreTaken() {
        List<String> told = new ArrayList<>();
        this.stats.onCollection((collection) -> told.add(collection.name()));
        assertThat(told).containsExactly("users");
        this.stats.get();
        this.nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        this.stats.get();
        assertThat(told).containsExactly("users");
    }

}
