package io.filestore.data.repository.query;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

import io.filestore.data.mapping.FileStorePersistentEntity;
import io.filestore.data.mapping.FileStorePersistentProperty;
import io.filestore.error.InvalidQueryException;
import io.filestore.query.Operand;
import io.filestore.query.Query;

/** Whether paths in JSON lead to what an entity has. */
final class JsonNames {

    /** Where these are, a row has fields that no property tells of. */
    private static final List<Class<? extends Annotation>> OPEN = List.of(JsonAnySetter.class, JsonAnyGetter.class,
            JsonUnwrapped.class);

    private final EntityFields fields;

    JsonNames(EntityFields fields) {
        this.fields = fields;
    }

    /**
     * Refuses a path that leads to no field.
     * @return the property that the field is; null for the id, and where fields are that
     * no property tells of
     * @throws InvalidQueryException saying what is there
     */
    @Nullable FileStorePersistentProperty require(String path) {
        if (path.equals(Query.ID)) {
            return null;
        }
        FileStorePersistentEntity<?> at = this.fields.entity();
        String[] names = path.split("\\.");
        for (int i = 0; at != null && !isOpen(at); i++) {
            FileStorePersistentProperty property = property(at, names[i]);
            if (property == null || (i == 0 && at.isIdProperty(property))) {
                throw refuse(path, names[i], at);
            }
            if (i == names.length - 1) {
                return property;
            }
            if (property.isCollectionLike()) {
                throw new InvalidQueryException("The path '" + path + "' leads through '" + names[i]
                        + "', which has several values, and no query looks into each of them.");
            }
            if (!property.isMap() && JsonKind.of(property.getType()) != JsonKind.UNKNOWN) {
                throw new InvalidQueryException("'" + path + "' leads to no field: '" + names[i] + "' is "
                        + JsonKind.of(property.getType()).words() + " and has no fields.");
            }
            at = property.isMap() ? null : this.fields.entities().getPersistentEntity(property);
        }
        return null;
    }

    /** What the values at a path are in JSON. */
    JsonKind kind(String path) {
        if (path.equals(Query.ID)) {
            return JsonKind.UNKNOWN;
        }
        FileStorePersistentProperty property = require(path);
        return (property != null) ? EntityFields.kind(property) : JsonKind.UNKNOWN;
    }

    /** How the values at a path are written. */
    FieldForm form(String path) {
        FileStorePersistentProperty property = require(path);
        return (property != null) ? property::operand : Operand::of;
    }

    private static boolean isOpen(FileStorePersistentEntity<?> entity) {
        return entity.isAnnotationPresent(JsonTypeInfo.class)
                || OPEN.stream().anyMatch((each) -> entity.getPersistentProperties(each).iterator().hasNext());
    }

    private static @Nullable FileStorePersistentProperty property(FileStorePersistentEntity<?> entity, String field) {
        for (FileStorePersistentProperty property : entity) {
            if (property.field().equals(field)) {
                return property;
            }
        }
        return null;
    }

    private InvalidQueryException refuse(String path, String name, FileStorePersistentEntity<?> entity) {
        FileStorePersistentProperty same = entity.getPersistentProperty(name);
        if (same != null && entity.isIdProperty(same)) {
            return new InvalidQueryException("'" + name + "' of " + entity.getType().getSimpleName()
                    + " is its id, which is no field. In a query it is '" + Query.ID + "'.");
        }
        List<String> fields = new ArrayList<>();
        entity.forEach((property) -> fields.add(entity.isIdProperty(property) ? Query.ID : property.field()));
        return new InvalidQueryException(
                "'" + path + "' leads to no field: in JSON, " + entity.getType().getSimpleName()
                        + ((same != null) ? " calls '" + name + "' '" + same.field() + "'." : " has " + fields + "."));
    }

}
