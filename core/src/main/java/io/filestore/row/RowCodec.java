package io.filestore.row;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import io.filestore.error.InvalidRowException;
import io.filestore.error.RowTooLargeException;
import io.filestore.json.ByteOutput;
import io.filestore.json.CanonicalCheck;
import io.filestore.json.CanonicalJson;
import io.filestore.json.Elements;
import io.filestore.json.JsonLimits;
import io.filestore.json.Utf8;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns typed values into {@linkplain CanonicalJson canonical JSON} and back.
 * Thread-safe.
 *
 * <p>
 * Limits are the same for writing and reading, those of {@link JsonLimits}. Numbers,
 * names and texts may be as long as the row.
 */
public final class RowCodec {

    private static final int SHORT = 1000;

    private final AtomicReference<@Nullable JsonMapping> mapping = new AtomicReference<>();

    /** Whether the mapper is the default one, of which it is known what it does. */
    private final boolean usual;

    /** Of each type that was asked for. */
    private final Map<Class<?>, RowReader> readers = new ConcurrentHashMap<>();

    private final Map<Type, RowType<?>> types = new ConcurrentHashMap<>();

    private final Map<Class<?>, Optional<PlainRecord>> records = new ConcurrentHashMap<>();

    /** Whether the mapper leaves texts as they are; known once somebody has asked. */
    private volatile @Nullable Boolean plainText;

    /**
     * A codec with the default mapper. It is made when the first value needs it: its many
     * classes would be a good part of what a start costs.
     */
    public RowCodec() {
        this.usual = true;
        this.plainText = true;
    }

    /**
     * @param mapper converts typed values; best made from {@link #defaultMapper()},
     * because a mapper of other making has other limits
     */
    public RowCodec(JsonMapper mapper) {
        this.usual = false;
        this.mapping.set(new JsonMapping(mapper));
    }

    private JsonMapping mapping() {
        JsonMapping known = this.mapping.get();
        if (known == null) {
            this.mapping.compareAndSet(null, new JsonMapping(defaultMapper().build()));
            known = Objects.requireNonNull(this.mapping.get());
        }
        return known;
    }

    private JsonMapper mapper() {
        return mapping().mapper();
    }

    /**
     * What a mapper of filestore starts from. Properties are written in the order of
     * their declaration, dates as ISO-8601 text with their offset or zone, times of day
     * always with nine digits of a second, so that texts are in the order of time, enums
     * by name, decimals exactly. When reading, unknown properties are ignored and absent
     * primitives are 0 or false, so that a type can gain and lose properties; all else
     * that is no value of its type is refused and not made one: a null for a primitive, a
     * text for a number or the reverse, a decimal for an integer, a number for a boolean
     * or an enum, more digits than a {@code double} has. Trees and {@code Object} have
     * exact decimals.
     * @return a builder to customize
     */
    public static JsonMapper.Builder defaultMapper() {
        return MapperDefaults.builder();
    }

    /**
     * Encodes a typed value as a row.
     * @param value a record, another class, a map, a tree or a {@link Row}
     * @return canonical JSON, not to be modified
     * @throws InvalidRowException if it does not become a JSON object, has a text with a
     * lone surrogate, is nested too deep or cannot be written
     * @throws RowTooLargeException if it is too large
     */
    public byte[] encode(Object value) {
        return encode(value, false);
    }

    /**
     * @param typed whether the type says where numbers are, so that one that JSON does
     * not have is read again from a text such as "NaN"
     */
    byte[] encode(Object value, boolean typed) {
        byte[] canonical = encodeValue(value, typed);
        if (canonical[0] != '{') {
            throw new InvalidRowException("A row must become a JSON object, but " + nameOf(value) + " becomes "
                    + CanonicalJson.kindOf(canonical) + ". Put it into a field of an object.");
        }
        return canonical;
    }

    /**
     * Encodes any value.
     * @param value what the mapper can write, or null
     * @return canonical JSON, not to be modified
     * @throws InvalidRowException as {@link #encode}, but any JSON will do
     */
    public byte[] encodeValue(@Nullable Object value) {
        return encodeValue(value, false);
    }

