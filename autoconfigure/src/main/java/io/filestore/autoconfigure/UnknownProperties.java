package io.filestore.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Properties under {@code filestore} that filestore does not have. One in a group of its
 * own, or with nearly the name of one of its own, is a slip, and is refused; any other
 * may be the application's own, and is warned of once. Environment variables are left
 * alone: those of other programs, or of a service that is called filestore, may begin
 * like ours.
 */
final class UnknownProperties {

    private static final Logger logger = LoggerFactory.getLogger(UnknownProperties.class);

    private static final ConfigurationPropertyName CASSANDRA = ConfigurationPropertyName
        .of(FileStoreProperties.PREFIX + ".cassandra");

    private final PropertyLookup lookup;

    /** Whether it belongs to a module that looks at its properties itself. */
    private static boolean isOfAModule(ConfigurationPropertyName name) {
        return CASSANDRA.isAncestorOf(name)
                && ClassUtils.isPresent(EngineBeans.CASSANDRA_CLASS, UnknownProperties.class.getClassLoader());
    }

    UnknownProperties(Environment environment) {
        this.lookup = new PropertyLookup(environment);
    }

    /**
     * @throws UnknownPropertyException if there are slips
     */
    void refuse() {
        Map<ConfigurationPropertyName, UnknownPropertyException.Slip> slips = new TreeMap<>();
        Map<ConfigurationPropertyName, ConfigurationProperty> foreign = new TreeMap<>();
        ConfigurationPropertyName prefix = ConfigurationPropertyName.of(FileStoreProperties.PREFIX);
        for (ConfigurationProperty property : this.lookup.writtenBelow(prefix)) {
            KnownProperties.Unknown unknown = isOfAModule(property.getName()) ? null
                    : KnownProperties.find(property.getName());
            if (unknown != null && unknown.isOurs()) {
                slips.putIfAbsent(property.getName(), new UnknownPropertyException.Slip(property, unknown));
            }
            else if (unknown != null) {
                foreign.putIfAbsent(property.getName(), property);
            }
        }
        if (!slips.isEmpty()) {
            throw new UnknownPropertyException(List.copyOf(slips.values()));
        }
        if (!foreign.isEmpty()) {
            logger.warn("filestore has no properties {}: nothing comes of them unless the application reads them",
                    foreign.keySet());
        }
    }

}
