package io.filestore.sample;

import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The console page as a server sees it; {@code ConsoleIT} is about what it does. */
class ConsoleTests extends HttpApi {

    private static final Pattern LINK = Pattern.compile("(?:src|href)=\"([^\"#]+)\"|from '\\./([^']+)'");

    @Test
    void everyFileOfThePageIsServedByTheApplication() {
        Set<String> seen = new TreeSet<>();
        Deque<String> left = new ArrayDeque<>(Set.of("/"));
        while (!left.isEmpty()) {
            String path = left.remove();
            if (seen.add(path)) {
                HttpResponse<String> response = get(path);
                assertThat(response.statusCode()).as(path).isEqualTo(200);
                if (!path.contains("/webjars/")) {
                    LINK.matcher(response.body())
                        .results()
                        .forEach((link) -> left
                            .add((link.group(1) != null) ? "/" + link.group(1) : "/console/" + link.group(2)));
                }
            }
        }
        assertThat(seen).contains("/console/app.js", "/console/charts.js", "/webjars/chart.js/dist/chart.umd.min.js");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/", "/console/app.js", "/api/collections", "/api/nothing" })
    void browserIsToldToRunNothingButTheFilesOfThePage(String path) {
        assertThat(get(path).headers().firstValue("Content-Security-Policy").orElseThrow())
            .contains("default-src 'self'", "object-src 'none'", "frame-ancestors 'none'")
            .doesNotContain("unsafe");
        assertThat(get(path).headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void browserAsksWhetherThePageHasChanged() {
        assertThat(get("/console/app.js").headers().firstValue("Cache-Control")).hasValue("no-cache");
    }

}
