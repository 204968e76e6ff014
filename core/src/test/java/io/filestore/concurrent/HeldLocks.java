package io.filestore.concurrent;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.StampedLock;

/**
 * Which locks threads have taken while they held which others. Called by classes that a
 * {@link LockWatch} has loaded, in place of the locks' own methods.
 */
public final class HeldLocks {

    private static final ThreadLocal<Deque<Held>> HELD = ThreadLocal.withInitial(ArrayDeque::new);

    private static final Map<Object, Name> NAMES = Collections.synchronizedMap(new WeakHashMap<>());

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

    /** A lock is put into a field, or an array of them; the first has its name. */
    public static void name(Object lock, String field) {
        Object[] all = (lock instanceof Object[] several) ? several : new Object[] { lock };
        for (int i = 0; i < all.length; i++) {
            NAMES.putIfAbsent(all[i], new Name(field, i));
        }
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

    public static boolean tryLock(ReentrantLock lock, long time, TimeUnit unit) throws InterruptedException {
        boolean locked = lock.tryLock(time, unit);
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
        HELD.get().removeIf((held) -> held.lock == lock);
    }

    public static void unlockRead(StampedLock lock, long stamp) {
        lock.unlockRead(stamp);
        HELD.get().removeIf((held) -> held.lock == lock);
    }

    /** The monitor of an object is about to be taken, or just has been. */
    public static void monitor(Object of, String field) {
        take(of, new Name(field, 0));
    }

    private static void take(Object lock, Name name) {
        Deque<Held> all = HELD.get();
        all.removeIf((held) -> held.lock == lock || !held.isHeld());
        for (Held held : all) {
            if (!name.isBehind(held.name)) {
                note(held.name.field + " -> " + name.field);
            }
        }
        all.push(new Held(lock, name));
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

    /**
     * The field of a lock, and its number if that has an array of them, which are taken
     * in the order of their numbers.
     */
    private record Name(String field, int number) {

        boolean isBehind(Name other) {
            return this.field.equals(other.field) && this.number > other.number;
        }

    }

    /**
     * Whose monitor it is may be a list, which others change meanwhile: never asked for
     * its hash.
     */
    private record Held(Object lock, Name name) {

        boolean isHeld() {
            if (this.lock instanceof ReentrantLock reentrant) {
                return reentrant.isHeldByCurrentThread();
            }
            return this.lock instanceof StampedLock || Thread.holdsLock(this.lock);
        }

    }

}
