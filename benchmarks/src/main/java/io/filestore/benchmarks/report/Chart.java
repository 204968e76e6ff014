package io.filestore.benchmarks.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;

/**
 * A picture of some metrics of a table.
 *
 * @param name the name of its file, without an ending
 * @param title what it shows
 * @param x what the horizontal axis has; null for bars, which have a group for each
 * metric
 * @param y what the vertical axis has
 * @param metrics which of the table's
 */
public record Chart(String name, String title, @Nullable String x, String y, List<String> metrics) {

    private static final int WIDTH = 900;

    private static final int HEIGHT = 480;

    /** Bars: a group for each metric, in it a bar for each contestant. */
    public static Chart bars(String name, String title, String y, List<String> metrics) {
        return new Chart(name, title, null, y, metrics);
    }

    /**
     * Lines: one for each metric, over the number that the names of contestants begin
     * with.
     */
    public static Chart lines(String name, String title, String x, String y, List<String> metrics) {
        return new Chart(name, title, x, y, metrics);
    }

    void write(Path directory, Results results) throws IOException {
        AxesChart<?, ?> chart = (this.x != null) ? lines(results, this.x) : bars(results);
        AxesChartStyler styler = (AxesChartStyler) chart.getStyler();
        styler.setYAxisLogarithmic(true);
        styler.setYAxisMin(decadeBelow(results));
        styler.setYAxisDecimalPattern("#,###.###");
        styler.setLegendPosition(Styler.LegendPosition.OutsideE);
        styler.setChartTitleBoxVisible(false);
        ChartEncoder.saveChart(chart, directory.resolve(this.name).toString(), "svg");
    }

    /** A logarithmic axis has no natural bottom. */
    private double decadeBelow(Results results) {
        double lowest = results.contestants()
            .stream()
            .flatMap((contestant) -> this.metrics.stream().map((metric) -> results.sample(contestant, metric)))
            .filter((sample) -> !sample.isEmpty())
            .mapToDouble(Sample::median)
            .min()
            .orElse(1);
        return Math.pow(10, Math.floor(Math.log10(lowest)));
    }

    private CategoryChart bars(Results results) {
        CategoryChart chart = new CategoryChartBuilder().width(WIDTH)
            .height(HEIGHT)
            .title(this.title)
            .yAxisTitle(this.y)
            .build();
        for (String contestant : results.contestants()) {
            List<Double> values = this.metrics.stream()
                .map((metric) -> results.sample(contestant, metric))
                .map((sample) -> sample.isEmpty() ? null : sample.median())
                .toList();
            chart.addSeries(contestant, this.metrics.stream().map(Results::group).toList(), values);
        }
        return chart;
    }

    private XYChart lines(Results results, String axis) {
        XYChart chart = new XYChartBuilder().width(WIDTH)
            .height(HEIGHT)
            .title(this.title)
            .xAxisTitle(axis)
            .yAxisTitle(this.y)
            .build();
        chart.getStyler().setXAxisLogarithmic(true);
        chart.getStyler().setXAxisDecimalPattern("#,###");
        for (String metric : this.metrics) {
            List<String> measured = results.contestants()
                .stream()
                .filter((contestant) -> !results.sample(contestant, metric).isEmpty())
                .toList();
            double[] xs = measured.stream().mapToDouble(Chart::number).toArray();
            double[] ys = measured.stream().mapToDouble((each) -> results.sample(each, metric).median()).toArray();
            if (xs.length > 0) {
                chart.addSeries(metric, xs, ys).setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
            }
        }
        return chart;
    }

    private static double number(String label) {
        return Double.parseDouble(label.substring(0, label.indexOf(' ')).replace(",", ""));
    }

}
