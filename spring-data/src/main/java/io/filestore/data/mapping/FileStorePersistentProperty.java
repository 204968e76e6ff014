package io.filestore.data.mapping;

import java.lang.reflect.Modifier;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import org.springframework.data.mapping.Association;
import org.springframework.data.mapping.PersistentEntity;
import org.springframework.data.mapping.model.AnnotationBasedPersistentProperty;
import org.springframework.data.mapping.model.Property;
import org.springframework.data.mapping.model.SimpleTypeHolder;

import io.filestore.data.mapping.FileStoreMappingContext.FieldNames;
import io.filestore.data.mapping.FileStoreMappingContext.Operands;
import io.filestore.query.Operand;
import io.filestore.row.RowId;

/** A property of an entity: a field of its row's JSON, or the row's id. */
public final class FileStorePersistentProperty extends AnnotationBasedPersistentProperty<FileStorePersistentProperty> {

    private final FileStoreMappingContext entities;

    private volatile @Nullable String field;

    FileStorePersistentProperty(Property property, PersistentEntity<?, FileStorePersistentProperty> owner,
            SimpleTypeHolder simpleTypes, FileStoreMappingContext entities) {
        super(property, owner, simpleTypes);
        this.entities = entities;
    }

    /** The name in JSON. */
    public String field() {
        String known = this.field;
        FieldNames mapped = (known == null) ? this.entities.fieldNames() : null;
        if (mapped != null) {
            String found = mapped.fieldOf(getOwner().getType(), getName());
            known = (found != null) ? found : annotatedField();
            this.field = known;
        }
        return (known != null) ? known : annotatedField();
    }

    /**
     * What rows with this value are found by: the value, or an element, as it is written
     * in their JSON.
     */
    public Operand operand(@Nullable Object value) {
        Operands operands = this.entities.operands();
        return (operands != null) ? operands.operandOf(getOwner().getType(), getName(), value) : Operand.of(value);
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
