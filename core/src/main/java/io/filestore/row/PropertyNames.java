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
        for (BeanPropertyDefinition property : properties(RowCodec.defaultMapper().build(), type)) {
            if (property.couldSerialize() && (isNamed(property.getGetter(), method)
                    || isNamed(property.getField(), method) || isNamed(property.getAccessor(), method))) {
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
        return properties(mapper, type).stream()
            .filter((each) -> each.couldSerialize() && each.getInternalName().equals(property))
            .map(BeanPropertyDefinition::getName)
            .findFirst()
            .orElse(null);
    }

    private static List<BeanPropertyDefinition> properties(JsonMapper mapper, Class<?> type) {
        SerializationContext writing = mapper._serializationContext();
        JavaType java = mapper.constructType(type);
        return writing
            .introspectBeanDescription(java,
                    AnnotatedClassResolver.resolve(mapper.serializationConfig(), java, mapper.serializationConfig()))
            .findProperties();
    }

    private static boolean isNamed(@Nullable AnnotatedMember member, String method) {
        return member != null && member.getName().equals(method);
    }

}
