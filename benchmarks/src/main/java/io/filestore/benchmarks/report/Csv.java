package io.filestore.benchmarks.report;

import java.util.Locale;

/**
 * Every figure of every round, as CSV.
 */
final class Csv {

    private Csv() {
    }

    static String of(Results results) {
        StringBuilder text = new StringBuilder("table,contestant,metric,round,value\n");
        for (Measurement each : results.measurements()) {
            text.append(String.format(Locale.ROOT, "%s,\"%s\",\"%s\",%d,%s%n", results.name(), each.contestant(),
                    each.metric(), each.round(), each.value()));
        }
        return text.toString();
    }

}
