package io.filestore.autoconfigure;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.cfg.MapperBuilder;

import io.filestore.StoreBuilder;

/**
 * Lets rows be Kotlin's data classes where the application has Jackson's module for
 * Kotlin: a field that a row has not gets the default of its parameter.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class KotlinRows implements FileStoreBuilderCustomizer {

    static final String MODULE = "tools.jackson.module.kotlin.KotlinModule";

    @Override
    public void customize(StoreBuilder builder) {
        builder.jsonMapper((mapper) -> {
            for (JacksonModule module : MapperBuilder.findModules(getClass().getClassLoader())) {
                if (module.getClass().getName().equals(MODULE)) {
                    mapper.addModule(module);
                }
            }
            return mapper;
        });
    }

}
