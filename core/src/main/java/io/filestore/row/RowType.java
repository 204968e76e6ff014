package io.filestore.row;

import io.filestore.error.InvalidRowException;
import io.filestore.error.RowTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * How rows of one collection become values of one type, and back. Thread-safe.
 *
 * @param <T> the type
 */
public final class RowType<T> {

    private final RowCodec codec;

    private final Class<T> rawClass;

    /** Whether the classes of all numbers in a value are known beforehand. */
    private final boolean typed;

    private final boolean takesSubclasses;

    private final @Nullable RowIdField rowId;

    /** Of a plain type, known once somebody needs it. */
    private volatile @Nullable MappedType mapped;

    @SuppressWarnings("unchecked")
    RowType(RowCodec codec, MappedType mapped, TypeCheck check, @Nullable RowIdField rowId) {
        this.codec = codec;
        this.rawClass = (Class<T>) mapped.type().getRawClass();
        this.typed = check.isTyped();
        this.takesSubclasses = check.takesSubclasses();
        this.rowId = rowId;
        this.mapped = mapped;
    }

    /** A type that is {@linkplain PlainRecord plain}, or {@link Row}. */
    RowType(RowCodec codec, Class<T> plain, @Nullable RowIdField rowId) {
        this.codec = codec;
        this.rawClass = plain;
        this.typed = true;
        this.takesSubclasses = false;
        this.rowId = rowId;
    }

    private MappedType mapped() {
        MappedType known = this.mapped;
        if (known == null) {
            known = this.codec.mapped(this.rawClass);
            this.mapped = known;
        }
        return known;
    }

    private String name() {
        return mapped().type().getTypeName();
    }

    /** The class of the values, without its type parameters. */
    public Class<T> rawClass() {
        return this.rawClass;
    }

    /** Whether properties have other names in JSON than method references tell. */
    public boolean hasOwnNames() {
        return this.codec.hasOwnNames();
    }

    /** What the property at a path is called in JSON. */
    public String path(String path) {
        return this.codec.hasOwnNames() ? this.codec.path(mapped(), path) : path;
    }

    /** What the property is called in JSON that holds the id, null if there is none. */
    public @Nullable String rowIdName() {
        return (this.rowId != null) ? this.rowId.name() : null;
    }

    /** Whether a value may be handed to many callers. */
    public boolean isImmutable() {
        return this.codec.isImmutable(this.rawClass) && !isGeneric();
    }

    private boolean isGeneric() {
        return this.rawClass.getTypeParameters().length > 0 && mapped().type().containedTypeCount() > 0;
    }

    /**
     * Makes a row of a value that is put under an id.
     * @param collection for messages
     * @throws InvalidRowException if it cannot be stored, would not come back, or has
     * another id
     */
    public byte[] encode(String collection, String id, T value) {
        try {
            byte[] json = encode(value);
            return (this.rowId != null) ? withoutId(json, this.rowId, id) : json;
        }
        catch (RowTooLargeException ex) {
            throw new RowTooLargeException(subject(collection, id) + " cannot be stored. " + ex.getMessage());
        }
        catch (InvalidRowException ex) {
            throw new InvalidRowException(subject(collection, id) + " cannot be stored. " + ex.getMessage(), ex);
        }
    }

    private static byte[] withoutId(byte[] json, RowIdField rowId, String id) {
        RowIdField.Written row = rowId.without(json);
        String own = row.id();
        if (own == null) {
            rowId.require(id);
        }
        else if (!own.equals(id)) {
            throw new InvalidRowException("Its value is that of another row: '" + own + "' is in its @RowId '"
                    + rowId.name() + "'. Store it under that id, or let it have none or this one.");
        }
        return row.json();
    }

    /**
     * Makes a row of a value under the id that it has itself.
     * @param collection for messages
     * @param generated whether it gets a new one if it has none
     * @return a row with an id
     * @throws InvalidRowException if it has none, cannot be stored, or would not come
     * back
     */
    public EncodedRow encode(String collection, T value, boolean generated) {
        if (this.rowId == null && generated) {
            String id = RowIds.next();
            return new EncodedRow(id, encode(collection, id, value));
        }
        try {
            if (this.rowId == null) {
                throw new InvalidRowException("Its type " + name() + " has no property that is marked"
                        + " @RowId. Mark one, or give the id: put(id, value).");
            }
            RowIdField.Written row = this.rowId.without(encode(value));
            String id = row.id();
            if (id == null && !generated) {
                throw new InvalidRowException("It has no id. Give it one in its @RowId '" + this.rowId.name()
                        + "', or let add(value) generate it.");
            }
            return new EncodedRow((id != null) ? id : this.rowId.next(), row.json());
        }
        catch (RowTooLargeException ex) {
            throw new RowTooLargeException(subject(collection) + " cannot be stored. " + ex.getMessage());
        }
        catch (InvalidRowException ex) {
            throw new InvalidRowException(subject(collection) + " cannot be stored. " + ex.getMessage(), ex);
        }
    }

    private byte[] encode(T value) {
        if (value != null && value.getClass() != this.rawClass && !this.takesSubclasses) {
            throw new InvalidRowException(value.getClass().getName() + " is a subclass of " + name()
                    + ", and what it adds would not come back. Use the class itself, or annotate it with"
                    + " @JsonTypeInfo.");
        }
        return this.codec.encode(value, this.typed);
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
            return (T) decode(row.json(), row.id());
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
        if (this.rawClass == Row.class) {
            return changed;
        }
        try {
            return UnknownFields.keep(before.json(), changed, (json) -> reread(json, before.id()));
        }
        catch (InvalidRowException ex) {
            throw new InvalidRowException(
                    subject(collection, before.id()) + " cannot be updated through " + name() + ": " + ex.getMessage(),
                    ex);
        }
    }

    private byte[] reread(byte[] json, String id) {
        byte[] again = this.codec.encode(decode(json, id), this.typed);
        return (this.rowId != null) ? this.rowId.without(again).json() : again;
    }

    private Object decode(byte[] json, String id) {
        byte[] read = (this.rowId != null) ? this.rowId.with(json, id) : json;
        return (this.rawClass == Row.class && read[0] == '{') ? Row.ofCanonical(read)
                : this.codec.decode(read, this.rawClass, mapped().reader());
    }

    private static String subject(String collection) {
        return "A row of collection '" + collection + "'";
    }

    private static String subject(String collection, String id) {
        return "Row '" + id + "' of collection '" + collection + "'";
    }

}
