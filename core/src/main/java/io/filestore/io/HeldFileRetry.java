package io.filestore.io;

import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

/**
 * Repeats what fails because another program holds the file for a moment: on Windows
 * viewers, virus scanners and sync tools do. Gives up after about two seconds.
 */
final class HeldFileRetry {

    private static final long[] PAUSES = { 5, 10, 20, 40, 80, 160, 320, 640, 725 };

    private final boolean enabled;

    private final Pause pause;

    HeldFileRetry(boolean enabled, Pause pause) {
        this.enabled = enabled;
        this.pause = pause;
    }

    static HeldFileRetry forThisSystem() {
        return new HeldFileRetry(File.separatorChar == '\\', HeldFileRetry::sleep);
    }

    void run(Action action) throws IOException {
        for (int attempt = 0;; attempt++) {
            try {
                action.run();
                return;
            }
            catch (FileSystemException ex) {
                if (!this.enabled || attempt == PAUSES.length || !isHeld(ex)) {
                    throw ex;
                }
            }
            this.pause.millis(PAUSES[attempt]);
        }
    }

    private static boolean isHeld(FileSystemException failure) {
        String reason = failure.getReason();
        return failure instanceof AccessDeniedException
                || (reason != null && reason.contains("being used by another process"));
    }

    private static void sleep(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        Uninterrupted.await(() -> {
            for (long left = millis; left > 0; left = (end - System.nanoTime()) / 1_000_000) {
                Thread.sleep(left);
            }
            return null;
        });
    }

    /** What is tried. */
    interface Action {

        void run() throws IOException;

    }

    /** What happens between two attempts. */
    interface Pause {

        void millis(long millis);

    }

}
