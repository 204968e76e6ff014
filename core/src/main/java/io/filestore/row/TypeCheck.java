package io.filestore.row;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonBackReference;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.filestore.error.InvalidRowException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyName;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.AbstractDeserializer;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;
import tools.jackson.databind.deser.impl.TypeWrappedDeserializer;
import tools.jackson.databind.introspect.AnnotatedClassResolver;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.ser.bean.BeanSerializerBase;
import tools.jackson.databind.ser.impl.UnknownSerializer;

/**
 * Looks once at a type, and at the types within it, whether its values come back as they
 * were put: every field that is not {@code transient} must be written, and read again. So
 * nobody pays for it with each row.
 *
 * <p>
 * What an application writes and reads with serializers of its own is its own affair.
 */
final class TypeCheck {

    private final JsonMapper mapper;

    private final SerializationContext writing;

    private final DeserializationContext reading;

    private final JavaType root;

    private final Set<JavaType> seen = new HashSet<>();

    private boolean typed = true;

    private boolean subclasses = true;

    TypeCheck(JsonMapper mapper, JavaType type) {
        this.mapper = mapper;
        this.writing = mapper._serializationContext();
        this.reading = mapper._deserializationContext();
        this.root = type;
        check(type);
    }

    /**
     * Whether the classes of all numbers in a value are known beforehand, so that a text
     * such as "NaN" is read as a number again.
     */
    boolean isTyped() {
        return this.typed;
    }

    /** Whether values may be of a subclass of the type. */
    boolean takesSubclasses() {
        return this.subclasses;
    }

    private void check(JavaType type) {
        Class<?> raw = type.getRawClass();
        for (JavaType each : new JavaType[] { type.getContentType(), type.getReferencedType() }) {
            if (each != null && each != type) {
                check(each);
            }
        }
        if (raw == Object.class || JsonNode.class.isAssignableFrom(raw)) {
            this.typed = false;
        }
        else if (raw != Row.class && !type.isContainerType() && !type.isReferenceType() && !raw.isPrimitive()
                && !raw.isEnum() && !isOfJava(raw) && this.seen.add(type)) {
            checkClass(type);
        }
        else if (type.isContainerType() && type == this.root) {
            reader(type);
        }
        else if (isOfJava(raw) && !type.isContainerType() && !type.isReferenceType() && this.seen.add(type)) {
            checkOfJava(type);
        }
    }

    /** Of Java's classes Jackson knows those that are values; the others it guesses. */
    private void checkOfJava(JavaType type) {
        ValueSerializer<Object> writer = writer(type);
        if (writer instanceof UnknownSerializer || writer instanceof BeanSerializerBase
                || reader(type) instanceof AbstractDeserializer) {
            throw refuse(type, "what is written of it does not make another one like it. Keep what it consists of,"
                    + " or say in jsonMapper how it is written and read");
        }
    }

    private static boolean isOfJava(Class<?> raw) {
        return raw.getName().startsWith("java.");
    }

    private void checkClass(JavaType type) {
        if (type.containedTypeCount() == 0 && type.getRawClass().getTypeParameters().length > 0) {
            throw refuse(type, "it has type parameters, which a class alone does not tell. Name the whole type, as in"
                    + " new TypeReference<" + type.getRawClass().getSimpleName() + "<String>>() {}");
        }
        ValueSerializer<Object> writer = writer(type);
        ValueDeserializer<Object> reader = reader(type);
        if (reader instanceof TypeWrappedDeserializer) {
            this.typed = false;
            Class<?>[] permitted = type.getRawClass().getPermittedSubclasses();
            for (Class<?> subclass : (permitted != null) ? permitted : new Class<?>[0]) {
                check(this.mapper.constructType(subclass));
            }
            return;
        }
        if (reader instanceof AbstractDeserializer) {
            throw refuse(type, "it is abstract, and nothing says which class a row becomes. Annotate it with"
                    + " @JsonTypeInfo, or name a class");
        }
        if (writer instanceof UnknownSerializer) {
            throw refuse(type, "it has no field that would be stored: none is public, has a getter or is a component"
                    + " of a record");
        }
        if (writer instanceof BeanSerializerBase && reader instanceof BeanDeserializerBase bean) {
            checkFields(type, bean);
            this.subclasses &= type != this.root;
        }
        else {
            this.typed = false;
        }
    }

    private ValueSerializer<Object> writer(JavaType type) {
        try {
            return this.writing.findValueSerializer(type);
        }
        catch (JacksonException ex) {
            throw refuse(type, Reasons.ofType(ex));
        }
    }

    private ValueDeserializer<Object> reader(JavaType type) {
        try {
            return this.reading.findRootValueDeserializer(type);
        }
        catch (JacksonException ex) {
            throw refuse(type, Reasons.ofType(ex));
        }
    }

