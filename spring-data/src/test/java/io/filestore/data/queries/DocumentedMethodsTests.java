package io.filestore.data.queries;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.data.FileStoreTemplate;
import io.filestore.data.mapping.FileStoreMappingContext;
import io.filestore.data.repository.support.FileStoreRepositoryFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** The methods that docs/spring-data.md shows are ones that can be answered. */
class DocumentedMethodsTests {

    private static final Pattern BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path directory;

    @Test
    void repositoriesOfTheDocumentStart() throws Exception {
        List<String> blocks = BLOCK.matcher(Files.readString(Path.of("../docs/spring-data.md")))
            .results()
            .map((block) -> block.group(1))
            .filter((block) -> block.contains("interface Orders extends FileStoreRepository"))
            .toList();
        assertThat(blocks).hasSizeGreaterThan(1);
        for (int i = 0; i < blocks.size(); i++) {
            start(blocks.get(i), Files.createDirectory(this.directory.resolve("block" + i)));
        }
    }

    private void start(String code, Path classes) throws IOException, ReflectiveOperationException {
        StringWriter errors = new StringWriter();
        List<String> options = List.of("-proc:none", "-parameters", "-d", classes.toString(), "-cp",
                System.getProperty("java.class.path"));
        assertThat(ToolProvider.getSystemJavaCompiler()
            .getTask(errors, null, null, options, null, List.of(source(code)))
            .call()).as(errors.toString()).isTrue();
        try (URLClassLoader loader = new URLClassLoader(new URL[] { classes.toUri().toURL() });
                Store store = Store.builder(classes.resolve("store"))
                    .collection("orders", CollectionOptions.memoryOnly())
                    .open()) {
            FileStoreMappingContext entities = new FileStoreMappingContext();
            FileStoreRepositoryFactory factory = new FileStoreRepositoryFactory(new FileStoreTemplate(store, entities),
                    entities);
            factory.setBeanClassLoader(loader);
            Object orders = factory.getRepository(loader.loadClass("Orders"));
            if (Files.exists(classes.resolve("Report.class"))) {
                report(loader.loadClass("Report"), loader.loadClass("Orders"), orders);
            }
        }
    }

    private static void report(Class<?> type, Class<?> repository, Object orders) throws ReflectiveOperationException {
        Constructor<?> constructor = type.getDeclaredConstructor(repository);
        constructor.setAccessible(true);
        Object report = constructor.newInstance(orders);
        Method all = type.getDeclaredMethod("all");
        all.setAccessible(true);
        all.invoke(report);
        Method like = type.getDeclaredMethod("like", String.class, String.class);
        like.setAccessible(true);
        assertThat((List<?>) like.invoke(report, "open", "Rome")).isEmpty();
    }

    private static JavaFileObject source(String code) {
        return new SimpleJavaFileObject(URI.create("string:///Example.java"), JavaFileObject.Kind.SOURCE) {

            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return code;
            }

        };
    }

}
