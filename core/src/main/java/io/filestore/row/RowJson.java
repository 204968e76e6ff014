package io.filestore.row;

import java.nio.charset.StandardCharsets;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;

import io.filestore.json.ByteOutput;
import io.filestore.json.TokenCopy;

/**
 * How Jackson writes and reads a {@link Row} that is part of another value: as the JSON
 * that it is.
 */
final class RowJson {

    private RowJson() {
    }

    static final class Serializer extends ValueSerializer<Row> {

        @Override
        public void serialize(Row row, JsonGenerator generator, SerializationContext context) {
            generator.writeRawValue(row.toString());
        }

    }

    static final class Deserializer extends ValueDeserializer<Row> {

        @Override
        public Row deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                return (Row) context.handleUnexpectedToken(Row.class, parser);
            }
            ByteOutput out = new ByteOutput(256);
            TokenCopy.copyValue(parser, out);
            return Row.parse(new String(out.buffer(), 0, out.size(), StandardCharsets.UTF_8));
        }

    }

}
