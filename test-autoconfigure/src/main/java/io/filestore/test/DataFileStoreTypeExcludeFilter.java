package io.filestore.test;

import java.util.Set;

import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;

import io.filestore.autoconfigure.FileStoreBuilderCustomizer;
import io.filestore.storage.StorageStrategyFactory;

/**
 * Leaves out the components of an application, but for those without which its store
 * would not open as it does.
 */
final class DataFileStoreTypeExcludeFilter extends StandardAnnotationCustomizableTypeExcludeFilter<DataFileStoreTest> {

    private static final Set<Class<?>> KNOWN = Set.of(FileStoreBuilderCustomizer.class, StorageStrategyFactory.class);

    DataFileStoreTypeExcludeFilter(Class<?> test) {
        super(test);
    }

    @Override
    protected Set<Class<?>> getKnownIncludes() {
        return KNOWN;
    }

}
