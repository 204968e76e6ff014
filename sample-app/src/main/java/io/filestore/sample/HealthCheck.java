package io.filestore.sample;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/**
 * Asks the application that runs in the same container whether it is well, since the
 * images that Java comes in have no {@code curl}. The exit code is 0 if it is.
 */
final class HealthCheck {

    private static final int TIMEOUT_MILLIS = 5000;

    private HealthCheck() {
    }

    public static void main(String[] args) {
        String port = System.getenv().getOrDefault("SERVER_PORT", "8080");
        String answer;
        try {
            answer = "HTTP " + ask("http://127.0.0.1:" + port + "/actuator/health");
        }
        catch (IOException ex) {
            answer = ex.toString();
        }
        System.out.println(answer);
        System.exit(answer.equals("HTTP 200") ? 0 : 1);
    }

    private static int ask(String url) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        return connection.getResponseCode();
    }

}
