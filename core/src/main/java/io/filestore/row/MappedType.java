package io.filestore.row;

import tools.jackson.databind.JavaType;

/** A type as the mapper knows it. */
record MappedType(JavaType type, RowReader reader) {
}
