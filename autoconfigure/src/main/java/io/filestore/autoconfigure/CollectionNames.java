package io.filestore.autoconfigure;

import org.springframework.core.env.Environment;

import io.filestore.error.InvalidConfigurationException;

/**
 * Names of collections as they are written: Spring Boot takes out of them what it does
 * not have in property names, and says nothing.
 */
final class CollectionNames {

    private static final String COLLECTIONS = FileStoreProperties.PREFIX + ".collections.";

    private final PropertyLookup lookup;

    CollectionNames(Environment environment) {
        this.lookup = new PropertyLookup(environment);
    }

    /**
     * @throws InvalidConfigurationException if a name would not be read as it is written
     */
    void require() {
        for (String property : this.lookup.names()) {
            if (property.regionMatches(true, 0, COLLECTIONS, 0, COLLECTIONS.length())) {
                require(property.substring(COLLECTIONS.length(), end(property)));
            }
        }
    }

    private static int end(String property) {
        int end = COLLECTIONS.length();
        while (end < property.length() && property.charAt(end) != '.' && property.charAt(end) != '[') {
            end++;
        }
        return end;
    }

    private static void require(String name) {
        StringBuilder read = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            if (isKept(name.charAt(i))) {
                read.append(name.charAt(i));
            }
        }
        if (read.length() < name.length()) {
            throw new InvalidConfigurationException("collections." + name, name, "Spring Boot would read it as '" + read
                    + "'. Letters of a collection's name are those from a to z.");
        }
    }

    private static boolean isKept(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }

}
