package io.filestore.schedules;

import java.lang.reflect.Field;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

import org.pastalab.fray.runtime.Runtime;

import io.filestore.io.ForceThreads;

/**
 * The force threads' pool is there once in a process, and Fray knows only conditions that
 * it has seen made in the same schedule.
 */
final class SharedPool {

    private static final ThreadPoolExecutor POOL = (ThreadPoolExecutor) read(ForceThreads.class, "POOL", null);

    private SharedPool() {
    }

    static void tell() {
        Object queue = POOL.getQueue();
        tell(queue.getClass(), queue, "notEmpty", "takeLock");
        tell(queue.getClass(), queue, "notFull", "putLock");
        tell(ThreadPoolExecutor.class, POOL, "termination", "mainLock");
    }

    private static void tell(Class<?> type, Object object, String condition, String lock) {
        Runtime.LOCK_DELEGATE.onLockNewCondition((Condition) read(type, condition, object),
                (Lock) read(type, lock, object));
    }

    private static Object read(Class<?> type, String name, Object object) {
        try {
            Field field = type.getDeclaredField(name);
            field.setAccessible(true);
            return field.get(object);
        }
        catch (ReflectiveOperationException ex) {
            throw new IllegalStateException(ex);
        }
    }

}
