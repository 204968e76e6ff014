package io.filestore.data.mapping;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.data.core.TypeInformation;
import org.springframework.data.mapping.context.AbstractMappingContext;
import org.springframework.data.mapping.model.Property;
import org.springframework.data.mapping.model.SimpleTypeHolder;

import io.filestore.query.Operand;
import io.filestore.row.Row;

/** The entities of an application. */
public final class FileStoreMappingContext
        extends AbstractMappingContext<FileStorePersistentEntity<?>, FileStorePersistentProperty> {

    private volatile @Nullable FieldNames names;

    private volatile @Nullable Operands operands;

    public FileStoreMappingContext() {
        setSimpleTypeHolder(new SimpleTypeHolder(Set.of(), true) {

            /**
             * What the JDK has is no entity, nor is free JSON: nothing asks for a
             * property.
             */
            @Override
            public boolean isSimpleType(Class<?> type) {
                return type.getName().startsWith("java.") || type.getName().startsWith("tools.jackson.")
                        || type == Row.class || super.isSimpleType(type);
            }

        });
    }

    /**
     * What properties are called in JSON, where somebody knows better than their
     * annotations.
     * @param names null for a property that it does not know
     */
    public void setFieldNames(FieldNames names) {
        this.names = names;
    }

    /** What the properties of classes are called in JSON. */
    @FunctionalInterface
    public interface FieldNames {

        @Nullable String fieldOf(Class<?> type, String property);

    }

    /**
     * What values of properties are in JSON, where somebody knows better than filestore's
     * default mapper.
     */
    public void setOperands(Operands operands) {
        this.operands = operands;
    }

    @Nullable Operands operands() {
        return this.operands;
    }

    @Nullable FieldNames fieldNames() {
        return this.names;
    }

    /** What values of the properties of classes are in JSON. */
    @FunctionalInterface
    public interface Operands {

        Operand operandOf(Class<?> type, String property, @Nullable Object value);

    }

    /**
     * What a class of entities says about indexes.
     * @throws InvalidEntityException if it is no entity
     */
    public EntityIndexes indexes(Class<?> type) {
        return new EntityIndexes(getRequiredPersistentEntity(type), this);
    }

    /**
     * @throws InvalidEntityException if it is no class of the application's
     */
    @Override
    public FileStorePersistentEntity<?> getRequiredPersistentEntity(Class<?> type) {
        FileStorePersistentEntity<?> entity = getPersistentEntity(type);
        if (entity == null) {
            throw new InvalidEntityException(type.getName()
                    + " is no entity. Rows are classes of the application's own, with a property that is marked @Id.");
        }
        return entity;
    }

    @Override
    protected <T> FileStorePersistentEntity<?> createPersistentEntity(TypeInformation<T> type) {
        return new FileStorePersistentEntity<>(type);
    }

    @Override
    protected FileStorePersistentProperty createPersistentProperty(Property property,
            FileStorePersistentEntity<?> owner, SimpleTypeHolder simpleTypes) {
        return new FileStorePersistentProperty(property, owner, simpleTypes, this);
    }

}
