package io.filestore.sample;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What Prometheus has of an application.
 *
 * @param labels the labels of each metric, those that Prometheus adds included
 */
record Scrape(Map<String, Set<String>> labels) {

    private static final Pattern SAMPLE = Pattern.compile("^([a-zA-Z_]\\w*)(?:\\{(.*)})? \\S+$", Pattern.MULTILINE);

    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"[^\"]*\"");

    static Scrape parse(String text) {
        Map<String, Set<String>> labels = new TreeMap<>();
        labels.put("up", withTarget(Set.of()));
        Matcher sample = SAMPLE.matcher(text);
        while (sample.find()) {
            labels.put(sample.group(1), withTarget(names((sample.group(2) != null) ? sample.group(2) : "")));
        }
        return new Scrape(labels);
    }

    private static Set<String> names(String labels) {
        return LABEL.matcher(labels).results().map((found) -> found.group(1)).collect(Collectors.toSet());
    }

    private static Set<String> withTarget(Set<String> own) {
        Set<String> all = new HashSet<>(own);
        all.addAll(Arrays.asList("job", "instance"));
        return all;
    }

}
