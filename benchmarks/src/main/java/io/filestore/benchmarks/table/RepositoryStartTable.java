package io.filestore.benchmarks.table;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.filestore.benchmarks.application.Application;
import io.filestore.benchmarks.application.Application.Started;
import io.filestore.benchmarks.report.Results;

/**
 * Starting a Spring Boot application with twenty repositories in a fresh virtual machine.
 */
public final class RepositoryStartTable implements Table {

    private static final String SECONDS = "s";

    private static final String PROCESSOR = "processor s";

    @Override
    public Results measure(Options options) throws Exception {
        Results results = new Results("repository-start", "starting a Spring Boot application with twenty repositories"
                + " in a fresh virtual machine, until each has answered");
        Path directory = Files.createDirectories(options.fresh("repository-start"));
        List<Application> inTurn = new ArrayList<>(List.of(Application.values()));
        for (Application application : inTurn) {
            application.prepare(directory);
            application.start(directory);
        }
        for (int round = 1; round <= 2 * options.rounds(); round++) {
            Map<Application, Started> all = new EnumMap<>(Application.class);
            for (Application application : inTurn) {
                all.put(application, application.start(directory));
            }
            for (Map.Entry<Application, Started> each : all.entrySet()) {
                results.add(each.getKey().label(), SECONDS, round, each.getValue().seconds());
                results.add(each.getKey().label(), PROCESSOR, round, each.getValue().cpuSeconds());
            }
            addComparisons(results, round);
            Collections.rotate(inTurn, 1);
        }
        results.note("Each repository has four derived queries and no rows. An application has on its class path what"
                + " it needs, and Spring Boot configures all of it but KeyValue's repositories, for which it has no"
                + " auto-configuration. The twenty alone are the difference to the same application without them, of"
                + " the same round: to Spring Boot alone with KeyValue, and to an open store or database with the"
                + " others.");
        return results;
    }

    private static void addComparisons(Results results, int round) {
        String keyValue = Application.KEY_VALUE.label();
        for (Application application : Application.values()) {
            Application without = application.without();
            if (without != null) {
                String label = application.label();
                for (String metric : List.of(SECONDS, PROCESSOR)) {
                    results.add(label, metric + ", x KeyValue", round,
                            results.ratio(label, metric, keyValue, metric, round));

                    results.add(label, "the twenty alone, " + metric, round,
                            results.difference(label, without.label(), metric, round));
                }
            }
        }
    }

}
