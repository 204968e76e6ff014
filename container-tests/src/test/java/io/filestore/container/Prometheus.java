package io.filestore.container;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Prometheus in a container. */
final class Prometheus extends GenericContainer<Prometheus> {

    /**
     * @param configuration {@code prometheus.yml}
     * @param rules {@code rules.yml}, beside it
     */
    Prometheus(Network network, String configuration, String rules) {
        super(Images.prometheus());
        withImagePullPolicy(Images.pullPolicy());
        withNetwork(network);
        withExposedPorts(9090);
        withCopyToContainer(Transferable.of(configuration), "/etc/prometheus/prometheus.yml");
        withCopyToContainer(Transferable.of(rules), "/etc/prometheus/rules.yml");
        waitingFor(Wait.forHttp("/-/ready"));
    }

    /** What its HTTP API says. */
    JsonNode get(String path) throws IOException {
        JsonNode answer = new Http("http://" + getHost() + ":" + getFirstMappedPort()).get("/api/v1/" + path);
        assertThat(answer.get("status").asString()).isEqualTo("success");
        return answer.get("data");
    }

    /** The series that a query finds now. */
    JsonNode query(String expression) throws IOException {
        return get("query?query=" + encode(expression)).get("result");
    }

    /** The series that a query finds, as a panel with a graph asks for it. */
    JsonNode queryRange(String expression, long start, long end) throws IOException {
        return get("query_range?query=%s&start=%d&end=%d&step=1".formatted(encode(expression), start, end))
            .get("result");
    }

    /** The values of a label of the series that a selector finds. */
    List<String> labelValues(String selector, String label) throws IOException {
        return get("label/" + label + "/values?match[]=".replace("[]", "%5B%5D") + encode(selector)).valueStream()
            .map(JsonNode::asString)
            .toList();
    }

    /** The alerts that fire. */
    List<String> firing() throws IOException {
        return get("alerts").get("alerts")
            .valueStream()
            .filter((alert) -> alert.get("state").asString().equals("firing"))
            .map((alert) -> alert.at("/labels/alertname").asString())
            .distinct()
            .toList();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

}
