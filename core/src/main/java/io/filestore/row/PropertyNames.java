package io.filestore.row;

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
     * The name of the property that a method reads.
     * @param type a record or another class
     * @param method the method's name
     * @return null if none is written that the method reads
     */
    public static @Nullable String of(Class<?> type, String method) {
        JsonMapper mapper = RowCodec.defaultMapper().build();
        SerializationContext writing = mapper._serializationContext();
        JavaType java = mapper.constructType(type);
        for (BeanPropertyDefinition property : writing
            .introspectBeanDescription(java,
                    AnnotatedClassResolver.resolve(mapper.serializationConfig(), java, mapper.serializationConfig()))
            .findProperties()) {
            if (property.couldSerialize() && (isNamed(property.getGetter(), method)
                    || isNamed(property.getField(), method) || isNamed(property.getAccessor(), method))) {
                return property.getName();
            }
        }
        return null;
    }

    private static boolean isNamed(@Nullable AnnotatedMember member, String method) {
        return member != null && member.getName().equals(method);
    }

}
