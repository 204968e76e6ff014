package io.filestore.data.mapping;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.springframework.data.mapping.Association;
import org.springframework.data.mapping.PersistentEntity;
import org.springframework.data.mapping.model.AnnotationBasedPersistentProperty;
import org.springframework.data.mapping.model.Property;
import org.springframework.data.mapping.model.SimpleTypeHolder;

import io.filestore.row.RowId;

/** A property of an entity: a field of its row's JSON, or the row's id. */
public final class FileStorePersistentProperty extends AnnotationBasedPersistentProperty<FileStorePersistentProperty> {

    FileStorePersistentProperty(Property property, PersistentEntity<?, FileStorePersistentProperty> owner,
            SimpleTypeHolder simpleTypes) {
        super(property, owner, simpleTypes);
    }

    /** The name in JSON. */
    public String field() {
        JsonProperty named = findAnnotation(JsonProperty.class);
        return (named != null && !named.value().isEmpty()) ? named.value() : getName();
    }

    @Override
    public boolean isIdProperty() {
        return super.isIdProperty() || isAnnotationPresent(RowId.class);
    }

    @Override
    protected Association<FileStorePersistentProperty> createAssociation() {
        return new Association<>(this, null);
    }

}
