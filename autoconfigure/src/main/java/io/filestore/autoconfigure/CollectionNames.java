package io.filestore.autoconfigure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.core.env.Environment;

import io.filestore.error.InvalidConfigurationException;

/**
 * Names of collections as they are written: Spring Boot takes out of them what it does
 * not have in property names, and says nothing.
 */
final class CollectionNames {

    private static final Pattern BELOW_ONE = Pattern.compile("filestore\\.collections\\.([^.\\[]+).*",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern TAKEN_OUT = Pattern.compile("[^\\w-]");

    private final PropertyLookup lookup;

    CollectionNames(Environment environment) {
        this.lookup = new PropertyLookup(environment);
    }

    /**
     * @throws InvalidConfigurationException if a name would not be read as it is written
     */
    void require() {
        this.lookup.names()
            .map(BELOW_ONE::matcher)
            .filter(Matcher::matches)
            .map((match) -> match.group(1))
            .forEach((name) -> {
                if (TAKEN_OUT.matcher(name).find()) {
                    throw new InvalidConfigurationException("collections." + name, name,
                            "Spring Boot would read it as '" + TAKEN_OUT.matcher(name).replaceAll("")
                                    + "'. Letters of a collection's name are those from a to z.");
                }
            });
    }

}
