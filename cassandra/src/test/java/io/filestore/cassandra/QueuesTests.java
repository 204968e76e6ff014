package io.filestore.cassandra;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class QueuesTests {

    private final Queues queues = new Queues();

    private final List<String> begun = new CopyOnWriteArrayList<>();

    @Test
    void requestsForOneThingWaitForEachOther() {
        CompletableFuture<String> first = new CompletableFuture<>();
        CompletionStage<String> one = add("a", "1", first);
        CompletionStage<String> two = add("a", "2", CompletableFuture.completedFuture("two"));
        CompletionStage<String> other = add("b", "3", CompletableFuture.completedFuture("three"));
        assertThat(other.toCompletableFuture().join()).isEqualTo("three");
        assertThat(this.begun).containsExactly("1", "3");
        first.complete("one");
        assertThat(two.toCompletableFuture().join()).isEqualTo("two");
        assertThat(one.toCompletableFuture().join()).isEqualTo("one");
    }

    @Test
    void aRequestThatFailsLetsTheNextOneBegin() {
        CompletionStage<String> one = add("a", "1", CompletableFuture.failedFuture(new IllegalStateException("no")));
        assertThat(add("a", "2", CompletableFuture.completedFuture("two")).toCompletableFuture().join())
            .isEqualTo("two");
        Awaitility.await().until(() -> one.toCompletableFuture().isCompletedExceptionally());
    }

    @Test
    void manyAtOnceAllComeNeverTwoTogether() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<CompletableFuture<Integer>> all = IntStream.range(0, 200)
            .parallel()
            .mapToObj((i) -> this.queues.add("a", () -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                return CompletableFuture.supplyAsync(() -> running.getAndDecrement());
            }).toCompletableFuture())
            .toList();
        all.forEach(CompletableFuture::join);
        assertThat(most).hasValue(1);
    }

    private CompletionStage<String> add(String thing, String name, CompletableFuture<String> result) {
        return this.queues.add(thing, () -> {
            this.begun.add(name);
            return result;
        });
    }

}
