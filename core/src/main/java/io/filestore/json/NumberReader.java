package io.filestore.json;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.jdk.NumberDeserializers;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;
import tools.jackson.databind.util.AccessPattern;

/**
 * Reads a primitive, or a floating-point number, as Jackson does, but for two things. A
 * field that is absent is zero, so that a type can gain one, while a null is refused: it
 * was another value than zero, and would be written back as zero. And a number with more
 * digits than a {@code double} or {@code float} holds is refused and not rounded.
 */
public final class NumberReader extends StdScalarDeserializer<Object> {

    /** Texts of at most so many characters are exact. */
    private static final int EXACT_DOUBLE = 15;

    private static final int EXACT_FLOAT = 6;

    private final Class<?> type;

    private final ValueDeserializer<?> jackson;

    private final @Nullable Object zero;

    private NumberReader(Class<?> type, ValueDeserializer<?> jackson, @Nullable Object zero) {
        super(type);
        this.type = type;
        this.jackson = jackson;
        this.zero = zero;
    }

    public static JacksonModule module() {
        SimpleModule module = new SimpleModule("filestore-numbers");
        add(module, boolean.class, false);
        add(module, char.class, '\0');
        add(module, byte.class, (byte) 0);
        add(module, short.class, (short) 0);
        add(module, int.class, 0);
        add(module, long.class, 0L);
        add(module, float.class, 0.0f);
        add(module, double.class, 0.0);
        add(module, Float.class, null);
        add(module, Double.class, null);
        return module;
    }

    @SuppressWarnings("unchecked")
    private static void add(SimpleModule module, Class<?> type, @Nullable Object zero) {
        module.addDeserializer((Class<Object>) type, new NumberReader(type, NumberDeserializers.find(type), zero));
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context) {
        Object value = this.jackson.deserialize(parser, context);
        if (value instanceof Double number) {
            requireExact(parser, context, number, EXACT_DOUBLE);
        }
        else if (value instanceof Float number) {
            requireExact(parser, context, number, EXACT_FLOAT);
        }
        return value;
    }

    private void requireExact(JsonParser parser, DeserializationContext context, Number number, int exact) {
        JsonToken token = parser.currentToken();
        boolean whole = token == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() == JsonParser.NumberType.INT
                && exact == EXACT_DOUBLE;
        if (whole || token == null || !token.isNumeric()
                || (parser.getStringLength() <= exact && isUsual(Math.abs(number.doubleValue())))) {
            return;
        }
        String text = parser.getString();
        String nearest = number.toString();
        if (!nearest.equals(text) && (!Double.isFinite(number.doubleValue())
                || new BigDecimal(text).compareTo(new BigDecimal(nearest)) != 0)) {
            context.handleWeirdNumberValue(this.type, new BigDecimal(text), "it would become " + nearest);
        }
    }

    /** Neither zero nor so small that digits are lost, nor too large. */
    private static boolean isUsual(double number) {
        return number >= Float.MIN_NORMAL && number <= Double.MAX_VALUE;
    }

    @Override
    public @Nullable Object getNullValue(DeserializationContext context) {
        if (this.zero != null && context.isEnabled(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)) {
            context.reportInputMismatch(this, "it is null, which %s cannot be", this.type.getName());
        }
        return this.zero;
    }

    @Override
    public @Nullable Object getAbsentValue(DeserializationContext context) {
        return this.zero;
    }

    @Override
    public AccessPattern getNullAccessPattern() {
        return AccessPattern.DYNAMIC;
    }

    @Override
    public @Nullable Object getEmptyValue(DeserializationContext context) {
        return this.jackson.getEmptyValue(context);
    }

    @Override
    public Object deserializeWithType(JsonParser parser, DeserializationContext context, TypeDeserializer subtypes) {
        return this.jackson.deserializeWithType(parser, context, subtypes);
    }

    @Override
    public ValueDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
        ValueDeserializer<?> contextual = this.jackson.createContextual(context, property);
        return (contextual == this.jackson) ? this : new NumberReader(this.type, contextual, this.zero);
    }

    @Override
    public LogicalType logicalType() {
        return this.jackson.logicalType();
    }

}
