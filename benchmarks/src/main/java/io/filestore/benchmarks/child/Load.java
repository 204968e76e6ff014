package io.filestore.benchmarks.child;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.HdrHistogram.Histogram;

/**
 * Repeats an operation in several threads for some time.
 */
final class Load {

    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(10);

    private Load() {
    }

    static Slice run(int threads, Duration duration, Operation operation) throws Exception {
        CountDownLatch ready = new CountDownLatch(threads);
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Histogram>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(pool.submit(worker(ready, go, duration, operation)));
            }
            ready.await();
            long cpuBefore = Cpu.nanos();
            long started = System.nanoTime();
            go.countDown();
            Histogram all = new Histogram(LONGEST_NANOS, 3);
            for (Future<Histogram> each : running) {
                all.add(each.get());
            }
            return new Slice(all.getTotalCount(), System.nanoTime() - started, Cpu.nanos() - cpuBefore, all);
        }
        finally {
            pool.shutdown();
        }
    }

    private static Callable<Histogram> worker(CountDownLatch ready, CountDownLatch go, Duration duration,
            Operation operation) {
        return () -> {
            Histogram latencies = new Histogram(LONGEST_NANOS, 3);
            ready.countDown();
            go.await();
            long started = System.nanoTime();
            long end = started + duration.toNanos();
            while (started < end) {
                operation.run();
                long now = System.nanoTime();
                latencies.recordValue(Math.min(now - started, LONGEST_NANOS));
                started = now;
            }
            return latencies;
        };
    }

    @FunctionalInterface
    interface Operation {

        void run() throws Exception;

    }

}
