package io.filestore.data.mapping;

import java.lang.reflect.Modifier;
import java.util.function.Supplier;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import org.springframework.data.mapping.Association;
import org.springframework.data.mapping.PersistentEntity;
import org.springframework.data.mapping.model.AnnotationBasedPersistentProperty;
import org.springframework.data.mapping.model.Property;
import org.springframework.data.mapping.model.SimpleTypeHolder;

import io.filestore.data.mapping.FileStoreMappingContext.FieldNames;
import io.filestore.row.RowId;

/** A property of an entity: a field of its row's JSON, or the row's id. */
public final class FileStorePersistentProperty extends AnnotationBasedPersistentProperty<FileStorePersistentProperty> {

    private final Supplier<@Nullable FieldNames> names;

    private volatile @Nullable String field;

    FileStorePersistentProperty(Property property, PersistentEntity<?, FileStorePersistentProperty> owner,
            SimpleTypeHolder simpleTypes, Supplier<@Nullable FieldNames> names) {
        super(property, owner, simpleTypes);
        this.names = names;
    }

    /** The name in JSON. */
    public String field() {
        String known = this.field;
        FieldNames mapped = (known == null) ? this.names.get() : null;
        if (mapped != null) {
            String found = mapped.fieldOf(getOwner().getType(), getName());
            known = (found != null) ? found : annotatedField();
            this.field = known;
        }
        return (known != null) ? known : annotatedField();
    }

    private String annotatedField() {
        JsonProperty named = findAnnotation(JsonProperty.class);
        return (named != null && !named.value().isEmpty()) ? named.value() : getName();
    }

    @Override
    public boolean isTransient() {
        return super.isTransient() || (getField() != null && Modifier.isTransient(getField().getModifiers()));
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
