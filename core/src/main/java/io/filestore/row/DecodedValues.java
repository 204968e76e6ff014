package io.filestore.row;

import org.jspecify.annotations.Nullable;

/**
 * The decoded values that the rows of one collection remember. It knows what class all of
 * them have, as long as that is one, so that nobody has to look at a value, which lies
 * elsewhere in memory, to know it. Thread-safe.
 */
public final class DecodedValues {

    private static final Class<?> SEVERAL = Object.class;

    private final DecodedMemory memory;

    /** The class of all values, {@link #SEVERAL} once they have different ones. */
    private volatile @Nullable Class<?> only;

    /**
     * @param memory which the collections of a store share
     */
    public DecodedValues(DecodedMemory memory) {
        this.memory = memory;
    }

    /** The value that the row remembers; null if it has none of that class. */
    @SuppressWarnings("unchecked")
    public <T> @Nullable T get(StoredRow row, Class<T> type) {
        Object value = row.decoded();
        if (value == null || (this.only != type && value.getClass() != type)) {
            return null;
        }
        this.memory.read(row);
        return (T) value;
    }

    /**
     * Lets the row remember a value, which must be of an immutable type, as long as there
     * is room for it.
     */
    public void remember(StoredRow row, Object value) {
        Class<?> known = this.only;
        if (known != value.getClass() && known != SEVERAL) {
            add(value.getClass());
        }
        // Only now, so that whoever sees the value knows of its class.
        this.memory.remember(row, value);
    }

    private synchronized void add(Class<?> type) {
        this.only = (this.only == null || this.only == type) ? type : SEVERAL;
    }

}
