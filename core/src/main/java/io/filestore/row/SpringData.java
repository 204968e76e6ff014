package io.filestore.row;

import java.lang.annotation.Annotation;
import java.util.stream.Stream;

import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;

/**
 * What entities of Spring Data say about themselves, known by names, since it is not on
 * every class path.
 */
final class SpringData {

    private static final String ID = "org.springframework.data.annotation.Id";

    private static final String TRANSIENT = "org.springframework.data.annotation.Transient";

    private static final String PERSISTABLE = "org.springframework.data.domain.Persistable";

    private SpringData() {
    }

    static boolean isId(Annotation annotation) {
        return annotation.annotationType().getName().equals(ID);
    }

    static boolean isTransient(Annotation annotation) {
        return annotation.annotationType().getName().equals(TRANSIENT);
    }

    private static boolean isPersistable(Class<?> type) {
        return type.getName().equals(PERSISTABLE)
                || Stream.concat(Stream.ofNullable(type.getSuperclass()), Stream.of(type.getInterfaces()))
                    .anyMatch(SpringData::isPersistable);
    }

    /** Leaves out what is marked as no data, and what an entity answers to isNew. */
    static final class Introspector extends NopAnnotationIntrospector {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean hasIgnoreMarker(MapperConfig<?> config, AnnotatedMember member) {
            return member.annotations().anyMatch(SpringData::isTransient)
                    || (member.getName().equals("isNew") && isPersistable(member.getDeclaringClass()));
        }

    }

}
