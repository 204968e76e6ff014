package io.filestore.row;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.io.ContentReference;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.deser.DeserializationContextExt;
import tools.jackson.databind.json.JsonMapper;

import io.filestore.json.CanonicalParser;
import io.filestore.json.FieldNames;

/**
 * Reads values of one type from canonical JSON, as a mapper would. Thread-safe.
 */
final class RowReader extends ObjectReader {

    private final FieldNames names = new FieldNames();

    private final int features;

    /** Null if the mapper wants more of its parser than ours does. */
    private final @Nullable IOContext io;

    private RowReader(JsonMapper mapper, JavaType type, TokenStreamFactory factory) {
        super(mapper, mapper.deserializationConfig(), type, null, null, mapper.getInjectableValues());
        this.features = _deserializationContext().getStreamReadFeatures(factory.getStreamReadFeatures());
        this.io = isPlain(factory) && !StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION.enabledIn(this.features)
                ? withoutBuffers(factory) : null;
    }

    static RowReader of(JsonMapper mapper, JavaType type) {
        return new RowReader(mapper, type, mapper.tokenStreamFactory());
    }

    private static boolean isPlain(TokenStreamFactory factory) {
        return factory.getClass() == JsonFactory.class && ((JsonFactory) factory).getInputDecorator() == null;
    }

    private static IOContext withoutBuffers(TokenStreamFactory factory) {
        return new IOContext(factory.streamReadConstraints(), factory.streamWriteConstraints(),
                factory.errorReportConfiguration(), null, ContentReference.redacted(), true, JsonEncoding.UTF8)
            .markBufferRecyclerReleased();
    }

    /**
     * Reads a value.
     * @param canonical canonical JSON
     * @return a new value; null for the JSON null, unless the type has its own
     */
    @Nullable Object read(byte[] canonical) {
        if (this.io == null) {
            return readValue(canonical);
        }
        DeserializationContextExt context = _deserializationContext();
        return _bindAndClose(context, new CanonicalParser(canonical, this.names, context, this.io, this.features));
    }

}
