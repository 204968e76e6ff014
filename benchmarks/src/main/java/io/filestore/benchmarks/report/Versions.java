package io.filestore.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Versions of the libraries that are compared, by the names of their files.
 */
final class Versions {

    private static final Pattern FILE = Pattern.compile(
            "(rocksdbjni|sqlite-jdbc|h2|storage-embedded|jackson-databind|spring-data-jdbc|spring-data-keyvalue|java-driver-core)"
                    + "-(\\d[^/\\\\]*)\\.jar$");

    private Versions() {
    }

    static List<String> peers() {
        List<String> found = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(System.getProperty("path.separator"))) {
            Matcher file = FILE.matcher(entry);
            if (file.find()) {
                found.add(file.group(1) + " " + file.group(2));
            }
        }
        return found;
    }

}
