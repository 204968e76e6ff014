package io.filestore.benchmarks.child;

import java.io.File;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * A fresh virtual machine that runs tasks, one after the other.
 */
public final class Child implements AutoCloseable {

    private final Process process;

    private final ObjectOutputStream tasks;

    private final ObjectInputStream answers;

    private Child(Process process) throws IOException {
        this.process = process;
        this.tasks = new ObjectOutputStream(process.getOutputStream());
        this.tasks.flush();
        this.answers = new ObjectInputStream(process.getInputStream());
    }

    /**
     * Starts a virtual machine with the default collector.
     * @param heapGigabytes how large its heap may grow
     * @param temporary where it puts what it unpacks
     */
    public static Child start(int heapGigabytes, Path temporary) {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        command.add("-Xmx" + heapGigabytes + "g");
        command.add("-Djava.io.tmpdir=" + temporary);
        // what EclipseStore's manual asks for
        command.add("--add-opens=java.base/java.util=ALL-UNNAMED");
        command.add("--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED");
        if (Runtime.version().feature() >= 22) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ChildMain.class.getName()));
        try {
            return new Child(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
        }
        catch (IOException ex) {
            throw new UncheckedIOException("A child process does not start", ex);
        }
    }

    /** Runs a task over there and waits for what it returns. */
    @SuppressWarnings({ "unchecked", "NullAway" })
    public <R extends @Nullable Object> R call(Task<R> task) {
        try {
            this.tasks.writeObject(task);
            this.tasks.flush();
            Object answer = this.answers.readObject();
            if (answer instanceof Failure failure) {
                throw new IllegalStateException("A child process failed: " + failure.stackTrace());
            }
            return (R) ((Answer) answer).value();
        }
        catch (IOException | ClassNotFoundException ex) {
            throw new IllegalStateException("A child process has ended", ex);
        }
    }

    /** Runs a task over there that returns nothing. */
    public void run(VoidTask task) {
        call((session) -> {
            task.run(session);
            return null;
        });
    }

    /** Ends the process as {@code kill -9} does. */
    public void kill() {
        this.process.destroyForcibly().onExit().join();
    }

    /** Closes the contestant that is still open, and ends the process. */
    @Override
    public void close() {
        if (this.process.isAlive()) {
            run(Session::close);
            try {
                this.tasks.close();
                if (!this.process.waitFor(30, TimeUnit.SECONDS)) {
                    kill();
                }
            }
            catch (IOException | InterruptedException ex) {
                kill();
            }
        }
    }

    /** Work that returns nothing. */
    @FunctionalInterface
    public interface VoidTask extends Serializable {

        void run(Session session) throws Exception;

    }

    record Answer(@Nullable Object value) implements Serializable {
    }

    record Failure(String stackTrace) implements Serializable {
    }

}
