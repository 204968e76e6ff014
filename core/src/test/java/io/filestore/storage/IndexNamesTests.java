package io.filestore.storage;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class IndexNamesTests {

    private static final List<List<String>> ALL = List.of(List.of("email"), List.of("tenant", "email"),
            List.of("email", "tenant"), List.of("tenant,email"), List.of("tenant", ",", "email"), List.of("a.b", ".c"),
            List.of("con", "Über", "%2C", "a b"), List.of("con,x", "y"), List.of("%~" + "0".repeat(64), "x"));

    @Test
    void fieldsComeBackFromTheName() {
        Set<String> names = new HashSet<>();
        for (List<String> fields : ALL) {
            for (boolean ignoresCase : new boolean[] { false, true }) {
                String name = IndexNames.encode(fields, ignoresCase);
                assertThat(name).matches("[\\x21-\\x7e]+\\.jsonl").doesNotContain("/");
                assertThat(IndexNames.decode(name)).isEqualTo(fields);
            }
            assertThat(names.add(IndexNames.encode(fields, false))).isTrue();
        }
        assertThat(IndexNames.encode(List.of("tenant", "email"), false)).isEqualTo("tenant,email.jsonl");
    }

    @Test
    void namesOfManyLongFieldsAreHashed() {
        String half = "x".repeat(150);
        String one = IndexNames.encode(List.of(half + "," + half), false);
        String two = IndexNames.encode(List.of(half, half), false);
        assertThat(Set.of(one, two, IndexNames.encode(List.of(half, half, "y"), false))).hasSize(3);
        assertThat(two).hasSizeLessThan(80);
        assertThat(IndexNames.decode(one)).isNull();
        assertThat(IndexNames.decode(two)).isNull();
        assertThat(IndexNames.decode("tenant,.jsonl")).isNull();
        assertThat(IndexNames.decode("tenant,email.txt")).isNull();
    }

}
