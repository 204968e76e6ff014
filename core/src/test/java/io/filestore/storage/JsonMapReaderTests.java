package io.filestore.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.filestore.storage.PlacedInput.Place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JsonMapReaderTests {

    private static JsonMapReader reader(String content, int limit) {
        return new JsonMapReader(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)), limit);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"abcd":1}        | 6
            {"a":"\\u00fc"}   | 8
            {"a":[1,[2,"x"]]} | 11
            {"a":123456}      | 6
            """)
    void nameAndValueMayHaveAsManyBytesAsTheLimitAndNoMore(String content, int bytes)
            throws IOException, MalformedContentException {
        assertThat(reader(content, bytes).next()).isTrue();
        assertThatExceptionOfType(MalformedContentException.class).isThrownBy(() -> reader(content, bytes - 1).next())
            .withMessage("The file cannot be read from line 1, column 2 on: the entry there is longer than "
                    + (bytes - 1) + " bytes.");
    }

    @Test
    void placesAreLinesCharactersAndBytes() throws IOException, MalformedContentException {
        JsonMapReader reader = reader("\ufeff{\r\n \"ü\": {\n},\t\"b\" :\n  1}\n", 100);
        reader.next();
        assertThat(reader.entryPlace()).isEqualTo(new Place(2, 2, 7));
        assertThat(reader.valuePlace()).isEqualTo(new Place(2, 7, 13));
        reader.next();
        assertThat(reader.entryPlace()).isEqualTo(new Place(3, 4, 18));
        assertThat(reader.valuePlace()).isEqualTo(new Place(4, 3, 26));
        assertThat(reader.next()).isFalse();
        assertThat(reader.bytesFrom(new Place(4, 3, 26))).isEqualTo(3);
    }

    @Test
    void commaIsToldToBeTooFewOrTooManyWithItsPlace() throws IOException, MalformedContentException {
        JsonMapReader reader = reader("{\"a\":1 \"b\":2,,\"c\":3,\"d\":4,}", 100);
        reader.next();
        assertThat(reader.slip()).isNull();
        reader.next();
        assertThat(reader.slip()).isEqualTo("There is a comma too few before line 1, column 8.");
        reader.next();
        assertThat(reader.slip()).isEqualTo("There is a comma too many before line 1, column 15.");
        reader.next();
        assertThat(reader.slip()).isNull();
        assertThat(reader.next()).isFalse();
        assertThat(reader.slip()).isEqualTo("There is a comma too many before line 1, column 27.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":1}x  | there is 'x' instead of nothing behind the object
            {~        | there is '~' instead of a string in quotes
            {\u007f   | there is a byte 0x7f instead of a string in quotes
            {ü        | there is a byte 0xc3 instead of a string in quotes
            """)
    void whatIsWrongIsShownOnlyIfItCanBe(String content, String message) {
        JsonMapReader reader = reader(content, 100);
        assertThatExceptionOfType(MalformedContentException.class).isThrownBy(() -> {
            while (reader.next()) {
                reader.value();
            }
        }).withMessageContaining(message);
    }

    @Test
    void zerosBehindTheObjectAreSeen() throws IOException, MalformedContentException {
        JsonMapReader reader = reader("{}\n", 100);
        assertThat(reader.next()).isFalse();
        assertThat(reader.hasZeros()).isFalse();
        reader = reader("{}\n\0", 100);
        assertThat(reader.next()).isFalse();
        assertThat(reader.hasZeros()).isTrue();
    }

}
