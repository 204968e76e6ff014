package io.filestore.cassandra;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Requests for several things at once, a number of them at the same time. The next is
 * made on the thread that an answer came on, one of the driver's, so making it must not
 * wait.
 */
final class SideBySide {

    private SideBySide() {
    }

    /** The results in the order of the things; fails once all have ended if one has. */
    static <T, R extends @Nullable Object> CompletionStage<List<R>> each(List<T> things, int most,
            Function<T, CompletionStage<R>> request) {
        AtomicReferenceArray<R> results = new AtomicReferenceArray<>(things.size());
        AtomicInteger next = new AtomicInteger();
        List<CompletableFuture<?>> lanes = new ArrayList<>();
        for (int i = 0; i < Math.min(most, things.size()); i++) {
            lanes.add(lane(things, next, results, request).toCompletableFuture());
        }
        return CompletableFuture.allOf(lanes.toArray(CompletableFuture[]::new)).thenApply((done) -> {
            List<R> list = new ArrayList<>();
            for (int i = 0; i < results.length(); i++) {
                list.add(results.get(i));
            }
            return list;
        });
    }

    private static <T, R extends @Nullable Object> CompletionStage<?> lane(List<T> things, AtomicInteger next,
            AtomicReferenceArray<R> results, Function<T, CompletionStage<R>> request) {
        // a loop, so that answers that are there at once do not pile up calls
        for (int i = next.getAndIncrement(); i < things.size(); i = next.getAndIncrement()) {
            int index = i;
            CompletableFuture<R> answer = request.apply(things.get(index)).toCompletableFuture();
            if (!answer.isDone() || answer.isCompletedExceptionally()) {
                return answer.thenCompose((result) -> {
                    results.set(index, result);
                    return lane(things, next, results, request);
                });
            }
            results.set(index, answer.join());
        }
        return CompletableFuture.completedStage(true);
    }

}
