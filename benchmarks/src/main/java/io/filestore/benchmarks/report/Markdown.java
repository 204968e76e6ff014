package io.filestore.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table as Markdown: a line for each contestant, a column for each metric.
 */
public final class Markdown {

    private Markdown() {
    }

    public static String of(Results results) {
        List<String> lines = new ArrayList<>();
        lines.add("### " + results.name() + ": " + results.head());
        lines.add("");
        lines.add("| | " + String.join(" | ", results.metrics()) + " |");
        lines.add("|---|" + "---:|".repeat(results.metrics().size()));
        for (String contestant : results.contestants()) {
            List<String> cells = results.metrics()
                .stream()
                .map((metric) -> results.sample(contestant, metric).text())
                .toList();
            lines.add("| " + contestant + " | " + String.join(" | ", cells) + " |");
        }
        lines.add("");
        for (String note : results.notes()) {
            lines.add(note);
            lines.add("");
        }
        return String.join("\n", lines);
    }

}
