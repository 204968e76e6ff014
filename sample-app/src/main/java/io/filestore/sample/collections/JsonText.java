package io.filestore.sample.collections;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * Any JSON value as the text that it is, so that 1.00 stays 1.00.
 *
 * @param json the text
 */
@JsonSerialize(using = JsonText.Serializer.class)
@JsonDeserialize(using = JsonText.Deserializer.class)
record JsonText(String json) {

    @Override
    public String toString() {
        return this.json;
    }

    static final class Serializer extends ValueSerializer<JsonText> {

        @Override
        public void serialize(JsonText value, JsonGenerator generator, SerializationContext context) {
            generator.writeRawValue(value.json());
        }

    }

    static final class Deserializer extends ValueDeserializer<JsonText> {

        @Override
        public JsonText deserialize(JsonParser parser, DeserializationContext context) {
            ExactJson json = new ExactJson(Integer.MAX_VALUE);
            json.copyValue(parser);
            return new JsonText(json.toString());
        }

        @Override
        public JsonText getNullValue(DeserializationContext context) {
            return new JsonText("null");
        }

    }

}
