package io.filestore.schedules;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Threads of a test; the first that throws something fails it. */
final class Threads {

    private final List<Thread> threads = new ArrayList<>();

    private volatile Throwable failure;

    void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            }
            catch (Throwable ex) {
                this.failure = ex;
            }
        }, "test-" + this.threads.size());
        this.threads.add(thread);
        thread.start();
    }

    /** Waits for all of them. */
    void join() throws Exception {
        for (Thread thread : this.threads) {
            thread.join();
        }
        Throwable thrown = this.failure;
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown != null) {
            throw (Exception) thrown;
        }
    }

    /** What a thread does. */
    interface Work {

        void run() throws Exception;

    }

}
