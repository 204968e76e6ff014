package io.filestore.test;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/** Looks for {@link AutoConfigureTestFileStore}. */
final class TestDirectoryFactory implements ContextCustomizerFactory {

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(Class<?> test,
            List<ContextConfigurationAttributes> attributes) {
        AutoConfigureTestFileStore wanted = TestContextAnnotationUtils.findMergedAnnotation(test,
                AutoConfigureTestFileStore.class);
        return (wanted != null && wanted.replace()) ? new TestDirectoryCustomizer() : null;
    }

}
