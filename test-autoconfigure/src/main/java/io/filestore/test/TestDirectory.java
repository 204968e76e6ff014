package io.filestore.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.SpringApplication;
import org.springframework.util.FileSystemUtils;

/**
 * A directory that is gone when it is destroyed; at the latest when the process ends and
 * all contexts are closed.
 *
 * @param path where it is
 */
record TestDirectory(Path path) implements DisposableBean {

    private static final Logger logger = LoggerFactory.getLogger(TestDirectory.class);

    private static final Set<TestDirectory> made = ConcurrentHashMap.newKeySet();

    static {
        SpringApplication.getShutdownHandlers().add(() -> made.forEach(TestDirectory::destroy));
    }

    static TestDirectory make() {
        try {
            TestDirectory directory = new TestDirectory(Files.createTempDirectory("filestore-test-"));
            made.add(directory);
            return directory;
        }
        catch (IOException ex) {
            throw new UncheckedIOException("There can be no directory for a test's store: " + ex.getMessage(), ex);
        }
    }

    @Override
    public void destroy() {
        try {
            FileSystemUtils.deleteRecursively(this.path);
            made.remove(this);
        }
        catch (IOException ex) {
            logger.warn("The directory of a test's store stays behind: {}", ex.toString());
        }
    }

}
