package io.filestore.row;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.introspect.AnnotatedClassResolver;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the properties of a type are called in JSON by filestore's default mapper.
 */
public final class PropertyNames {

    private PropertyNames() {
    }

    /**
     * A property.
     *
     * @param name in JSON
     * @param isRowId whether it is no field of a row, but the id of it
     */
    public record Property(String name, boolean isRowId) {
    }

    /**
     * The name of the property that a method reads.
     * @param type a record or another class
     * @param method the method's name
     * @return null if the method reads none that is written
     */
    public static @Nullable Property of(Class<?> type, String method) {
        JsonMapper mapper = RowCodec.defaultMapper().build();
        for (BeanPropertyDefinition property : written(mapper, mapper.constructType(type))) {
            if (isNamed(property.getGetter(), method) || isNamed(property.getField(), method)
                    || isNamed(property.getAccessor(), method)) {
                return new Property(property.getName(), RowIdSearch.isMarked(property));
            }
        }
        return null;
    }

    /**
     * The name of a property in JSON.
     * @param property its name in Java
     * @return null if there is none of that name that is written
     */
    static @Nullable String of(JsonMapper mapper, Class<?> type, String property) {
        return written(mapper, mapper.constructType(type)).stream()
            .filter((each) -> each.getInternalName().equals(property))
            .map(BeanPropertyDefinition::getName)
            .findFirst()
            .orElse(null);
    }

    /** The properties that a mapper writes of a type. */
    static List<BeanPropertyDefinition> written(JsonMapper mapper, JavaType type) {
        SerializationContext writing = mapper._serializationContext();
        return writing
            .introspectBeanDescription(type,
                    AnnotatedClassResolver.resolve(mapper.serializationConfig(), type, mapper.serializationConfig()))
            .findProperties()
            .stream()
            .filter(BeanPropertyDefinition::couldSerialize)
            .toList();
    }

    private static boolean isNamed(@Nullable AnnotatedMember member, String method) {
        return member != null && member.getName().equals(method);
    }

}
