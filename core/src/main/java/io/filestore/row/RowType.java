package io.filestore.row;

import io.filestore.error.InvalidRowException;
import io.filestore.error.RowTooLargeException;
import tools.jackson.databind.JavaType;

/**
 * How rows of one collection become values of one type, and back. Thread-safe.
 *
 * @param <T> the type
 */
public final class RowType<T> {

    private final RowCodec codec;

    private final JavaType type;

    private final RowReader reader;

    private final TypeCheck check;

    RowType(RowCodec codec, JavaType type, RowReader reader, TypeCheck check) {
        this.codec = codec;
        this.type = type;
        this.reader = reader;
        this.check = check;
    }

    /** The class of the values, without its type parameters. */
    @SuppressWarnings("unchecked")
    public Class<T> rawClass() {
        return (Class<T>) this.type.getRawClass();
    }

    /** Whether a value may be handed to many callers. */
    public boolean isImmutable() {
        return this.type.containedTypeCount() == 0 && this.codec.isImmutable(this.type.getRawClass());
    }

    /**
     * Makes a row of a value.
     * @param collection for messages
     * @param id for messages, may be a new one
     * @throws InvalidRowException if it cannot be stored, or would not come back
     */
    public byte[] encode(String collection, String id, T value) {
        try {
            if (value != null && value.getClass() != this.type.getRawClass() && !this.check.takesSubclasses()) {
                throw new InvalidRowException(value.getClass().getName() + " is a subclass of "
                        + this.type.getTypeName() + ", and what it adds would not come back. Use the class itself, or"
                        + " annotate it with @JsonTypeInfo.");
            }
            return this.codec.encode(value, this.check.isTyped());
        }
        catch (RowTooLargeException ex) {
            throw new RowTooLargeException(subject(collection, id) + " cannot be stored. " + ex.getMessage());
        }
        catch (InvalidRowException ex) {
            throw new InvalidRowException(subject(collection, id) + " cannot be stored. " + ex.getMessage(), ex);
        }
    }

    /**
     * Reads the value of a row.
     * @param collection for messages
     * @throws InvalidRowException if the row does not fit the type; the message names
     * row, field and reason
     */
    @SuppressWarnings("unchecked")
    public T decode(String collection, StoredRow row) {
        try {
            return (T) this.codec.decode(row.json(), this.type, this.reader);
        }
        catch (InvalidRowException ex) {
            throw new InvalidRowException(subject(collection, row.id()) + " cannot be read. " + ex.getMessage(), ex);
        }
    }

    /**
     * Makes a row of a value that was read from another one and changed: what the type
     * does not know of that row stays in it.
     * @param before the row that was read
     */
    public byte[] encodeChanged(String collection, StoredRow before, T value) {
        byte[] changed = encode(collection, before.id(), value);
        if (this.type.getRawClass() == Row.class) {
            return changed;
        }
        try {
            return UnknownFields.keep(before.json(), changed, this::reread);
        }
        catch (InvalidRowException ex) {
            throw new InvalidRowException(subject(collection, before.id()) + " cannot be updated through "
                    + this.type.getTypeName() + ": " + ex.getMessage(), ex);
        }
    }

    private byte[] reread(byte[] json) {
        return this.codec.encode(this.codec.decode(json, this.type, this.reader), this.check.isTyped());
    }

    private static String subject(String collection, String id) {
        return "Row '" + id + "' of collection '" + collection + "'";
    }

}
