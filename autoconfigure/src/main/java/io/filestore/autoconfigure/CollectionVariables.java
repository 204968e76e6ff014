package io.filestore.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.env.Environment;

import io.filestore.autoconfigure.FileStoreProperties.Collection;
import io.filestore.error.InvalidConfigurationException;

/**
 * Environment variables that are about collections. A variable has neither lower case nor
 * hyphens, so that the name of a collection has to be guessed from it:
 * {@code FILESTORE_COLLECTIONS_AUDITLOGS_TTL} is about {@code auditLogs},
 * {@code audit-logs} and {@code auditlogs}, whichever there is, and
 * {@code FILESTORE_COLLECTIONS_AUDIT_LOGS_TTL} about {@code audit-logs} only.
 */
final class CollectionVariables {

    private static final String PREFIX = "FILESTORE_COLLECTIONS_";

    private final PropertyLookup lookup;

    CollectionVariables(Environment environment) {
        this.lookup = new PropertyLookup(environment);
    }

    /**
     * Takes the names out that only variables have brought in beside others, which have
     * got their values already.
     * @param bound the collections as they were bound
     * @throws InvalidConfigurationException if a variable is about no collection
     */
    Map<String, Collection> applyTo(Map<String, Collection> bound) {
        List<String> variables = new ArrayList<>();
        for (String name : this.lookup.variables()) {
            if (name.regionMatches(true, 0, FileStoreProperties.PREFIX, 0, FileStoreProperties.PREFIX.length())) {
                variables.add(name);
            }
        }
        // Nearly always.
        return variables.isEmpty() ? bound : apply(variables, bound);
    }

    private Map<String, Collection> apply(List<String> variables, Map<String, Collection> bound) {
        Map<String, Collection> collections = new LinkedHashMap<>(bound);
        Set<String> written = this.lookup.writtenBelow(ConfigurationPropertyName.of("filestore.collections"))
            .stream()
            .map((property) -> property.getName().getElement(2, Form.ORIGINAL))
            .collect(Collectors.toSet());
        collections.keySet()
            .removeIf((name) -> !written.contains(name) && written.stream().anyMatch((other) -> same(name, other)));
        variables.forEach((variable) -> requireUse(variable, collections.keySet()));
        return collections;
    }

    private static void requireUse(String variable, Set<String> names) {
        Matcher matcher = variables().matcher(upper(variable));
        if (!matcher.matches()) {
            return;
        }
        String about = matcher.group(1);
        if (names.stream().anyMatch((name) -> reaches(about, name))) {
            return;
        }
        String remedy = names.stream()
            .filter((name) -> same(name, about))
            .findFirst()
            .map((name) -> "Of the collection '" + name + "', the variable is " + PREFIX + upper(name.replace("-", ""))
                    + matcher.group(2) + ".")
            .orElse("There is no collection of such a name: there are " + names
                    + ". A variable can make one only if its name is one word in small letters.");
        throw new InvalidConfigurationException("collections." + about.toLowerCase(Locale.ROOT), variable,
                "Nothing comes of the environment variable " + variable + ". " + remedy);
    }

    private static Pattern variables() {
        String options = KnownProperties.ofCollection()
            .stream()
            .map(CollectionVariables::upper)
            .collect(Collectors.joining("|"));
        return Pattern.compile(PREFIX + "(.+)(_(?:" + options + ")(?:(?:_\\d+){1,2}_?)?)");
    }

    private static boolean reaches(String about, String name) {
        return about.equals(upper(name.replace("-", ""))) || about.equals(upper(name.replace('-', '_')));
    }

    private static boolean same(String name, String other) {
        return letters(name).equals(letters(other));
    }

    private static String letters(String name) {
        return upper(name.replaceAll("[-_]", ""));
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

}
