package io.filestore.row;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A record of which is known without asking Jackson what {@link RowIdSearch} and
 * {@link TypeCheck} would find out: that its components, and nothing else, are written
 * and read by their names. To ask costs a start more than anything else would.
 *
 * <p>
 * Whatever is unusual is not plain: annotations of Jackson, getters, interfaces, type
 * parameters, classes that are no records.
 */
final class PlainRecord {

    private static final Set<Class<?>> INTERFACES = Set.of(java.io.Serializable.class, Comparable.class);

    /** From texts and numbers Jackson would make values by these. */
    private static final Set<String> FACTORIES = Set.of("valueOf", "fromString");

    private final Set<String> names;

    private final @Nullable RowIdField rowId;

    private PlainRecord(Set<String> names, @Nullable RowIdField rowId) {
        this.names = names;
        this.rowId = rowId;
    }

    boolean has(String property) {
        return this.names.contains(property);
    }

    /** The component that is marked; null for none. */
    @Nullable RowIdField rowId() {
        return this.rowId;
    }

    /** Empty if the class is no such record. */
    static Optional<PlainRecord> find(Class<?> type) {
        return isPlain(type, new HashSet<>()) ? Optional.ofNullable(withId(type)) : Optional.empty();
    }

    private static @Nullable PlainRecord withId(Class<?> type) {
        Set<String> names = new HashSet<>();
        RowIdField id = null;
        for (RecordComponent component : type.getRecordComponents()) {
            String name = component.getName();
            names.add(name);
            if (RowIdMark.isOn(component.getAccessor()) || RowIdMark.isOn(field(type, name))) {
                IdKind kind = IdKind.of(component.getType());
                if (id != null || kind == null) {
                    return null;
                }
                id = new RowIdField(name, component.getType(), kind);
            }
        }
        return new PlainRecord(names, id);
    }

    private static Field field(Class<?> type, String name) {
        try {
            return type.getDeclaredField(name);
        }
        catch (NoSuchFieldException ex) {
            throw new IllegalStateException(ex);
        }
    }

    /**
     * @param open those that are being looked at, since a record may contain itself
     */
    static boolean isPlain(Class<?> type, Set<Class<?>> open) {
        if (!type.isRecord() || type.getModule().isNamed() || type.getTypeParameters().length > 0
                || isForeign(type.getAnnotations()) || !INTERFACES.containsAll(List.of(type.getInterfaces()))) {
            return false;
        }
        return !open.add(type) || (isMadeAsUsual(type) && hasUsualMembers(type) && hasPlainComponents(type, open));
    }

    private static boolean isMadeAsUsual(Class<?> type) {
        Constructor<?>[] all = type.getDeclaredConstructors();
        if (all.length != 1 || isForeign(all[0])) {
            return false;
        }
        for (Annotation[] ofParameter : all[0].getParameterAnnotations()) {
            if (isForeign(ofParameter)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasUsualMembers(Class<?> type) {
        for (Field field : type.getDeclaredFields()) {
            if (isForeign(field) || (Modifier.isStatic(field.getModifiers()) && RowIdMark.isOn(field))) {
                return false;
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            boolean unusual = Modifier.isStatic(method.getModifiers())
                    ? FACTORIES.contains(method.getName()) || RowIdMark.isOn(method)
                    : isBean(method.getName()) || (method.getParameterCount() > 0 && RowIdMark.isOn(method));
            if (unusual || isForeign(method)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasPlainComponents(Class<?> type, Set<Class<?>> open) {
        RecordComponent[] components = type.getRecordComponents();
        for (RecordComponent component : components) {
            if (isBean(component.getName()) || !Character.isLowerCase(component.getName().charAt(0))
                    || !PlainValues.contain(component.getGenericType(), open)) {
                return false;
            }
        }
        return components.length > 0;
    }

    /** Whether it is, or looks like, the name of a getter or setter. */
    private static boolean isBean(String name) {
        return name.startsWith("get") || name.startsWith("is") || name.startsWith("set");
    }

    static boolean isForeign(AnnotatedElement element) {
        return isForeign(element.getDeclaredAnnotations());
    }

    /** Whether Jackson is told something by them. */
    private static boolean isForeign(Annotation[] annotations) {
        for (Annotation annotation : annotations) {
            Class<? extends Annotation> kind = annotation.annotationType();
            if (kind == RowId.class) {
                continue;
            }
            if (isOfJackson(kind) || SpringData.isTransient(annotation)) {
                return true;
            }
            for (Annotation meta : kind.getAnnotations()) {
                if (isOfJackson(meta.annotationType())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isOfJackson(Class<?> annotation) {
        String name = annotation.getName();
        return name.startsWith("com.fasterxml.jackson.") || name.startsWith("tools.jackson.")
                || name.startsWith("java.beans.");
    }

}
