package io.filestore.schedules;

import java.lang.StackWalker.StackFrame;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.pastalab.fray.core.ThreadContext;
import org.pastalab.fray.core.randomness.Randomness;
import org.pastalab.fray.core.scheduler.Scheduler;

/**
 * Asks another scheduler only where a choice is the program's. How many steps a process
 * takes to load and link a class, and what it finds in its caches, depends on what it has
 * done before, and on the process: such steps change no thread, and nothing is drawn for
 * them. So one seed alone gives the schedule that it gave after others.
 */
final class Repeatable extends Scheduler {

    private static final List<String> ONCE = List.of("java.lang.invoke.", "java.lang.reflect.", "java.lang.ClassLoader",
            "java.lang.ClassValue", "java.util.ServiceLoader", "java.util.ResourceBundle", "jdk.internal.loader.",
            "jdk.internal.reflect.", "jdk.internal.util.Referenced", "jdk.internal.vm.", "sun.security.", "sun.util.",
            "java.text.", "tools.jackson.", "org.slf4j.");

    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private final Scheduler scheduler;

    private final Frames frames = new Frames();

    Repeatable(Scheduler scheduler, Randomness random) {
        super(random);
        this.scheduler = scheduler;
    }

    @Override
    public ThreadContext scheduleNextOperation(List<ThreadContext> threads, Collection<ThreadContext> allThreads) {
        if (threads.size() == 1) {
            return threads.get(0);
        }
        if (this.frames.doWhatIsDoneOnce()) {
            for (ThreadContext thread : threads) {
                if (thread.getThread() == Thread.currentThread()) {
                    return thread;
                }
            }
        }
        return this.scheduler.scheduleNextOperation(threads, allThreads);
    }

    @Override
    public Scheduler nextIteration(Randomness randomness) {
        return new Repeatable(this.scheduler.nextIteration(randomness), randomness);
    }

    /** What the current thread is in. */
    private static final class Frames implements Consumer<StackFrame> {

        /** Names are compared once: this is done at each step. */
        private final Map<Class<?>, Boolean> known = new HashMap<>();

        private boolean once;

        boolean doWhatIsDoneOnce() {
            this.once = false;
            STACK.forEach(this);
            return this.once;
        }

        @Override
        public void accept(StackFrame frame) {
            if (!this.once) {
                Class<?> type = frame.getDeclaringClass();
                Boolean it = this.known.get(type);
                if (it == null) {
                    it = ONCE.stream().anyMatch(type.getName()::startsWith);
                    this.known.put(type, it);
                }
                this.once = it;
            }
        }

    }

}
