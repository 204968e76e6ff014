package io.filestore.test.shop;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext.HierarchyMode;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextManager;

import io.filestore.Store;
import io.filestore.row.Row;
import io.filestore.test.AutoConfigureTestFileStore;
import io.filestore.test.DataFileStoreTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

@ExtendWith(OutputCaptureExtension.class)
class TestDirectoryTests {

    /** A property by which the build says that no test may be skipped. */
    private static final String OF_THE_BUILD = "filestore.requiretools";

    /** The directories of the application's own properties. */
    private static final Path NEVER = Path.of("target/never");

    private static TestContext contextOf(Class<?> test) {
        return new TestContextManager(test).getTestContext();
    }

    private static Store store(TestContext context) {
        return context.getApplicationContext().getBean(Store.class);
    }

    private static void close(TestContext context) {
        context.markApplicationContextDirty(HierarchyMode.CURRENT_LEVEL);
    }

    @Test
    void contextHasADirectoryOfItsOwnWhichIsToldAndGoneWhenItIsClosed(CapturedOutput output) {
        TestContext context = contextOf(Whole.class);
        Path directory = store(context).directory();
        store(context).collection("customers").put("1", Row.of("email", "a@example.com"));
        assertThat(output).contains("The store of Whole lies in " + directory);
        close(context);
        assertThat(directory.getParent()).doesNotExist();
        assertThat(output.toString().lines().filter((line) -> !line.contains(OF_THE_BUILD)))
            .noneMatch((line) -> line.contains("WARN") || line.contains("ERROR"));
    }

    @Test
    void whatLiesOutsideOfTheDirectoryOtherwiseLiesInItNow() {
        TestContext context = contextOf(Whole.class);
        Store store = store(context);
        store.collection("visits").put("1", Row.of("minutes", 1));
        store.flush();
        assertThat(store.directory().resolve("visits/visits.jsonl")).exists();
        assertThat(context.getApplicationContext().getEnvironment().getProperty("filestore.backup.directory"))
            .isEqualTo(store.directory().resolveSibling("backup").toString());
        assertThat(NEVER).doesNotExist();
        close(context);
    }

    @Test
    void whatIsOnAClusterOtherwiseIsInMemoryNowAndThatIsTold(CapturedOutput output) {
        TestContext context = contextOf(Clustered.class);
        Store store = store(context);
        assertThat(store.options("visits").strategy()).isEqualTo("memory-only");
        assertThat(store.options("visits").unique()).containsExactly(List.of("number"));
        store.values().put("a", 1);
        assertThat(output)
            .contains("Not on cassandra but in memory, as long as this test is concerned: the values, visits");
        close(context);
    }

    @Test
    void anotherStoreOfTheApplicationHasAPlaceBesideIt() {
        TestContext context = contextOf(TwoStores.class);
        Path directory = context.getApplicationContext().getBean("archive", Store.class).directory();
        assertThat(directory).isEqualTo(Path.of(store(context).directory() + "-archive")).exists();
        close(context);
        assertThat(directory.getParent()).doesNotExist();
    }

    @Test
    void contextsThatDifferAreOpenAtTheSameTimeAndThoseThatDoNotAreOne() {
        TestContext one = contextOf(Whole.class);
        TestContext other = contextOf(Different.class);
        assertThat(store(one).directory()).isNotEqualTo(store(other).directory());
        store(one).collection("customers").put("1", Row.of("email", "a@example.com"));
        assertThat(store(other).collection("customers").contains("1")).isFalse();
        assertThat(store(contextOf(Same.class))).isSameAs(store(one));
        close(one);
        close(other);
    }

    @Test
    void contextThatIsCachedTillTheEndOfTheProcessLeavesNoDirectoryBehind() throws Exception {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), CachedContext.class.getName())
            .redirectErrorStream(true)
            .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        Path directory = Path.of(output.lines().filter((line) -> line.startsWith("/")).findFirst().orElseThrow());
        assertThat(directory.getParent()).doesNotExist();
        assertThat(output).doesNotContain("WARN").doesNotContain("ERROR");
    }

    @Test
    void startThatFailsLeavesNoDirectoryBehind(CapturedOutput output) {
        assertThat(catchThrowable(() -> store(contextOf(Failing.class)))).isNotNull();
        String line = output.toString()
            .lines()
            .filter((each) -> each.contains("The store of Failing"))
            .findFirst()
            .orElseThrow();
        Path directory = Path.of(line.replaceAll(".* lies in (\\S+) .*", "$1"));
        assertThat(directory.getParent()).doesNotExist();
    }

    @Test
    void propertiesDecideIfNothingIsToBeReplaced() {
        TestContext context = contextOf(NotReplaced.class);
        assertThat(store(context).directory()).isEqualTo(Path.of("target/chosen").toAbsolutePath());
        close(context);
    }

    @SpringBootTest(classes = ShopApplication.class, properties = "shop.motto=one")
    @AutoConfigureTestFileStore
    static class Whole {

    }

    @SpringBootTest(classes = ShopApplication.class,
            properties = { "filestore.collections.visits.strategy=cassandra", "filestore.collections.visits.path=",
                    "filestore.collections.visits.group=shop", "filestore.collections.visits.unique=number",
                    "filestore.values.strategy=cassandra" })
    @AutoConfigureTestFileStore
    static class Clustered {

    }

    @SpringBootTest(classes = ShopApplication.class, properties = "shop.motto=one")
    @AutoConfigureTestFileStore
    static class Same {

    }

    @SpringBootTest(classes = ShopApplication.class, properties = "shop.motto=other")
    @AutoConfigureTestFileStore
    static class Different {

    }

    @SpringBootTest(classes = ShopApplication.class, properties = "filestore.collections.bad.strategy=none")
    @AutoConfigureTestFileStore
    static class Failing {

    }

    @SpringBootTest(classes = { ShopApplication.class, Archive.class },
            properties = "archive.directory=${filestore.directory}-archive")
    @AutoConfigureTestFileStore
    static class TwoStores {

    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Archive {

        @Bean(defaultCandidate = false)
        Store archive(@Value("${archive.directory}") Path archiveDirectory) {
            return Store.builder(archiveDirectory).open();
        }

    }

    @DataFileStoreTest(properties = { "filestore.directory=target/chosen", "filestore.collections.visits.path=" })
    @AutoConfigureTestFileStore(replace = false)
    static class NotReplaced {

    }

    static final class CachedContext {

        private CachedContext() {
        }

        public static void main(String[] arguments) {
            ApplicationContext context = contextOf(Whole.class).getApplicationContext();
            context.getBean(Store.class).collection("customers").put("1", Row.of("email", "a@example.com"));
            System.out.println(context.getBean(Store.class).directory());
        }

    }

}