    private byte[] encodeValue(@Nullable Object value, boolean typed) {
        if (value instanceof Row row) {
            return row.canonical();
        }
        // Jackson hands over a small row in one piece, which then fits exactly.
        ByteOutput out = new ByteOutput(0, JsonLimits.MAX_BYTES);
        try {
            if (typed) {
                mapper().writeValue(out, value);
            }
            else {
                mapping().untyped().writeValue(out, value);
            }
        }
        catch (JacksonException ex) {
            throw notWritable(value, ex);
        }
        if (CanonicalCheck.isCanonical(out.buffer(), 0, out.size())) {
            return out.toByteArray();
        }
        try {
            return CanonicalJson.of(out.buffer(), 0, out.size(), JsonLimits.MAX_BYTES);
        }
        catch (RowTooLargeException ex) {
            throw ex;
        }
        catch (InvalidRowException ex) {
            throw new InvalidRowException(nameOf(value) + " cannot be written as JSON: "
                    + FaultyField.describe(out.buffer(), out.size(), String.valueOf(ex.getMessage())), ex);
        }
    }

    /**
     * Encodes a value as a property of a class is written, with the annotations that the
     * property has. A value that is none of the property, but an element of it, is
     * encoded as such an element, and any other as {@link #encodeValue} does.
     * @param type a record or another class
     * @param property its name in Java
     * @return canonical JSON, not to be modified
     * @throws InvalidRowException as {@link #encodeValue}
     */
    public byte[] encodeProperty(Class<?> type, String property, Object value) {
        Object whole = mapping().properties().whole(type, property, value);
        Object element = (whole == null) ? mapping().properties().element(type, property, value) : null;
        if (element == null) {
            return encodeValue((whole != null) ? whole : value);
        }
        byte[] several = encodeValue(element);
        return (several[0] == '[') ? Elements.of(several).get(0) : several;
    }

    /**
     * Whether a value is a text that {@link #encodeValue} makes a JSON string of this
     * very text; if in doubt, false.
     */
    public boolean isPlainText(@Nullable Object value) {
        return value instanceof String text && text.length() <= SHORT && Utf8.loneSurrogate(text) < 0 && leavesTexts();
    }

    private boolean leavesTexts() {
        Boolean known = this.plainText;
        if (known == null) {
            known = mapping().leavesTexts();
            this.plainText = known;
        }
        return known;
    }

