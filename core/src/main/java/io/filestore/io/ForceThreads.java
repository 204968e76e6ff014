package io.filestore.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that force files at the same time, so that they share the file system's journal
 * commits: one after another costs 15 to 20 times as much. Started when needed, gone when
 * idle.
 *
 * <p>
 * They belong to the process and not to a store: what is bounded is how many forces run
 * at once, however many stores are open, and a store that closes has none to end.
 */
public final class ForceThreads {

    private static final int THREADS = 32;

    // Handing over fewer costs more than it saves.
    private static final int WORTHWHILE = 3;

    private static final ThreadPoolExecutor POOL = pool();

    private ForceThreads() {
    }

    private static ThreadPoolExecutor pool() {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), (task) -> new ForceThread(task, number.incrementAndGet()));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /**
     * Does it for each path, with many threads. Returns when nothing of it runs any more.
     * @throws IOException the first failure; the rest is then not started
     */
    public static void forEach(Collection<Path> paths, PathAction action) throws IOException {
        if (paths.size() < WORTHWHILE) {
            for (Path path : paths) {
                action.run(path);
            }
            return;
        }
        Queue<Path> waiting = new ConcurrentLinkedQueue<>(paths);
        List<Future<?>> running = new ArrayList<>();
        try {
            for (int i = 0; i < Math.min(THREADS, paths.size()); i++) {
                running.add(POOL.submit(() -> {
                    for (Path path = waiting.poll(); path != null; path = waiting.poll()) {
                        run(path, action, waiting);
                    }
                    return null;
                }));
            }
        }
        finally {
            // Also if no thread could be started: those that run must not go on alone.
            await(running);
        }
    }

    private static void run(Path path, PathAction action, Queue<Path> waiting) throws IOException {
        try {
            action.run(path);
        }
        catch (Throwable ex) {
            waiting.clear();
            throw ex;
        }
    }

    /** Does it on a thread that nobody interrupts. */
    static void undisturbed(HeldFileRetry.Action action) throws IOException {
        if (Thread.currentThread() instanceof ForceThread) {
            action.run();
            return;
        }
        await(List.of(POOL.submit(() -> {
            action.run();
            return null;
        })));
    }

    private static void await(List<Future<?>> running) throws IOException {
        Throwable failure = null;
        for (Future<?> future : running) {
            try {
                Uninterrupted.await(future::get);
            }
            catch (ExecutionException ex) {
                failure = (failure != null) ? failure : ex.getCause();
            }
        }
        if (failure != null) {
            rethrow(failure);
        }
    }

    private static void rethrow(Throwable failure) throws IOException {
        if (failure instanceof IOException io) {
            throw io;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    /** What is done with a path. */
    public interface PathAction {

        void run(Path path) throws IOException;

    }

    private static final class ForceThread extends Thread {

        ForceThread(Runnable task, int number) {
            super(null, task, "filestore-force-" + number, 0, false);
            setDaemon(true);
            setContextClassLoader(ForceThread.class.getClassLoader());
        }

    }

}
