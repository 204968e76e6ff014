package io.filestore.concurrent;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.StampedLock;

/**
 * Which locks threads have taken while they held which others. Called by classes that a
 * {@link LockWatch} has loaded, in place of the locks' own methods.
 */
public final class HeldLocks {

    private static final ThreadLocal<Deque<Object>> HELD = ThreadLocal.withInitial(ArrayDeque::new);

    private static final Map<Object, String> NAMES = Collections.synchronizedMap(new WeakHashMap<>());

    private static final Map<String, Throwable> TAKEN = new ConcurrentHashMap<>();

    private HeldLocks() {
    }

    /** The pairs seen so far, such as "a -> b", each with where it was seen first. */
    static Map<String, Throwable> taken() {
        return TAKEN;
    }

    /** Whether that was in the replay of a start, when nobody else has the store. */
    static boolean isReplaying(Throwable taken) {
        for (StackTraceElement call : taken.getStackTrace()) {
            if (call.getClassName().endsWith(".Recovery") && call.getMethodName().equals("replay")) {
                return true;
            }
        }
        return false;
    }

    /** A lock is put into a field; the first has its name. */
    public static void name(Object lock, String field) {
        NAMES.putIfAbsent(lock, field);
    }

    public static void lock(ReentrantLock lock) {
        take(lock, NAMES.get(lock));
        lock.lock();
    }

    public static boolean tryLock(ReentrantLock lock) {
        boolean locked = lock.tryLock();
        if (locked) {
            take(lock, NAMES.get(lock));
        }
        return locked;
    }

    public static long writeLock(StampedLock lock) {
        take(lock, NAMES.get(lock));
        return lock.writeLock();
    }

    public static long readLock(StampedLock lock) {
        take(lock, NAMES.get(lock));
        return lock.readLock();
    }

    public static void unlockWrite(StampedLock lock, long stamp) {
        lock.unlockWrite(stamp);
        HELD.get().remove(lock);
    }

    public static void unlockRead(StampedLock lock, long stamp) {
        lock.unlockRead(stamp);
        HELD.get().remove(lock);
    }

    /** The monitor of an object is about to be taken, or just has been. */
    public static void monitor(Object of, String field) {
        NAMES.putIfAbsent(of, field);
        take(of, field);
    }

    private static void take(Object lock, String name) {
        Deque<Object> held = HELD.get();
        held.removeIf((other) -> !isHeld(other));
        for (Object other : held) {
            if (other != lock) {
                note(NAMES.get(other) + " -> " + name);
            }
        }
        held.remove(lock);
        held.push(lock);
    }

    private static boolean isHeld(Object lock) {
        if (lock instanceof ReentrantLock reentrant) {
            return reentrant.isHeldByCurrentThread();
        }
        return lock instanceof StampedLock || Thread.holdsLock(lock);
    }

    private static void note(String pair) {
        Throwable first = TAKEN.get(pair);
        // What is only right in a replay may be wrong elsewhere.
        if (first == null || isReplaying(first)) {
            Throwable taken = new Throwable(pair);
            if (first == null || !isReplaying(taken)) {
                TAKEN.put(pair, taken);
            }
        }
    }

}
