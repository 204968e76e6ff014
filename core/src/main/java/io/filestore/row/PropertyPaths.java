package io.filestore.row;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.json.JsonMapper;

/**
 * What properties are called in JSON by a mapper with a naming strategy, by what
 * filestore's default mapper calls them, as method references do. Thread-safe.
 */
final class PropertyPaths {

    private final JsonMapper mapper;

    private final JsonMapper usual = RowCodec.defaultMapper().build();

    private final Map<JavaType, Map<String, Named>> types = new ConcurrentHashMap<>();

    PropertyPaths(JsonMapper mapper) {
        this.mapper = mapper;
    }

    private record Named(String name, JavaType type) {
    }

    /** The path in JSON; what names no property stays as it is, with all within it. */
    String of(JavaType root, String path) {
        StringBuilder named = new StringBuilder();
        JavaType type = root;
        for (int from = 0; from <= path.length();) {
            int dot = path.indexOf('.', from);
            int end = (dot >= 0) ? dot : path.length();
            String name = path.substring(from, end);
            Named property = properties(type).get(name);
            if (property == null && !type.isMapLikeType()) {
                return named.append(path, from, path.length()).toString();
            }
            named.append((property != null) ? property.name : name).append((dot >= 0) ? "." : "");
            type = content((property != null) ? property.type : type.getContentType());
            from = end + 1;
        }
        return named.toString();
    }

    /** Of an {@code Optional} what may be in it. */
    private static JavaType content(JavaType type) {
        return type.isReferenceType() ? content(type.getContentType()) : type;
    }

    private Map<String, Named> properties(JavaType type) {
        Map<String, Named> known = this.types.get(type);
        if (known == null) {
            known = hasProperties(type) ? read(type) : Map.of();
            this.types.put(type, known);
        }
        return known;
    }

    private static boolean hasProperties(JavaType type) {
        return !type.isContainerType() && !type.isTypeOrSubTypeOf(Row.class) && !type.isTypeOrSubTypeOf(JsonNode.class)
                && !type.getRawClass().getName().startsWith("java.");
    }

    private Map<String, Named> read(JavaType type) {
        Map<String, String> usualNames = new HashMap<>();
        for (BeanPropertyDefinition each : PropertyNames.written(this.usual, type)) {
            usualNames.put(each.getInternalName(), each.getName());
        }
        Map<String, Named> named = new HashMap<>();
        for (BeanPropertyDefinition each : PropertyNames.written(this.mapper, type)) {
            String usualName = usualNames.get(each.getInternalName());
            if (usualName != null) {
                named.put(usualName, new Named(each.getName(), each.getPrimaryType()));
            }
        }
        return named;
    }

}
