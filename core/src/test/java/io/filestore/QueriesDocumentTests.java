package io.filestore;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.filestore.config.CollectionOptions;
import io.filestore.query.Query;
import io.filestore.row.Row;
import io.filestore.storage.DiskForm;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What docs/queries.md shows is what comes out. With {@code -Dfilestore.docs=write} the
 * outputs in it are written anew.
 */
class QueriesDocumentTests {

    private static final Path DOCUMENT = Path.of("../docs/queries.md");

    private static final Pattern EXAMPLE = Pattern
        .compile("```(java|json airports|json movies)\n(.*?)```\n\n```text\n" + "(.*?)```", Pattern.DOTALL);

    private static final Pattern SIDE_BY_SIDE = Pattern.compile("^\\| `(.+?)` \\| `(\\{.*?})` \\|$", Pattern.MULTILINE);

    @TempDir
    private Path temporary;

    private Store store;

    @BeforeEach
    void load() throws IOException {
        this.store = Store.builder(this.temporary.resolve("data"))
            .automaticFlush(false)
            .collection("airports",
                    CollectionOptions.memoryOnly()
                        .withIndexed("iso_country", "name")
                        .withIndexedTogether("type", "name"))
            .collection("movies", CollectionOptions.memoryOnly().withIndexed("Director", "Major Genre", "IMDB Rating"))
            .collection("orders", CollectionOptions.memoryOnly().withIndexed("status", "total"))
            .open();
        load("airports");
        load("movies");
    }

    @AfterEach
    void close() {
        this.store.close();
    }

    private void load(String name) throws IOException {
        Map<String, Row> rows = new LinkedHashMap<>();
        try (InputStream in = getClass().getResourceAsStream("/queries/" + name + ".jsonl")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                DiskForm.DiskRow row = DiskForm.read(Row.parse(line).canonical(), DiskForm.IdField.LINE);
                rows.put(row.id(), Row.ofCanonical(row.json()));
            }
        }
        this.store.collection(name).putAll(rows);
    }

    @Test
    void outputOfEachExampleIsWhatComesOut() throws IOException {
        String document = Files.readString(DOCUMENT);
        String actual = EXAMPLE.matcher(document).replaceAll((example) -> Matcher.quoteReplacement(run(example)));
        if ("write".equals(System.getProperty("filestore.docs"))) {
            Files.writeString(DOCUMENT, actual);
        }
        assertThat(EXAMPLE.matcher(document).results().count()).isGreaterThan(8);
        assertThat(document).isEqualTo(actual);
    }

    /** None is passed over because the pattern does not see it. */
    @Test
    void eachQueryOfTheDocumentIsRun() throws IOException {
        String document = Files.readString(DOCUMENT);
        assertThat(EXAMPLE.matcher(document).results()).hasSize(document.split("\n```(?=java|json)").length - 1);
        assertThat(SIDE_BY_SIDE.matcher(document).results())
            .hasSize(document.split("\n\\| `where|\n\\| `all|\n\\| `not").length - 1);
    }

    private String run(MatchResult example) {
        String block = example.group().substring(0, example.start(3) - example.start());
        return block + (example.group(1).equals("java") ? java(example.group(2))
                : json(example.group(1).substring("json ".length()), example.group(2))) + "\n```";
    }

    private String json(String collection, String json) {
        RowCollection<Row> rows = this.store.collection(collection);
        Query query = Query.parse(json);
        String found = rows.find(query)
            .stream()
            .map((entry) -> new String(DiskForm.line(entry.id(), entry.value().canonical(), 0), StandardCharsets.UTF_8))
            .collect(Collectors.joining("\n"));
        return rows.explain(query) + "\n\n" + found;
    }

    private String java(String code) {
        try {
            Class<?> type = compile(code, "Orders");
            Constructor<?> constructor = type.getDeclaredConstructor(Store.class);
            constructor.setAccessible(true);
            Method demo = type.getDeclaredMethod("demo");
            demo.setAccessible(true);
            return String.valueOf(demo.invoke(constructor.newInstance(this.store)));
        }
        catch (ReflectiveOperationException | IOException ex) {
            throw new IllegalStateException(ex);
        }
    }

    @Test
    void javaAndJsonSideBySideAreTheSameQuery() throws Exception {
        String document = Files.readString(DOCUMENT);
        List<MatchResult> pairs = SIDE_BY_SIDE.matcher(document).results().toList();
        String orders = EXAMPLE.matcher(document)
            .results()
            .filter((example) -> example.group(1).equals("java"))
            .map((example) -> example.group(2))
            .findFirst()
            .orElseThrow();
        String queries = pairs.stream().map((pair) -> pair.group(1)).collect(Collectors.joining(",\n"));
        Class<?> type = compile(
                orders + "class Pairs extends Orders {\nPairs() { super(null); }\n"
                        + "static java.util.List<Query> queries() { return java.util.List.of(" + queries + "); } }",
                "Pairs");
        Method method = type.getDeclaredMethod("queries");
        method.setAccessible(true);
        List<?> made = (List<?>) method.invoke(null);
        for (int i = 0; i < pairs.size(); i++) {
            assertThat(Query.parse(pairs.get(i).group(2))).as(pairs.get(i).group()).isEqualTo(made.get(i));
        }
        assertThat(made).hasSizeGreaterThan(20);
    }

    private Class<?> compile(String code, String name) throws IOException, ClassNotFoundException {
        Path classes = Files.createTempDirectory(this.temporary, "classes");
        StringWriter errors = new StringWriter();
        boolean compiled = ToolProvider.getSystemJavaCompiler()
            .getTask(errors, null, null,
                    List.of("-proc:none", "-parameters", "-d", classes.toString(), "-cp",
                            System.getProperty("java.class.path")),
                    null, List.of(source(code)))
            .call();
        assertThat(compiled).as(errors.toString()).isTrue();
        return Class.forName(name, true, new URLClassLoader(new URL[] { classes.toUri().toURL() }));
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
