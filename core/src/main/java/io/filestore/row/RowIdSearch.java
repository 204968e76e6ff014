package io.filestore.row;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.filestore.error.InvalidRowException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.PropertyName;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;
import tools.jackson.databind.deser.impl.TypeWrappedDeserializer;
import tools.jackson.databind.introspect.AnnotatedClassResolver;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.ser.bean.BeanSerializerBase;

/**
 * Looks once at a type for what is marked {@link RowId}, also above it, and refuses what
 * could not be filled, written or left out.
 */
final class RowIdSearch {

    private final JsonMapper mapper;

    private final JavaType type;

    private RowIdSearch(JsonMapper mapper, JavaType type) {
        this.mapper = mapper;
        this.type = type;
    }

    /** The property that is marked; null for none. */
    static @Nullable RowIdField in(JsonMapper mapper, JavaType type) {
        boolean hasFields = !type.isContainerType() && !type.isReferenceType() && type.getRawClass() != Row.class
                && !type.getRawClass().getName().startsWith("java.");
        RowIdSearch search = new RowIdSearch(mapper, type);
        try {
            return hasFields ? search.field() : null;
        }
        catch (JacksonException ex) {
            throw search.refuse(Reasons.ofType(ex));
        }
    }

    private @Nullable RowIdField field() {
        List<String> marked = marked();
        if (marked.size() > 1) {
            throw refuse("it has more than one @RowId: '" + String.join("', '", marked) + "'. A row has one id");
        }
        SerializationContext writing = this.mapper._serializationContext();
        BeanDescription description = writing.introspectBeanDescription(this.type, AnnotatedClassResolver
            .resolve(this.mapper.serializationConfig(), this.type, this.mapper.serializationConfig()));
        List<BeanPropertyDefinition> found = description.findProperties()
            .stream()
            .filter((each) -> each.couldSerialize() && isMarked(each))
            .toList();
        if (found.isEmpty() && marked.isEmpty()) {
            return null;
        }
        if (found.size() != 1) {
            throw refuse(found.isEmpty()
                    ? its(marked.get(0)) + " is no property that its JSON mapper writes and reads. Give it a getter, or"
                            + " take away the annotation that leaves it out: filestore leaves it out by itself"
                    : "it has more than one @RowId: " + found.stream().map(BeanPropertyDefinition::getName).toList()
                            + ". A row has one id");
        }
        return field(found.get(0), description.getClassAnnotations().get(JsonTypeInfo.class));
    }

    static boolean isMarked(BeanPropertyDefinition property) {
        return property.getAccessor() != null && property.getAccessor().annotations().anyMatch(RowIdMark::is);
    }

    private RowIdField field(BeanPropertyDefinition property, @Nullable JsonTypeInfo typed) {
        String name = property.getName();
        Class<?> raw = property.getAccessor().getType().getRawClass();
        IdKind kind = IdKind.of(raw);
        if (kind == null) {
            throw refuse(its(name) + " is a " + raw.getName()
                    + ". A row's id is a String, UUID, Long, long, Integer or int");
        }
        if (!property.findAliases().isEmpty()) {
            throw refuse(its(name) + " has another name in JSON, too. Take away the @JsonAlias");
        }
        if (!(this.mapper._serializationContext()
            .findTypedValueSerializer(this.type, true) instanceof BeanSerializerBase) && typed == null) {
            throw refuse(its(name) + " is written by a serializer of its own, so that nobody knows where."
                    + " Take away the serializer, or the mark");
        }
        if (!isRead(name, typed)) {
            throw refuse(its(name) + " cannot be filled. Give it a setter, or make the type a record");
        }
        return new RowIdField(name, raw, kind);
    }

    /** Of the classes that a row may become, each by itself is known only later. */
    private boolean isRead(String name, @Nullable JsonTypeInfo typed) {
        DeserializationContext reading = this.mapper._deserializationContext();
        ValueDeserializer<Object> reader = reading.findRootValueDeserializer(this.type);
        if (reader instanceof TypeWrappedDeserializer) {
            return typed != null && (typed.include() == JsonTypeInfo.As.PROPERTY
                    || typed.include() == JsonTypeInfo.As.EXISTING_PROPERTY);
        }
        return reader instanceof BeanDeserializerBase bean && bean.findProperty(PropertyName.construct(name)) != null;
    }

    /** The names of fields, getters and setters that are marked, each once. */
    private List<String> marked() {
        Stream<String> names = Stream.of();
        for (Class<?> each = this.type.getRawClass(); each != null; each = each.getSuperclass()) {
            names = Stream.concat(names,
                    Stream.concat(names(each.getDeclaredFields()), names(each.getDeclaredMethods())));
        }
        return names.distinct().toList();
    }

    private <M extends AnnotatedElement & Member> Stream<String> names(M[] members) {
        return Stream.of(members).filter(RowIdMark::isOn).map(this::name);
    }

    private String name(Member member) {
        if (Modifier.isStatic(member.getModifiers())) {
            throw refuse(its(member.getName()) + " is static. Each row has an id of its own");
        }
        String name = member.getName();
        boolean bean = name.length() > 3 && (name.startsWith("get") || name.startsWith("set"))
                && Character.isUpperCase(name.charAt(3));
        return bean ? Character.toLowerCase(name.charAt(3)) + name.substring(4) : name;
    }

    private String its(String name) {
        for (Class<?> each = this.type.getRawClass(); each != null; each = each.getSuperclass()) {
            if (Stream
                .<AnnotatedElement>concat(Stream.of(each.getDeclaredFields()), Stream.of(each.getDeclaredMethods()))
                .flatMap((member) -> Stream.of(member.getAnnotations()))
                .anyMatch(SpringData::isId)) {
                return "its @Id '" + name + "'";
            }
        }
        return "its @RowId '" + name + "'";
    }

    private InvalidRowException refuse(String reason) {
        return new InvalidRowException(
                this.type.getRawClass().getName() + " cannot be a type of rows: " + reason + ".");
    }

}
