package io.filestore.data.mapping;

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

    /** The collection that keeps them. */
    public String collection() {
        Collection named = findAnnotation(Collection.class);
        return (named != null && StringUtils.hasText(named.value())) ? named.value()
                : StringUtils.uncapitalize(getType().getSimpleName());
    }

}
