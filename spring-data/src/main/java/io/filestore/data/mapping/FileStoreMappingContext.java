package io.filestore.data.mapping;

import java.util.Set;

import org.springframework.data.core.TypeInformation;
import org.springframework.data.mapping.context.AbstractMappingContext;
import org.springframework.data.mapping.model.Property;
import org.springframework.data.mapping.model.SimpleTypeHolder;

/** The entities of an application. */
public final class FileStoreMappingContext
        extends AbstractMappingContext<FileStorePersistentEntity<?>, FileStorePersistentProperty> {

    public FileStoreMappingContext() {
        setSimpleTypeHolder(new SimpleTypeHolder(Set.of(), true) {

            /** What the JDK has is no entity, and nothing asks for a property of it. */
            @Override
            public boolean isSimpleType(Class<?> type) {
                return type.getName().startsWith("java.") || super.isSimpleType(type);
            }

        });
    }

    @Override
    protected <T> FileStorePersistentEntity<?> createPersistentEntity(TypeInformation<T> type) {
        return new FileStorePersistentEntity<>(type);
    }

    @Override
    protected FileStorePersistentProperty createPersistentProperty(Property property,
            FileStorePersistentEntity<?> owner, SimpleTypeHolder simpleTypes) {
        return new FileStorePersistentProperty(property, owner, simpleTypes);
    }

}
