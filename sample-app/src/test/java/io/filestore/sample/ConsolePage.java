package io.filestore.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.filestore.Store;
import io.filestore.row.Row;

import static org.assertj.core.api.Assertions.assertThat;

/** The console in a browser; one of each for all tests that extend this class. */
abstract class ConsolePage {

    static final String LOG = "Chart.getChart('log-chart').data.datasets[0].data";

    static ConsoleRig rig;

    static Browser browser;

    @RegisterExtension
    static final BeforeAllCallback SHARED = (context) -> {
        rig = context.getRoot()
            .getStore(ExtensionContext.Namespace.GLOBAL)
            .computeIfAbsent(ConsoleRig.class, (key) -> new ConsoleRig(), ConsoleRig.class);
        browser = rig.browser();
    };

    @BeforeEach
    void startWithNoRowsAtADesk() {
        store().collectionNames().forEach((name) -> store().collection(name).clear());
        browser.device(1200, 900, "light");
    }

    static Store store() {
        return rig.store();
    }

    static void put(String collection, String id, String json) {
        store().collection(collection).put(id, Row.parse(json));
    }

    /** Opens the page with a collection or, with an empty text, without. */
    static void open(String collection) {
        browser.open(rig.url() + (collection.isEmpty() ? "" : "#" + collection));
        browser.awaitText("#health-status", "Up");
        if (!collection.isEmpty()) {
            browser.awaitText("#rows-heading", collection);
            browser.await(() -> !browser.text("#rows-found").isEmpty());
        }
    }

    /** Waits until the page has asked again how the store stands, and shows it. */
    static void awaitFigures() {
        long points = browser.number(LOG + ".at(-1).x");
        browser.await(() -> browser.number(LOG + ".filter((point) => point.x > arguments[0]).length", points) > 1);
        assertThat(browser.holds(LOG + ".at(-1).y > 0")).isTrue();
    }

    static long logOnDisk() {
        long size = 0;
        try (DirectoryStream<Path> segments = Files.newDirectoryStream(store().directory(), "_wal*.jsonl")) {
            for (Path segment : segments) {
                // without the blank lines of its reserve
                size += Files.readString(segment).stripTrailing().getBytes(StandardCharsets.UTF_8).length + 1;
            }
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        return size;
    }

}
