package io.filestore.data.mapping;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.data.core.TypeInformation;
import org.springframework.data.mapping.model.BasicPersistentEntity;
import org.springframework.util.StringUtils;

/**
 * A class whose values are rows of a collection.
 *
 * @param <T> the class
 */
public final class FileStorePersistentEntity<T> extends BasicPersistentEntity<T, FileStorePersistentProperty> {

    FileStorePersistentEntity(TypeInformation<T> type) {
        super(type);
    }

    /**
     * @throws InvalidEntityException if it is a second version
     */
    @Override
    public void addPersistentProperty(FileStorePersistentProperty property) {
        FileStorePersistentProperty version = getVersionProperty();
        if (version != null && property.isVersionProperty() && !property.isTransient() && !property.equals(version)) {
            throw new InvalidEntityException(
                    "Entity " + getName() + " has more than one @Version: '" + version.getName() + "' and '"
                            + property.getName() + "'. Its changes are counted once. Take one of them away.");
        }
        super.addPersistentProperty(property);
    }

    /**
     * @throws InvalidEntityException if it has none
     */
    @Override
    public FileStorePersistentProperty getRequiredIdProperty() {
        FileStorePersistentProperty id = getIdProperty();
        if (id == null) {
            throw new InvalidEntityException("Entity " + getName()
                    + " has no id. Mark the property that holds it with @Id of org.springframework.data.annotation.");
        }
        return id;
    }

    /** The collection that keeps them. */
    public String collection() {
        Collection named = findAnnotation(Collection.class);
        return (named != null && StringUtils.hasText(named.value())) ? named.value()
                : StringUtils.uncapitalize(getType().getSimpleName());
    }

    /**
     * What rows of the collection are read as: this class, or the one above it that names
     * the collection for several and lets JSON tell which.
     */
    public Class<?> root() {
        MergedAnnotation<Collection> named = MergedAnnotations.from(getType(), SearchStrategy.TYPE_HIERARCHY)
            .get(Collection.class);
        return (named.getSource() instanceof Class<?> above
                && AnnotatedElementUtils.hasAnnotation(above, JsonTypeInfo.class)) ? above : getType();
    }

}
