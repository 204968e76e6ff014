package io.filestore.row;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.ClassUtil;

/** A mapper, and what else is made of it. */
final class JsonMapping {

    private final JsonMapper mapper;

    /** For values whose types do not say what they are. */
    private final ObjectWriter untyped;

    /** Null if properties have their usual names. */
    private final @Nullable PropertyPaths paths;

    private final PropertyForms properties;

    JsonMapping(JsonMapper mapper) {
        this.mapper = mapper;
        this.paths = (mapper.serializationConfig().getPropertyNamingStrategy() != null) ? new PropertyPaths(mapper)
                : null;
        this.properties = new PropertyForms(mapper);
        this.untyped = mapper.writer().without(JsonWriteFeature.WRITE_NAN_AS_STRINGS);
    }

    JsonMapper mapper() {
        return this.mapper;
    }

    ObjectWriter untyped() {
        return this.untyped;
    }

    @Nullable PropertyPaths paths() {
        return this.paths;
    }

    PropertyForms properties() {
        return this.properties;
    }

    /** Whether a text is written as it is. */
    boolean leavesTexts() {
        return ClassUtil
            .isJacksonStdImpl(this.mapper._serializationContext().findTypedValueSerializer(String.class, true));
    }

}
