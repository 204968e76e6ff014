package io.filestore.autoconfigure;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Application contexts over a directory. */
public final class Contexts {

    private Contexts() {
    }

    public static ApplicationContextRunner over(Path directory) {
        return new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(FileStoreAutoConfiguration.class))
            .withPropertyValues("filestore.directory=" + directory);
    }

    /** With what a configuration file says, which variables override. */
    public static ApplicationContextRunner withFile(ApplicationContextRunner runner, Map<String, Object> properties) {
        return runner.withInitializer((context) -> context.getEnvironment()
            .getPropertySources()
            .addLast(new MapPropertySource("file", properties)));
    }

    /** With these environment variables and no others. */
    public static ApplicationContextRunner withVariables(ApplicationContextRunner runner,
            Map<String, String> variables) {
        String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        return runner.withInitializer((context) -> context.getEnvironment()
            .getPropertySources()
            .replace(name, new SystemEnvironmentPropertySource(name, new HashMap<>(variables))));
    }

}
