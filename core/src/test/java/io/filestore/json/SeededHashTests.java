package io.filestore.json;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SeededHashTests {

    @Test
    void textsThatJavaGivesOneHashHaveHashesOfTheirOwn() {
        List<String> texts = IntStream.range(0, 1 << 12).mapToObj(SeededHashTests::ofLettersWithOneHash).toList();
        assertThat(texts.stream().map(String::hashCode).distinct()).hasSize(1);
        assertThat(texts.stream().map(SeededHash::of).distinct().count()).isGreaterThan((1 << 12) - 10);
    }

    private static String ofLettersWithOneHash(int number) {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, 12).forEach((pair) -> text.append(((number >> pair & 1) == 0) ? "Aa" : "BB"));
        return text.toString();
    }

    @Test
    void equalTextsHaveOneHash() {
        assertThat(SeededHash.of(new String("row-1"))).isEqualTo(SeededHash.of("row-1"));
        assertThat(SeededHash.of(17L)).isEqualTo(SeededHash.of(17L)).isNotEqualTo(SeededHash.of(18L));
    }

}
