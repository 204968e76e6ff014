package io.filestore.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Takes the pictures of the console that the README shows, into
 * {@code target/screenshots}, or into the directory that {@code filestore.screenshots}
 * names as seen from the root of the project.
 */
class ScreenshotsIT extends ConsolePage {

    private static final String[] AIRPORTS = { "LSZH Zürich-CH large", "LSGG Geneva-CH large", "LSZB Bern-CH medium",
            "KJFK New_York-US large", "RJTT Tokyo-JP large", "NZQN Queenstown-NZ medium", "BIKF Reykjavík-IS large",
            "FACT Cape_Town-ZA large" };

    private static final int LARGEST_BYTES = 200_000;

    private final Path directory = (System.getProperty("filestore.screenshots") != null)
            ? Path.of("..").resolve(System.getProperty("filestore.screenshots")) : Path.of("target/screenshots");

    @Test
    void picturesForTheReadme() throws IOException {
        for (String airport : AIRPORTS) {
            String[] words = airport.split("[ -]");
            put("airports", words[0],
                    "{\"ident\":\"" + words[0] + "\",\"type\":\"" + words[3] + "_airport\",\"municipality\":\""
                            + words[1].replace('_', ' ') + "\",\"iso_country\":\"" + words[2]
                            + "\",\"runways\":[{\"lighted\":true}]}");
        }
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> write(done));
        try {
            open("airports");
            browser.await(() -> browser.number(LOG + ".length") > 24);
            take("console-light.png");
            browser.device(1200, 900, "dark");
            browser.find("#rows tbody button").click();
            browser.awaitText("#row-file", "airports/BIKF.json");
            take("console-dark.png");
            browser.device(360, 740, "light");
            open("airports");
            browser.await(() -> browser.number(LOG + ".length") > 10);
            take("console-phone.png");
        }
        finally {
            done.set(true);
            writer.join();
        }
    }

    /** People at work, a few at a time. */
    private static void write(AtomicBoolean done) {
        Random random = new Random(1);
        while (!done.get()) {
            for (int i = random.nextInt(12); i > 0; i--) {
                int user = random.nextInt(400);
                put("users", "user-" + user,
                        "{\"email\":\"user-" + user + "@example.com\",\"visits\":" + random.nextInt(1000) + "}");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private void take(String name) throws IOException {
        Path file = this.directory.resolve(name);
        browser.screenshot(file);
        assertThat(Files.size(file)).isBetween(5_000L, (long) LARGEST_BYTES);
    }

}
