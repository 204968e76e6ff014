package io.filestore.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Finds where a property has been set, so that a message can point there.
 */
final class PropertyLookup {

    private final Environment environment;

    PropertyLookup(Environment environment) {
        this.environment = environment;
    }

    /** The property itself; null if it is not set. */
    @Nullable ConfigurationProperty find(String name) {
        ConfigurationPropertyName wanted = ConfigurationPropertyName.adapt(name, '.');
        return sources().map((source) -> source.getConfigurationProperty(wanted))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    }

    /**
     * Everything below a name, highest precedence first, but what environment variables
     * say: their names are not spelled as properties are.
     */
    List<ConfigurationProperty> writtenBelow(ConfigurationPropertyName ancestor) {
        List<ConfigurationProperty> written = new ArrayList<>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
            if (source instanceof IterableConfigurationPropertySource all
                    && !isOfVariables(source.getUnderlyingSource())) {
                for (ConfigurationPropertyName name : all) {
                    ConfigurationProperty property = ancestor.isAncestorOf(name) ? source.getConfigurationProperty(name)
                            : null;
                    if (property != null) {
                        written.add(property);
                    }
                }
            }
        }
        return written;
    }

    /** All names as they are written, but those of environment variables. */
    List<String> names() {
        return names(false);
    }

    /** The names of all environment variables. */
    List<String> variables() {
        return names(true);
    }

    private List<String> names(boolean ofVariables) {
        List<String> names = new ArrayList<>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
            if (source.getUnderlyingSource() instanceof EnumerablePropertySource<?> all
                    && isOfVariables(all) == ofVariables) {
                names.addAll(List.of(all.getPropertyNames()));
            }
        }
        return names;
    }

    private static boolean isOfVariables(@Nullable Object source) {
        return source instanceof SystemEnvironmentPropertySource;
    }

    /** Something below the property, such as an element of its list, else beside it. */
    @Nullable ConfigurationProperty findNear(String name) {
        ConfigurationPropertyName wanted = ConfigurationPropertyName.adapt(name, '.');
        ConfigurationProperty below = findBelow(wanted);
        ConfigurationPropertyName parent = wanted.getParent();
        return (below != null || parent.getNumberOfElements() < 3) ? below : findBelow(parent);
    }

    private @Nullable ConfigurationProperty findBelow(ConfigurationPropertyName ancestor) {
        return sources().filter(IterableConfigurationPropertySource.class::isInstance)
            .map(IterableConfigurationPropertySource.class::cast)
            .flatMap((source) -> source.filter(ancestor::isAncestorOf).stream().map(source::getConfigurationProperty))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    }

    private Stream<ConfigurationPropertySource> sources() {
        return StreamSupport.stream(ConfigurationPropertySources.get(this.environment).spliterator(), false);
    }

}
