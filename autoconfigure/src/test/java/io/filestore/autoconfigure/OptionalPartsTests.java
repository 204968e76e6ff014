package io.filestore.autoconfigure;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;

import io.filestore.Store;
import io.filestore.autoconfigure.endpoint.FileStoreEndpointAutoConfiguration;
import io.filestore.autoconfigure.health.FileStoreHealthContributorAutoConfiguration;
import io.filestore.autoconfigure.info.FileStoreInfoContributorAutoConfiguration;
import io.filestore.autoconfigure.metrics.FileStoreMetricsAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/** The starter, with what is optional absent from the class path. */
class OptionalPartsTests {

    private static final String ACTUATOR = "spring-boot-actuator";

    private static final String MICROMETER = "micrometer";

    private static final String HEALTH = "spring-boot-health";

    private static final String WEB = "spring-web|tomcat|servlet|spring-boot-web";

    private static final String TRANSACTIONS = "spring-tx|spring-boot-transaction|spring-boot-jdbc|spring-jdbc|h2";

    @TempDir
    Path directory;

    @Test
    void everythingIsThereOnAFullClassPath() throws Exception {
        assertThat(beansWithout("nothing")).contains("filestoreHealthContributor", "fileStoreMetrics",
                "fileStoreEndpoint", "fileStoreEndpointWebExtension", "fileStoreInfoContributor",
                "fileStoreTransactionManager");
    }

    @Test
    void startsWithoutActuator() throws Exception {
        assertThat(beansWithout(ACTUATOR)).contains("filestoreHealthContributor", "fileStoreMetrics")
            .doesNotContain("fileStoreEndpoint", "fileStoreInfoContributor");
    }

    @Test
    void startsWithoutMicrometer() throws Exception {
        assertThat(beansWithout(MICROMETER)).contains("filestoreHealthContributor", "fileStoreEndpoint")
            .doesNotContain("fileStoreMetrics");
    }

    @Test
    void startsWithoutHealth() throws Exception {
        assertThat(beansWithout(HEALTH)).contains("fileStoreMetrics", "fileStoreEndpoint")
            .doesNotContain("filestoreHealthContributor");
    }

    @Test
    void startsWithoutWeb() throws Exception {
        assertThat(beansWithout(WEB)).contains("filestoreHealthContributor", "fileStoreMetrics");
    }

    @Test
    void startsWithoutTransactions() throws Exception {
        assertThat(beansWithout(TRANSACTIONS)).contains("fileStore").doesNotContain("fileStoreTransactionManager");
        assertThat(beansWithout("spring-boot-transaction|spring-boot-jdbc")).contains("fileStore")
            .doesNotContain("fileStoreTransactionManager");
    }

    @Test
    void startsWithoutAnyOfThem() throws Exception {
        assertThat(beansWithout(String.join("|", ACTUATOR, MICROMETER, HEALTH, WEB, TRANSACTIONS))).doesNotContain(
                "filestoreHealthContributor", "fileStoreMetrics", "fileStoreEndpoint", "fileStoreInfoContributor");
    }

    /** Starts an application in a class loader that lacks some jars; gives its beans. */
    @SuppressWarnings("unchecked")
    private List<String> beansWithout(String jars) throws Exception {
        URL[] urls = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter((entry) -> !new File(entry).getName().matches("(" + jars + ").*\\.jar")
                    && !new File(entry).getName().matches(".*-(" + jars + ")-.*\\.jar"))
            .map(OptionalPartsTests::url)
            .toArray(URL[]::new);
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            return (List<String>) loader.loadClass(BareApplication.class.getName())
                .getMethod("beans", String.class)
                .invoke(null, this.directory.toString());
        }
        finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static URL url(String entry) {
        try {
            return new File(entry).toURI().toURL();
        }
        catch (MalformedURLException ex) {
            throw new IllegalStateException(ex);
        }
    }

    @ParameterizedTest
    @ValueSource(classes = { Endpoint.class, InfoContributor.class, MeterRegistry.class, HealthIndicator.class })
    void configurationsBackOffWhereWhatTheyNeedIsAbsent(Class<?> absent) {
        Contexts.over(this.directory)
            .withConfiguration(AutoConfigurations.of(FileStoreEndpointAutoConfiguration.class,
                    FileStoreHealthContributorAutoConfiguration.class, FileStoreInfoContributorAutoConfiguration.class,
                    FileStoreMetricsAutoConfiguration.class))
            .withPropertyValues("management.endpoints.web.exposure.include=*", "management.info.filestore.enabled=true")
            .withClassLoader(new FilteredClassLoader(absent))
            .run((context) -> assertThat(context).hasSingleBean(Store.class));
    }

}
