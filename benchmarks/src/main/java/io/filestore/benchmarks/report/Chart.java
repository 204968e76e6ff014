package io.filestore.benchmarks.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

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

    private static final Pattern LONG_NUMBER = Pattern.compile("(\\d\\.\\d)\\d+");

    private static final Color GRID = new Color(225, 225, 225);

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
        styler.setYAxisDecimalPattern("#,###.###");
        styler.setLegendVisible(this.x == null || this.metrics.size() > 1);
        styler.setLegendPosition(Styler.LegendPosition.OutsideE);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        // dashes would make most of the file
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setPlotGridLinesColor(GRID);
        ByteArrayOutputStream svg = new ByteArrayOutputStream();
        ChartEncoder.saveChart(chart, svg, "svg");
        Files.writeString(directory.resolve(this.name + ".svg"), rounded(svg.toString(StandardCharsets.UTF_8)));
    }

    /** Letters are drawn as outlines; a tenth of a point is exact enough for them. */
    private static String rounded(String svg) {
        return LONG_NUMBER.matcher(svg).replaceAll("$1");
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
                .map((sample) -> sample.isEmpty() ? 0 : sample.median())
                .toList();
            chart.getStyler().setAvailableSpaceFill(0.8);
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
        chart.getStyler().setYAxisLogarithmic(true);
        chart.getStyler().setYAxisMin(decadeBelow(results));
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
