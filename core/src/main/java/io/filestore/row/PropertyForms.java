package io.filestore.row;

import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JacksonSerializable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.PropertyWriter;

/** How properties of classes are written, for values alone. Thread-safe. */
final class PropertyForms {

    private final JsonMapper mapper;

    private final Map<Named, Optional<BeanPropertyWriter>> writers = new ConcurrentHashMap<>();

    PropertyForms(JsonMapper mapper) {
        this.mapper = mapper;
    }

    private record Named(Class<?> type, String property) {
    }

    /**
     * A value that the mapper writes as it writes the property; null if it is none of the
     * property.
     */
    @Nullable Object whole(Class<?> type, String property, Object value) {
        BeanPropertyWriter writer = writer(type, property);
        Object fitting = (writer != null) ? fitting(writer.getType(), value) : null;
        return (writer != null && fitting != null) ? new Written(writer, fitting) : null;
    }

    /**
     * An array whose first element is the value, as an element of the property, or that
     * element; null if it is none.
     */
    @Nullable Object element(Class<?> type, String property, Object value) {
        BeanPropertyWriter writer = writer(type, property);
        // An array of one could be written without being one.
        Object several = (writer != null) ? container(writer.getType(), Arrays.asList(value, value)) : null;
        return (writer != null && several != null) ? new Written(writer, several) : null;
    }

    private static @Nullable Object fitting(JavaType type, Object value) {
        if (type.getRawClass() == Optional.class && !(value instanceof Optional)) {
            return isOf(type.getReferencedType(), value) ? Optional.of(value) : null;
        }
        Collection<?> several = several(value);
        if (several == null || !isContainer(type)) {
            return isOf(type, value) ? value : null;
        }
        return (isOf(type, value) && areOf(type.getContentType(), several)) ? value : container(type, several);
    }

    private static boolean isContainer(JavaType type) {
        return type.isArrayType() || type.isCollectionLikeType();
    }

    private static @Nullable Collection<?> several(Object value) {
        if (value instanceof Object[] array) {
            return Arrays.asList(array);
        }
        return (value instanceof Collection<?> collection) ? collection : null;
    }

    private static boolean isOf(JavaType type, Object value) {
        return MethodType.methodType(type.getRawClass()).wrap().returnType().isInstance(value);
    }

    private static boolean areOf(JavaType type, Collection<?> values) {
        return values.stream().allMatch((each) -> (each != null) ? isOf(type, each) : !type.isPrimitive());
    }

    /** Null if the type is no array and no common collection, or has other elements. */
    private static @Nullable Object container(JavaType type, Collection<?> elements) {
        if (!isContainer(type) || !areOf(type.getContentType(), elements)) {
            return null;
        }
        if (type.isArrayType()) {
            Object array = Array.newInstance(type.getContentType().getRawClass(), elements.size());
            int index = 0;
            for (Object each : elements) {
                Array.set(array, index++, each);
            }
            return array;
        }
        if (type.getRawClass().isAssignableFrom(ArrayList.class)) {
            return new ArrayList<>(elements);
        }
        if (type.getRawClass().isAssignableFrom(LinkedHashSet.class)) {
            return new LinkedHashSet<>(elements);
        }
        boolean sorted = type.getRawClass().isAssignableFrom(TreeSet.class)
                && elements.stream().allMatch(Comparable.class::isInstance);
        return sorted ? new TreeSet<>(elements) : null;
    }

    private @Nullable BeanPropertyWriter writer(Class<?> type, String property) {
        return this.writers.computeIfAbsent(new Named(type, property), this::find).orElse(null);
    }

    private Optional<BeanPropertyWriter> find(Named named) {
        String name = PropertyNames.of(this.mapper, named.type(), named.property());
        Iterator<PropertyWriter> all = properties(this.mapper.constructType(named.type()));
        while (all.hasNext()) {
            if (all.next() instanceof BeanPropertyWriter writer && writer.getName().equals(name)
                    && !writer.isUnwrapping()) {
                return Optional.of(writer);
            }
        }
        return Optional.empty();
    }

    private Iterator<PropertyWriter> properties(JavaType type) {
        try {
            return this.mapper._serializationContext().findValueSerializer(type).properties();
        }
        catch (JacksonException ex) {
            return Collections.emptyIterator();
        }
    }

    /** What a property would be written as if this were its value. */
    private record Written(BeanPropertyWriter property, Object value) implements JacksonSerializable {

        @Override
        public void serialize(JsonGenerator generator, SerializationContext context) {
            ValueSerializer<Object> serializer = this.property.getSerializer();
            if (serializer == null) {
                serializer = context.findPrimaryPropertySerializer(type(context), this.property);
            }
            TypeSerializer kind = this.property.getTypeSerializer();
            if (kind != null) {
                serializer.serializeWithType(this.value, generator, context, kind);
            }
            else {
                serializer.serialize(this.value, generator, context);
            }
        }

        private JavaType type(SerializationContext context) {
            JavaType declared = this.property.getType();
            return (declared.containedTypeCount() > 0)
                    ? context.constructSpecializedType(declared, this.value.getClass())
                    : context.constructType(this.value.getClass());
        }

        @Override
        public void serializeWithType(JsonGenerator generator, SerializationContext context, TypeSerializer types) {
            serialize(generator, context);
        }

    }

}
