package io.filestore;

import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URI;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ModuleTests {

    @Test
    void theEngineIsNotExported() throws Exception {
        URI classes = Store.class.getProtectionDomain().getCodeSource().getLocation().toURI();
        try (InputStream file = classes.resolve("module-info.class").toURL().openStream()) {
            ModuleDescriptor module = ModuleDescriptor.read(file);
            assertThat(module.name()).isEqualTo("io.filestore.core");
            assertThat(module.exports().stream().map(ModuleDescriptor.Exports::source)).containsExactlyInAnyOrder(
                    "io.filestore", "io.filestore.backend", "io.filestore.config", "io.filestore.error",
                    "io.filestore.event", "io.filestore.io", "io.filestore.migration", "io.filestore.query",
                    "io.filestore.remote", "io.filestore.report", "io.filestore.row", "io.filestore.storage",
                    "io.filestore.wal");
        }
    }

}