    private static InvalidRowException notWritable(@Nullable Object value, JacksonException ex) {
        for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
            if (cause instanceof RowTooLargeException tooLarge) {
                return tooLarge;
            }
        }
        return new InvalidRowException(nameOf(value) + " cannot be written as JSON: " + Reasons.ofWriting(ex), ex);
    }

    /**
     * Decodes a row.
     * @param <T> the type
     * @param canonical canonical JSON, not to be modified afterwards
     * @param type a record, another class, {@code Map}, {@code JsonNode} or {@link Row}
     * @return a new value, but for {@link Row}, which shares the bytes
     * @throws InvalidRowException if the row cannot be read as that type; the message
     * names the type, the field and why
     */
    @SuppressWarnings("unchecked")
    public <T> T decode(byte[] canonical, Class<T> type) {
        return (T) decode(canonical, type, reader(type));
    }

    Object decode(byte[] canonical, Class<?> type, RowReader reader) {
        Object value = decodeValue(canonical, type, reader);
        if (value == null) {
            throw new InvalidRowException("The JSON null cannot be read as " + type.getName() + ".");
        }
        return value;
    }

    /**
     * Decodes any value.
     * @param <T> the type
     * @param canonical canonical JSON, not to be modified afterwards
     * @param type what the mapper can read
     * @return a new value; null for the JSON null, unless the type has its own
     * @throws InvalidRowException as {@link #decode}
     */
    @SuppressWarnings("unchecked")
    public <T> @Nullable T decodeValue(byte[] canonical, Class<T> type) {
        return (T) decodeValue(canonical, type, reader(type));
    }

    private static @Nullable Object decodeValue(byte[] canonical, Class<?> type, RowReader reader) {
        if (type == Row.class && canonical[0] == '{') {
            return Row.ofCanonical(canonical);
        }
        try {
            return reader.read(canonical);
        }
        catch (JacksonException ex) {
            throw new InvalidRowException(
                    "The JSON cannot be read as " + type.getName() + ": " + Reasons.ofReading(ex, canonical) + ".", ex);
        }
        catch (NumberFormatException ex) {
            throw new InvalidRowException(
                    "The JSON cannot be read as " + type.getName() + ": " + Reasons.FAR_WITHIN + ".", ex);
        }
    }

    private RowReader reader(Class<?> type) {
        RowReader known = this.readers.get(type);
        if (known != null) {
            return known;
        }
        RowReader made = RowReader.of(mapper(), mapper().constructType(type));
        this.readers.put(type, made);
        return made;
    }

    /** Whether properties have other names in JSON than method references tell. */
    boolean hasOwnNames() {
        return !this.usual && mapping().paths() != null;
    }

    /** What the property at a path is called in JSON. */
    String path(MappedType type, String path) {
        PropertyPaths paths = mapping().paths();
        return (paths != null) ? paths.of(type.type(), path) : path;
    }

    /**
     * A type of rows.
     * @param <T> the type
     * @param type a record, another class, {@code Map}, {@code JsonNode} or {@link Row}
     * @throws InvalidRowException if its values would not come back as they were put; the
     * message names the field that would be lost
     */
    @SuppressWarnings("unchecked")
    public <T> RowType<T> type(Class<T> type) {
        RowType<?> known = this.types.get(type);
        if (known == null) {
            PlainRecord plain = plain(type);
            known = (plain != null || type == Row.class)
                    ? new RowType<>(this, type, (plain != null) ? plain.rowId() : null)
                    : type(mapper().constructType(type));
            this.types.put(type, known);
        }
        return (RowType<T>) known;
    }

    /** Null for what only the mapper knows how it is read and written. */
    private @Nullable PlainRecord plain(Class<?> type) {
        return this.usual ? this.records.computeIfAbsent(type, PlainRecord::find).orElse(null) : null;
    }

    /** How the mapper reads a type that was found to be plain. */
    MappedType mapped(Class<?> type) {
        JavaType known = mapper().constructType(type);
        return new MappedType(known, RowReader.of(mapper(), known));
    }

    /**
     * A type of rows with type parameters.
     * @param <T> the type
     * @param type names it, as in {@code new TypeReference<Envelope<Line>>() {}}
     * @throws InvalidRowException as {@link #type(Class)}
     */
    public <T> RowType<T> type(TypeReference<T> type) {
        return type(mapper().constructType(type));
    }

    @SuppressWarnings("unchecked")
    private <T> RowType<T> type(JavaType type) {
        RowType<?> known = this.types.get(type);
        if (known == null) {
            RowIdField rowId = RowIdSearch.in(mapper(), type);
            MappedType mapped = new MappedType(type, RowReader.of(mapper(), type));
            known = new RowType<>(this, mapped, new TypeCheck(mapper(), type), rowId);
            this.types.put(type, known);
        }
        return (RowType<T>) known;
    }

    /**
     * What a property of a class is called in JSON.
     * @param type a record or another class
     * @param property its name in Java
     * @return null if there is none of that name that is written
     */
    public @Nullable String fieldOf(Class<?> type, String property) {
        PlainRecord plain = plain(type);
        if (plain != null) {
            return plain.has(property) ? property : null;
        }
        return PropertyNames.of(mapper(), type, property);
    }

    /**
     * Whether values of the class may be handed to many callers: {@link Row}, a class
     * marked {@link Immutable}, or a record with only such components.
     * @param type any class
     * @return false if somebody could change a value
     */
    public boolean isImmutable(Class<?> type) {
        return ImmutableTypes.contains(type);
    }

    private static String nameOf(@Nullable Object value) {
        return (value != null) ? value.getClass().getName() : "null";
    }

}
