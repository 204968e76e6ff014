package io.filestore.data.transaction;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.objenesis.ObjenesisStd;

import io.filestore.error.StoreException;
import io.filestore.error.UnsupportedFormatException;

import static org.assertj.core.api.Assertions.assertThat;

class StoreExceptionTranslatorTests {

    private static final Pattern NAME = Pattern.compile("`(\\w+Exception)`");

    private final StoreExceptionTranslator translator = new StoreExceptionTranslator();

    private record Pair(String own, String springs) {
    }

    /** What the document says. */
    static Stream<Pair> pairs() throws IOException {
        List<Pair> pairs = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("..", "docs", "spring-data.md"))) {
            String[] cells = line.split("\\|");
            if (cells.length == 3 && NAME.matcher(cells[1]).find() && NAME.matcher(cells[2]).find()) {
                Matcher springs = NAME.matcher(cells[2]);
                assertThat(springs.find()).isTrue();
                NAME.matcher(cells[1]).results().forEach((own) -> pairs.add(new Pair(own.group(1), springs.group(1))));
            }
        }
        assertThat(pairs).hasSizeGreaterThan(15);
        return pairs.stream();
    }

    private static StoreException make(Class<?> type) {
        return (StoreException) new ObjenesisStd().newInstance(type);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void exceptionIsTranslatedAsTheDocumentSays(Pair pair) throws Exception {
        StoreException own = make(Class.forName("io.filestore.error." + pair.own()));
        DataAccessException translated = this.translator.translateExceptionIfPossible(own);
        assertThat(translated).isExactlyInstanceOf(Class.forName("org.springframework.dao." + pair.springs()))
            .hasCause(own);
    }

    @Test
    void othersOfTheStoreAreTranslatedTooAndForeignOnesAreNot() {
        assertThat(this.translator.translateExceptionIfPossible(make(UnsupportedFormatException.class)))
            .isExactlyInstanceOf(NonTransientDataAccessResourceException.class);
        assertThat(this.translator.translateExceptionIfPossible(new IllegalStateException())).isNull();
    }

}
