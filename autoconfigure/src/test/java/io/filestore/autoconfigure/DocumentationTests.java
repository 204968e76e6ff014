package io.filestore.autoconfigure;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Java that the documents show compiles as it stands there, with its imports. What
 * docs/testing.md shows are tests of the module test-autoconfigure.
 */
class DocumentationTests {

    private static final Path ROOT = Path.of("..");

    private static final Pattern BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    /** What the documents say that readers have of their own. */
    private static final String READERS_OWN = """
            import io.filestore.storage.*;

            class XmlStrategyFactory implements StorageStrategyFactory {
                @Override
                public String name() {
                    return "xml";
                }
                @Override
                public StorageStrategy create(StrategyContext context) {
                    throw new UnsupportedOperationException();
                }
            }
            """;

    @TempDir
    Path classes;

    static Stream<Example> examples() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            List<Path> files = Stream.concat(Stream.of(ROOT.resolve("README.md")), docs)
                .filter((file) -> file.toString().endsWith(".md") && !file.endsWith("testing.md"))
                .sorted()
                .toList();
            List<Example> examples = files.stream().flatMap(DocumentationTests::examples).toList();
            assertThat(examples).hasSizeGreaterThan(3);
            return examples.stream();
        }
    }

    private static Stream<Example> examples(Path file) {
        try {
            String name = ROOT.relativize(file).toString();
            Matcher blocks = BLOCK.matcher(Files.readString(file));
            return blocks.results()
                .map((block) -> new Example(name + " from '" + block.group(1).lines().findFirst().orElse("") + "'",
                        block.group(1)))
                .toList()
                .stream();
        }
        catch (IOException ex) {
            throw new IllegalStateException(ex);
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void exampleCompiles(Example example) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter errors = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler
                .getTask(errors, files, null,
                        List.of("-proc:none", "-parameters", "-d", this.classes.toString(), "-cp",
                                System.getProperty("java.class.path")),
                        null, List.of(source("Example", example.code()), source("Own", READERS_OWN)))
                .call();
            assertThat(compiled).as(errors.toString()).isTrue();
        }
    }

    private static JavaFileObject source(String name, String code) {
        return new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {

            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return code;
            }

        };
    }

    record Example(String name, String code) {

        @Override
        public String toString() {
            return this.name;
        }

    }

}
