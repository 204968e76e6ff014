package io.filestore.sample.web;

import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;

import static org.assertj.core.api.Assertions.assertThat;

class JsonProblemsTests {

    @Test
    void placeIsLeftOutWhereNobodyKnowsIt() {
        StreamReadException ex = new StreamReadException((JsonParser) null, "It is broken", TokenStreamLocation.NA);
        assertThat(JsonProblems.describe(ex)).isEqualTo("Not valid JSON: It is broken.");
        assertThat(JsonProblems.describe(new StreamReadException(null, "It is broken")))
            .isEqualTo("Not valid JSON: It is broken.");
    }

    @Test
    void firstLineIsKnown() {
        TokenStreamLocation place = new TokenStreamLocation(null, 0, 1, 7);
        assertThat(JsonProblems.describe(new StreamReadException(null, "It is broken", place)))
            .isEqualTo("Not valid JSON at line 1, column 7: It is broken.");
    }

}
