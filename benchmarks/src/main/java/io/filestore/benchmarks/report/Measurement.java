package io.filestore.benchmarks.report;

/**
 * One figure of one round.
 *
 * @param contestant who, as it is called in tables
 * @param metric what, with its unit
 * @param round counted from 1
 * @param value the figure
 */
public record Measurement(String contestant, String metric, int round, double value) {
}
