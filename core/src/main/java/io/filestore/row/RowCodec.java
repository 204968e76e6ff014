package io.filestore.row;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

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
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.ClassUtil;

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

    private final JsonMapper mapper;

    /** For values whose types do not say what they are. */
    private final ObjectWriter untyped;

    /** Null if properties have their usual names. */
    private final @Nullable PropertyPaths paths;

    private final PropertyForms properties;

    /** Of each type that was asked for. */
    private final Map<Class<?>, RowReader> readers = new ConcurrentHashMap<>();

    private final Map<JavaType, RowType<?>> types = new ConcurrentHashMap<>();

    /** Whether the mapper leaves texts as they are; known once somebody has asked. */
    private volatile @Nullable Boolean plainText;

    /** A codec with the default mapper. */
    public RowCodec() {
        this(defaultMapper().build());
    }

    /**
     * @param mapper converts typed values; best made from {@link #defaultMapper()},
     * because a mapper of other making has other limits
     */
    public RowCodec(JsonMapper mapper) {
        this.mapper = mapper;
        this.paths = (mapper.serializationConfig().getPropertyNamingStrategy() != null) ? new PropertyPaths(mapper)
                : null;
        this.properties = new PropertyForms(mapper);
        this.untyped = mapper.writer().without(JsonWriteFeature.WRITE_NAN_AS_STRINGS);
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
                this.mapper.writeValue(out, value);
            }
            else {
                this.untyped.writeValue(out, value);
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
        Object whole = this.properties.whole(type, property, value);
        Object element = (whole == null) ? this.properties.element(type, property, value) : null;
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
            known = ClassUtil
                .isJacksonStdImpl(this.mapper._serializationContext().findTypedValueSerializer(String.class, true));
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
        return (T) decode(canonical, this.mapper.constructType(type), reader(type));
    }

    Object decode(byte[] canonical, JavaType type, RowReader reader) {
        Object value = decodeValue(canonical, type, reader);
        if (value == null) {
            throw new InvalidRowException("The JSON null cannot be read as " + type.getRawClass().getName() + ".");
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
        return (T) decodeValue(canonical, this.mapper.constructType(type), reader(type));
    }

    private @Nullable Object decodeValue(byte[] canonical, JavaType type, RowReader reader) {
        if (type.getRawClass() == Row.class && canonical[0] == '{') {
            return Row.ofCanonical(canonical);
        }
        try {
            return reader.read(canonical);
        }
        catch (JacksonException ex) {
            throw new InvalidRowException("The JSON cannot be read as " + type.getRawClass().getName() + ": "
                    + Reasons.ofReading(ex, canonical) + ".", ex);
        }
        catch (NumberFormatException ex) {
            throw new InvalidRowException(
                    "The JSON cannot be read as " + type.getRawClass().getName() + ": " + Reasons.FAR_WITHIN + ".", ex);
        }
    }

    private RowReader reader(Class<?> type) {
        RowReader known = this.readers.get(type);
        if (known != null) {
            return known;
        }
        RowReader made = RowReader.of(this.mapper, this.mapper.constructType(type));
        this.readers.put(type, made);
        return made;
    }

    /** Whether properties have other names in JSON than method references tell. */
    boolean hasOwnNames() {
        return this.paths != null;
    }

    /** What the property at a path is called in JSON. */
    String path(JavaType type, String path) {
        return (this.paths != null) ? this.paths.of(type, path) : path;
    }

    /**
     * A type of rows.
     * @param <T> the type
     * @param type a record, another class, {@code Map}, {@code JsonNode} or {@link Row}
     * @throws InvalidRowException if its values would not come back as they were put; the
     * message names the field that would be lost
     */
    public <T> RowType<T> type(Class<T> type) {
        return type(this.mapper.constructType(type));
    }

    /**
     * A type of rows with type parameters.
     * @param <T> the type
     * @param type names it, as in {@code new TypeReference<Envelope<Line>>() {}}
     * @throws InvalidRowException as {@link #type(Class)}
     */
    public <T> RowType<T> type(TypeReference<T> type) {
        return type(this.mapper.constructType(type));
    }

    @SuppressWarnings("unchecked")
    private <T> RowType<T> type(JavaType type) {
        RowType<?> known = this.types.get(type);
        if (known == null) {
            RowIdField rowId = RowIdSearch.in(this.mapper, type);
            known = new RowType<>(this, type, RowReader.of(this.mapper, type), new TypeCheck(this.mapper, type), rowId);
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
        return PropertyNames.of(this.mapper, type, property);
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
