package io.filestore.cassandra;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * Lets requests of this instance for the same thing come one after the other. The nodes
 * would do that, too, but by letting those fail that come between.
 */
final class Queues {

    private final ConcurrentMap<String, CompletableFuture<?>> last = new ConcurrentHashMap<>();

    <T> CompletionStage<T> add(String thing, Supplier<CompletionStage<T>> request) {
        CompletableFuture<Object> turn = new CompletableFuture<>();
        CompletableFuture<?> before = this.last.put(thing, turn);
        CompletionStage<T> result = (before == null) ? request.get()
                : before.handleAsync((done, thrown) -> request.get()).thenCompose((stage) -> stage);
        return result.whenComplete((done, thrown) -> {
            this.last.remove(thing, turn);
            turn.complete(turn);
        });
    }

}
