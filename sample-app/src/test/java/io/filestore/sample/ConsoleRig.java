package io.filestore.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

import io.filestore.Store;

/**
 * A browser, and an application that can be stopped and started again at the same port
 * and over the same data.
 */
final class ConsoleRig implements AutoCloseable {

    private final Browser browser;

    private final Path directory;

    private ConfigurableApplicationContext application;

    private int port;

    ConsoleRig() {
        try {
            this.browser = Browser.start();
            this.directory = Files.createTempDirectory("filestore-");
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
        this.application = start();
    }

    private ConfigurableApplicationContext start() {
        ConfigurableApplicationContext started = new SpringApplicationBuilder(SampleApplication.class).run(
                "--server.port=" + this.port, "--spring.main.banner-mode=off", "--logging.level.root=error",
                "--logging.level.io.filestore=error", "--filestore.directory=" + this.directory.resolve("data"));
        this.port = ((WebServerApplicationContext) started).getWebServer().getPort();
        return started;
    }

    Browser browser() {
        return this.browser;
    }

    Store store() {
        return this.application.getBean(Store.class);
    }

    String url() {
        return "http://127.0.0.1:" + this.port + "/";
    }

    void stopApplication() {
        this.application.close();
    }

    void startApplication() {
        this.application = start();
    }

    @Override
    public void close() throws IOException {
        this.browser.close();
        this.application.close();
        FileSystemUtils.deleteRecursively(this.directory);
    }

}
