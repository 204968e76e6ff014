package io.filestore.io;

import org.jspecify.annotations.Nullable;

/**
 * Waits for what must be waited for, whether the thread is interrupted or not. An
 * interrupt is kept for whoever asks next.
 */
public final class Uninterrupted {

    private Uninterrupted() {
    }

    /**
     * A wait that an interrupt ends, and that can be begun again.
     *
     * @param <T> what it ends with
     * @param <E> what else it throws
     */
    @FunctionalInterface
    public interface Wait<T extends @Nullable Object, E extends Exception> {

        T await() throws InterruptedException, E;

    }

    /** Waits until the wait has come to its own end. */
    public static <T extends @Nullable Object, E extends Exception> T await(Wait<T, E> wait) throws E {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return wait.await();
                }
                catch (InterruptedException ex) {
                    interrupted = true;
                }
            }
        }
        finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

}
