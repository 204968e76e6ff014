package io.filestore.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What docs/testing.md shows are tests of this module, and its fixture theirs. */
class DocumentationTests {

    private static final Pattern BLOCK = Pattern.compile("```(?:java|json)\\n(.*?)```", Pattern.DOTALL);

    @Test
    void examplesAreTestsThatRunHere() throws IOException {
        List<String> examples;
        try (Stream<Path> files = Files.walk(Path.of("src/test"))) {
            examples = files.filter((file) -> file.toString().matches(".*\\.(java|json)"))
                .map(DocumentationTests::withoutPackage)
                .toList();
        }
        List<String> shown = BLOCK.matcher(Files.readString(Path.of("../docs/testing.md")))
            .results()
            .map((block) -> block.group(1))
            .toList();
        assertThat(shown).hasSizeGreaterThan(3);
        assertThat(examples).containsAll(shown);
    }

    private static String withoutPackage(Path file) {
        try {
            return Files.readString(file).replaceFirst("^package .*;\\n\\n", "");
        }
        catch (IOException ex) {
            throw new IllegalStateException(ex);
        }
    }

}
