package io.filestore.benchmarks.child;

import java.io.EOFException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * What a child process does: reads tasks, runs them, writes what they return. Ends with
 * the process that started it.
 */
final class ChildMain {

    private ChildMain() {
    }

    public static void main(String[] arguments) throws IOException, ClassNotFoundException {
        PrintStream stdout = System.out;
        System.setOut(System.err);
        ObjectOutputStream answers = new ObjectOutputStream(stdout);
        answers.flush();
        ObjectInputStream tasks = new ObjectInputStream(System.in);
        Session session = new Session();
        while (true) {
            Task<?> task;
            try {
                task = (Task<?>) tasks.readObject();
            }
            catch (EOFException ex) {
                System.exit(0);
                return;
            }
            answers.writeObject(answer(task, session));
            answers.flush();
            answers.reset();
        }
    }

    private static Object answer(Task<?> task, Session session) {
        try {
            return new Child.Answer(task.run(session));
        }
        catch (Throwable ex) {
            StringWriter trace = new StringWriter();
            ex.printStackTrace(new PrintWriter(trace));
            return new Child.Failure(trace.toString());
        }
    }

}
