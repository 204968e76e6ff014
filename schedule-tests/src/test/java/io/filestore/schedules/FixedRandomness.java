package io.filestore.schedules;

import java.lang.reflect.Field;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.filestore.json.SeededHash;

/**
 * What each process draws anew, and not from a seed: here it is always the same, so that
 * one process repeats what another has done.
 */
final class FixedRandomness {

    private static final int ANY = 4711;

    private FixedRandomness() {
    }

    /**
     * In which order immutable sets and maps are walked through, and where rows lie in
     * tables. Must come before anything has asked for them.
     */
    static void ofProcess() throws ReflectiveOperationException {
        SeededHash.of(0);
        set(Class.forName("java.util.ImmutableCollections"), "SALT32L", "putLong", long.class, (long) ANY << 16);
        set(Class.forName("java.util.ImmutableCollections"), "REVERSE", "putBoolean", boolean.class, false);
        set(SeededHash.class, "SEED", "putLong", long.class, (long) ANY << 16);
    }

    /** Constants cannot be set by reflection alone. */
    private static void set(Class<?> type, String name, String put, Class<?> kind, Object value)
            throws ReflectiveOperationException {
        Class<?> unsafe = Class.forName("sun.misc.Unsafe");
        Field field = unsafe.getDeclaredField("theUnsafe");
        field.setAccessible(true);
        Object it = field.get(null);
        Field constant = type.getDeclaredField(name);
        Object base = unsafe.getMethod("staticFieldBase", Field.class).invoke(it, constant);
        Object offset = unsafe.getMethod("staticFieldOffset", Field.class).invoke(it, constant);
        unsafe.getMethod(put, Object.class, long.class, kind).invoke(it, base, offset, value);
    }

    /** The random numbers of threads that begin from now on. */
    static void ofThreads() {
        ((AtomicLong) read("seeder")).set(ANY);
        ((AtomicInteger) read("probeGenerator")).set(ANY);
    }

    private static Object read(String name) {
        try {
            Field field = ThreadLocalRandom.class.getDeclaredField(name);
            field.setAccessible(true);
            return field.get(null);
        }
        catch (ReflectiveOperationException ex) {
            throw new IllegalStateException(ex);
        }
    }

}
