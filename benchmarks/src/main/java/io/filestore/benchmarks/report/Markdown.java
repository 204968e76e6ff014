package io.filestore.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Figures as Markdown: a table for each group of metrics, in it a line for each
 * contestant and a column for each metric.
 */
final class Markdown {

    private Markdown() {
    }

    static String of(Results results) {
        List<String> lines = new ArrayList<>();
        lines.add("**" + results.name() + "**: " + results.head());
        lines.add("");
        results.metrics()
            .stream()
            .collect(Collectors.groupingBy(Results::group, LinkedHashMap::new, Collectors.toList()))
            .forEach((group, metrics) -> addTable(lines, results, group, metrics));
        for (String note : results.notes()) {
            lines.add(note);
            lines.add("");
        }
        return String.join("\n", lines) + "\n";
    }

    private static void addTable(List<String> lines, Results results, String group, List<String> metrics) {
        lines.add("| " + group + " | "
                + metrics.stream().map((metric) -> heading(group, metric)).collect(Collectors.joining(" | ")) + " |");
        lines.add("|---|" + "---:|".repeat(metrics.size()));
        for (String contestant : results.contestants()) {
            List<String> cells = metrics.stream().map((metric) -> results.sample(contestant, metric).text()).toList();
            if (!cells.stream().allMatch(String::isEmpty)) {
                lines.add("| " + contestant + " | " + String.join(" | ", cells) + " |");
            }
        }
        lines.add("");
    }

    private static String heading(String group, String metric) {
        return group.isEmpty() ? metric : metric.substring(group.length() + 2);
    }

}
