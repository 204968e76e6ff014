package io.filestore.data.repository.query;

import java.beans.PropertyDescriptor;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.core.convert.converter.Converter;
import org.springframework.data.core.TypeInformation;
import org.springframework.data.projection.ProjectionFactory;
import org.springframework.data.repository.query.ReturnedType;
import org.springframework.util.ReflectionUtils;

import io.filestore.data.mapping.FileStoreMappingContext;
import io.filestore.data.mapping.FileStorePersistentEntity;
import io.filestore.data.mapping.FileStorePersistentProperty;
import io.filestore.error.InvalidQueryException;

/** What is made of entities where something else is wanted of them. */
public final class Projections {

    private final Class<?> entity;

    private final FileStoreMappingContext entities;

    private final ProjectionFactory factory;

    private final ProjectedClasses classes;

    /** Those that fit. */
    private final Set<Class<?>> known = ConcurrentHashMap.newKeySet();

    public Projections(Class<?> entity, FileStoreMappingContext entities, ProjectionFactory factory) {
        this.entity = entity;
        this.entities = entities;
        this.factory = factory;
        this.classes = new ProjectedClasses(entities, factory);
    }

    /**
     * Refuses what cannot be made of an entity.
     * @throws InvalidQueryException naming the property that it has not
     */
    void require(ReturnedType type) {
        Class<?> wanted = type.getReturnedType();
        if (this.known.contains(wanted)) {
            return;
        }
        if (type.isProjecting()) {
            require(wanted, this.entity);
        }
        else if (!wanted.isAssignableFrom(this.entity)) {
            throw new InvalidQueryException("A " + this.entity.getSimpleName() + " is no " + wanted.getSimpleName()
                    + ", nor is one made of it. Take its own class, an interface, or a class with some of its properties.");
        }
        this.known.add(wanted);
    }

    private void require(Class<?> wanted, Class<?> from) {
        if (wanted.isInterface()) {
            for (PropertyDescriptor each : this.factory.getProjectionInformation(wanted).getInputProperties()) {
                require(each.getName(), TypeInformation.of(wanted).getProperty(each.getName()), wanted, from);
            }
        }
        else {
            this.classes.properties(wanted).forEach((name, type) -> require(name, type, wanted, from));
        }
    }

    private void require(String name, @Nullable TypeInformation<?> type, Class<?> wanted, Class<?> from) {
        TypeInformation<?> found = find(name, from, wanted.isInterface());
        if (found == null) {
            throw new InvalidQueryException("It returns " + wanted.getSimpleName() + ", whose '" + name
                    + "' no property of " + from.getSimpleName() + " fills. Name it as there"
                    + (wanted.isInterface() ? ", or say by @Value what it is." : "."));
        }
        if (type != null) {
            Class<?> inner = type.getRequiredActualType().getType();
            Class<?> source = found.getRequiredActualType().getType();
            if (!inner.isAssignableFrom(source) && this.entities.getPersistentEntity(source) != null
                    && !inner.getName().startsWith("java.")) {
                require(inner, source);
            }
        }
    }

    /** What a getter returns fills an interface, too. */
    private @Nullable TypeInformation<?> find(String name, Class<?> from, boolean getters) {
        FileStorePersistentEntity<?> entity = this.entities.getPersistentEntity(from);
        FileStorePersistentProperty property = (entity != null) ? entity.getPersistentProperty(name) : null;
        if (property != null) {
            return property.getTypeInformation();
        }
        boolean readable = getters && (BeanUtils.getPropertyDescriptor(from, name) != null
                || ReflectionUtils.findField(from, name) != null);
        return readable ? TypeInformation.of(Object.class) : null;
    }

    /** Makes what is wanted, but for interfaces, which Spring Data makes itself. */
    Converter<Object, Object> to(ReturnedType type) {
        return type.isDtoProjection() ? (entity) -> this.classes.make(entity, type.getReturnedType())
                : (entity) -> entity;
    }

    /** An entity as something else. */
    <R> R make(Object entity, Class<R> type) {
        if (type.isInstance(entity)) {
            return type.cast(entity);
        }
        require(ReturnedType.of(type, this.entity, this.factory));
        return type.isInterface() ? this.factory.createProjection(type, entity)
                : type.cast(this.classes.make(entity, type));
    }

    /** Whether entities can be made that. */
    void require(Class<?> type) {
        require(ReturnedType.of(type, this.entity, this.factory));
    }

}
