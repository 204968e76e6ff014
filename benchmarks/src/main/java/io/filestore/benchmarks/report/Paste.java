package io.filestore.benchmarks.report;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts results into a page, each between {@code <!-- results: NAME -->} and
 * {@code <!-- end -->}, and the charts into {@code images/performance} beside the page.
 * What was not measured stays.
 */
public final class Paste {

    private static final Pattern PLACE = Pattern.compile("(<!-- results: ([\\w-]+) -->\n).*?(<!-- end -->)",
            Pattern.DOTALL);

    private Paste() {
    }

    public static void into(Path page, Path results) throws IOException {
        Matcher places = PLACE.matcher(Files.readString(page));
        StringBuilder pasted = new StringBuilder();
        while (places.find()) {
            Path table = results.resolve(places.group(2) + ".md");
            String content = Files.exists(table) ? places.group(1) + Files.readString(table) + places.group(3)
                    : places.group();
            places.appendReplacement(pasted, Matcher.quoteReplacement(content));
        }
        Files.writeString(page, places.appendTail(pasted));
        Path images = page.resolveSibling("images").resolve("performance");
        Files.createDirectories(images);
        try (DirectoryStream<Path> charts = Files.newDirectoryStream(results, "*.svg")) {
            for (Path chart : charts) {
                Files.copy(chart, images.resolve(chart.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

}
