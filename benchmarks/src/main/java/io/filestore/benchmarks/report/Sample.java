package io.filestore.benchmarks.report;

import java.util.Locale;

/**
 * The figures of several rounds.
 *
 * @param sorted the figures, the smallest first
 */
public record Sample(double[] sorted) {

    public boolean isEmpty() {
        return this.sorted.length == 0;
    }

    public double median() {
        int middle = this.sorted.length / 2;
        return (this.sorted.length % 2 == 1) ? this.sorted[middle]
                : (this.sorted[middle - 1] + this.sorted[middle]) / 2;
    }

    public double lowest() {
        return this.sorted[0];
    }

    public double highest() {
        return this.sorted[this.sorted.length - 1];
    }

    /** The median with the lowest and the highest figure. */
    public String text() {
        if (isEmpty()) {
            return "";
        }
        if (this.sorted.length == 1 || lowest() == highest()) {
            return number(median());
        }
        return number(median()) + " (" + number(lowest()) + " to " + number(highest()) + ")";
    }

    /** Three digits, more only for whole thousands. */
    static String number(double value) {
        double size = Math.abs(value);
        String format = (size >= 100 || size == 0) ? "%,.0f" : (size >= 10) ? "%.1f" : (size >= 1) ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }

}
