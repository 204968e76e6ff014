package io.filestore.cassandra;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SideBySideTests {

    private final List<Integer> things = IntStream.range(0, 500).boxed().toList();

    @Test
    void resultsComeInTheOrderOfTheThings() {
        assertThat(SideBySide.each(this.things, 16, (i) -> CompletableFuture.supplyAsync(() -> i * 2))
            .toCompletableFuture()
            .join()).isEqualTo(this.things.stream().map((i) -> i * 2).toList());
        assertThat(SideBySide.each(List.of(), 16, CompletableFuture::completedStage).toCompletableFuture().join())
            .isEmpty();
    }

    @Test
    void noMoreAreUnderWayThanAreAllowed() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        SideBySide.each(this.things, 4, (i) -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            return CompletableFuture.supplyAsync(running::decrementAndGet);
        }).toCompletableFuture().join();
        assertThat(most.get()).isBetween(1, 4);
    }

    @Test
    void oneThatFailsFailsAll() {
        assertThatExceptionOfType(CompletionException.class)
            .isThrownBy(() -> SideBySide
                .each(this.things, 4,
                        (i) -> (i == 7) ? CompletableFuture.failedStage(new IllegalStateException("seven"))
                                : CompletableFuture.completedStage(i))
                .toCompletableFuture()
                .join())
            .withMessageContaining("seven");
    }

    @Test
    void answersThatAreThereAtOnceDoNotPileUpCalls() {
        List<Integer> many = IntStream.range(0, 100_000).boxed().toList();
        assertThat(SideBySide.each(many, 1, CompletableFuture::completedStage).toCompletableFuture().join())
            .hasSize(100_000);
    }

}
