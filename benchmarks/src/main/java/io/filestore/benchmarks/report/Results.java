package io.filestore.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * All figures of one table.
 */
public final class Results {

    private final String name;

    private final String head;

    private final Set<String> metrics = new LinkedHashSet<>();

    private final List<Measurement> measurements = new ArrayList<>();

    private final List<String> notes = new ArrayList<>();

    private final List<Chart> charts = new ArrayList<>();

    /**
     * An empty table.
     * @param name what it is called on the command line
     * @param head what was promised and measured
     */
    public Results(String name, String head) {
        this.name = name;
        this.head = head;
    }

    /** Adds a figure, unless it is NaN. */
    public void add(String contestant, String metric, int round, double value) {
        this.metrics.add(metric);
        if (!Double.isNaN(value)) {
            this.measurements.add(new Measurement(contestant, metric, round, value));
        }
    }

    /** A sentence to stand below the table. */
    public void note(String note) {
        this.notes.add(note);
    }

    /** A picture to go with the table. */
    public void chart(Chart chart) {
        this.charts.add(chart);
    }

    public String name() {
        return this.name;
    }

    public String head() {
        return this.head;
    }

    public List<Measurement> measurements() {
        return this.measurements;
    }

    public List<String> notes() {
        return this.notes;
    }

    public List<Chart> charts() {
        return this.charts;
    }

    /** In the order in which they were first measured. */
    public Set<String> contestants() {
        Set<String> names = new LinkedHashSet<>();
        this.measurements.forEach((each) -> names.add(each.contestant()));
        return names;
    }

    /** In the order in which they were first measured. */
    public Set<String> metrics() {
        return this.metrics;
    }

    /** The part of a metric before a colon: those with the same make a table. */
    static String group(String metric) {
        int colon = metric.indexOf(": ");
        return (colon < 0) ? "" : metric.substring(0, colon);
    }

    /** Of one figure to another of the same round; NaN if one of them is not there. */
    public double ratio(String contestant, String metric, String otherContestant, String otherMetric, int round) {
        return figure(contestant, metric, round) / figure(otherContestant, otherMetric, round);
    }

    /** Of one figure and that of another of the same round; NaN if one is not there. */
    public double difference(String contestant, String otherContestant, String metric, int round) {
        return figure(contestant, metric, round) - figure(otherContestant, metric, round);
    }

    private double figure(String contestant, String metric, int round) {
        return this.measurements.stream()
            .filter((each) -> each.contestant().equals(contestant) && each.metric().equals(metric)
                    && each.round() == round)
            .mapToDouble(Measurement::value)
            .findFirst()
            .orElse(Double.NaN);
    }

    /** The figures of all rounds; no figures if it was not measured. */
    public Sample sample(String contestant, String metric) {
        return new Sample(this.measurements.stream()
            .filter((each) -> each.contestant().equals(contestant) && each.metric().equals(metric))
            .mapToDouble(Measurement::value)
            .sorted()
            .toArray());
    }

}
