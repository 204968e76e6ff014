package io.filestore.sample;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The metrics and labels that an expression in PromQL names.
 *
 * @param matched each metric, with the labels that choose among its series
 * @param kept labels that must be on all of them, for grouping and for texts
 */
record Query(Map<String, Set<String>> matched, Set<String> kept) {

    private static final Pattern SELECTOR = Pattern
        .compile("(?<![:\\w])((?:filestore_\\w+)|up)(?![:\\w(])(?:\\{([^}]*)})?");

    private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)");

    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|on)\\s*\\(([^)]*)\\)");

    private static final Pattern TEXT_LABEL = Pattern.compile("\\{\\{\\s*(?:\\$labels\\.)?(\\w+)\\s*}}");

    /**
     * Reads an expression.
     * @param text what is said about its result, with labels in double braces
     */
    static Query parse(String expression, String text) {
        Map<String, Set<String>> matched = new TreeMap<>();
        SELECTOR.matcher(expression)
            .results()
            .forEach((found) -> matched.computeIfAbsent(found.group(1), (name) -> new TreeSet<>())
                .addAll(labels((found.group(2) != null) ? found.group(2) : "")));
        Set<String> kept = new TreeSet<>();
        GROUPING.matcher(expression)
            .results()
            .flatMap((found) -> Stream.of(found.group(1).split("\\s*,\\s*")))
            .forEach(kept::add);
        TEXT_LABEL.matcher(text).results().forEach((found) -> kept.add(found.group(1)));
        return new Query(matched, kept);
    }

    private static Set<String> labels(String matchers) {
        return MATCHER.matcher(matchers).results().map((found) -> found.group(1)).collect(Collectors.toSet());
    }

}
