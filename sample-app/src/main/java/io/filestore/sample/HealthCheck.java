package io.filestore.sample;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/**
 * Asks the application that runs beside it whether it is well, for containers, whose
 * images have no {@code curl}. The exit code is 0 if it is.
 */
final class HealthCheck {

    private static final int TIMEOUT_MILLIS = 5000;

    private HealthCheck() {
    }

    public static void main(String[] args) throws IOException {
        String port = System.getenv().getOrDefault("SERVER_PORT", "8080");
        HttpURLConnection connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/actuator/health")
            .toURL()
            .openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        int status = connection.getResponseCode();
        System.out.println("HTTP " + status);
        System.exit((status == HttpURLConnection.HTTP_OK) ? 0 : 1);
    }

}
