package io.filestore.sample.collections;

import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import static org.assertj.core.api.Assertions.assertThat;

class ExactJsonTests {

    private final JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), "[1.0,{\"a\":\"b\"}]7");

    private ExactJson copy(int limit) {
        ExactJson json = new ExactJson(limit);
        this.parser.nextToken();
        json.copyValue(this.parser);
        return json;
    }

    @Test
    void valueMayHaveAsManyCharactersAsTheLimit() {
        ExactJson json = copy(15);
        assertThat(json.isTooLarge()).isFalse();
        assertThat(json).hasToString("[1.0,{\"a\":\"b\"}]");
    }

    @Test
    void valueWithOneCharacterMoreIsReadToItsEndButNotKept() {
        ExactJson json = copy(14);
        assertThat(json.isTooLarge()).isTrue();
        assertThat(json.toString()).isEmpty();
        assertThat(this.parser.currentToken()).isEqualTo(JsonToken.END_ARRAY);
        assertThat(this.parser.nextToken()).isEqualTo(JsonToken.VALUE_NUMBER_INT);
    }

}