    private void checkFields(JavaType type, BeanDeserializerBase reader) {
        Class<?> raw = type.getRawClass();
        if (raw.isMemberClass() && !Modifier.isStatic(raw.getModifiers())) {
            throw refuse(type, "it is an inner class, which cannot be made from a row. Make it static");
        }
        if (!reader.getValueInstantiator().canInstantiate()) {
            throw refuse(type,
                    "it cannot be made from a row. Give it a constructor without parameters, or make it a" + " record");
        }
        BeanDescription description = this.writing.introspectBeanDescription(type, AnnotatedClassResolver
            .resolve(this.mapper.serializationConfig(), type, this.mapper.serializationConfig()));
        List<BeanPropertyDefinition> written = new ArrayList<>();
        for (BeanPropertyDefinition property : description.findProperties()) {
            if (property.couldSerialize()) {
                written.add(property);
                checkLeftOut(type, property);
                if (reader.findProperty(PropertyName.construct(property.getName())) != null) {
                    check(property.getAccessor().getType());
                }
            }
        }
        JsonIgnoreProperties ignored = description.getClassAnnotations().get(JsonIgnoreProperties.class);
        for (String name : (ignored != null && ignored.allowSetters()) ? ignored.value() : new String[0]) {
            if (reader.findProperty(PropertyName.construct(name)) != null) {
                throw refuse(type, "its field '" + name + "' would not be stored. Take it out of the"
                        + " @JsonIgnoreProperties of the class");
            }
        }
        if (description.findAnyGetter() == null && !reader.hasAnySetter()) {
            for (Class<?> each = raw; each != null && !isOfJava(each); each = each.getSuperclass()) {
                for (Field field : each.getDeclaredFields()) {
                    int modifiers = field.getModifiers();
                    if (!Modifier.isStatic(modifiers) && !Modifier.isTransient(modifiers) && !field.isSynthetic()
                            && !field.isAnnotationPresent(JsonBackReference.class)
                            && Stream.of(field.getAnnotations()).noneMatch(SpringData::isTransient)) {
                        check(type, field, written, reader);
                    }
                }
            }
        }
    }

    /** An annotation of a field can leave out fields of what is in it. */
    private void checkLeftOut(JavaType type, BeanPropertyDefinition property) {
        AnnotatedMember member = property.getAccessor();
        JsonIgnoreProperties ignored = member.getAnnotation(JsonIgnoreProperties.class);
        boolean lost = member.hasAnnotation(JsonIncludeProperties.class);
        for (String name : (ignored != null) ? ignored.value() : new String[0]) {
            JavaType value = member.getType();
            while (!value.isMapLikeType() && (value.isContainerType() || value.isReferenceType())) {
                value = value.isReferenceType() ? value.getReferencedType() : value.getContentType();
            }
            lost |= !(reader(value) instanceof BeanDeserializerBase bean)
                    || bean.findProperty(PropertyName.construct(name)) != null;
        }
        if (lost) {
            throw refuse(type, "its field '" + property.getName() + "' would not be stored whole. Take away the"
                    + " annotation that leaves out a part of it");
        }
    }

    private void check(JavaType type, Field field, List<BeanPropertyDefinition> written, BeanDeserializerBase reader) {
        for (BeanPropertyDefinition property : written) {
            if (isOf(property, field)) {
                if (!property.getAccessor().hasAnnotation(JsonUnwrapped.class)
                        && reader.findProperty(PropertyName.construct(property.getName())) == null) {
                    throw refuse(type, "its field '" + field.getName()
                            + "' is stored but not read again. Give it a setter, or mark it transient if it is no data");
                }
                return;
            }
        }
        throw refuse(type, "its field '" + field.getName() + "' would not be stored. "
                + (type.getRawClass().isRecord() ? "Take away the annotation that leaves it out, or the component"
                        : "Make it public or give it a getter, take away an annotation that leaves it out, or mark it"
                                + " transient if it is no data"));
    }

    /**
     * Also for a field {@code _name} or {@code isActive}, whose getter has another name.
     */
    private static boolean isOf(BeanPropertyDefinition property, Field field) {
        String name = property.getInternalName();
        String upper = name.substring(0, Math.min(1, name.length())).toUpperCase(Locale.ROOT)
                + name.substring(Math.min(1, name.length()));
        return field.getName().equals(name) || (property.getField() == null
                && Set.of("_" + name, "m_" + name, "m" + upper, "is" + upper).contains(field.getName()));
    }

    private InvalidRowException refuse(JavaType type, String reason) {
        String name = type.getRawClass().getName();
        return new InvalidRowException(((type.equals(this.root)) ? name + " cannot be a type of rows: "
                : this.root.getRawClass().getName() + " cannot be a type of rows, because of " + name + " in it: ")
                + reason + ".");
    }

}
