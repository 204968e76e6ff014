package io.filestore.io;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;

import io.filestore.error.StoreLockedException;

/** Another process that holds a lock until its input ends. */
final class LockingProcess implements AutoCloseable {

    private final Process process;

    private LockingProcess(Process process) {
        this.process = process;
    }

    /** Starts it, and waits until it has the lock. */
    static LockingProcess start(Path root, boolean shared) throws IOException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                LockingProcess.class.getName(), root.toString(), String.valueOf(shared))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
        BufferedReader output = process.inputReader();
        String line = output.readLine();
        if (!"locked".equals(line)) {
            process.destroyForcibly();
            throw new IOException("The other process says " + line);
        }
        return new LockingProcess(process);
    }

    long pid() {
        return this.process.pid();
    }

    void kill() {
        this.process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() throws IOException {
        this.process.getOutputStream().close();
        this.process.onExit().join();
    }

    public static void main(String[] args) throws IOException {
        try {
            DirectoryLock lock = StoreDirectory.at(Path.of(args[0]), FileModes.ownerOnly())
                .lock(Boolean.parseBoolean(args[1]));
            System.out.println("locked");
            System.in.readAllBytes();
            lock.close();
        }
        catch (StoreLockedException ex) {
            System.out.println(ex.getMessage());
        }
    }

}
