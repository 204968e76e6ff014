package io.filestore.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the README shows of this application is what it is. */
class ReadmeTests {

    private static final Path SOURCES = Path.of("src/main/java/io/filestore/sample");

    private static final Pattern EXAMPLE = Pattern.compile("```java sample\\n(.*?)```", Pattern.DOTALL);

    /** A comment that names a file, and lines of that. */
    private static final Pattern PART = Pattern.compile("// (\\S+\\.java)\\n(.*?)(?=// \\S+\\.java\\n|\\z)",
            Pattern.DOTALL);

    private static String code(String text) {
        return text.lines().map(String::strip).filter((line) -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }

    @Test
    void exampleHasTheLinesOfTheSample() throws IOException {
        List<MatchResult> parts = EXAMPLE.matcher(Files.readString(Path.of("../README.md")))
            .results()
            .flatMap((example) -> PART.matcher(example.group(1)).results())
            .toList();
        assertThat(parts).extracting((part) -> part.group(1))
            .containsExactly("User.java", "Users.java", "UserService.java", "UserController.java");
        for (MatchResult part : parts) {
            assertThat(code(Files.readString(SOURCES.resolve("user").resolve(part.group(1))))).as(part.group(1))
                .contains(code(part.group(2)));
        }
    }

}
