package io.filestore.row;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class ImmutableTypesTests {

    private final RowCodec codec = new RowCodec();

    @Test
    void rowsMarkedClassesAndRecordsOfImmutablePartsMayBeShared() {
        for (Class<?> type : List.of(Row.class, Point.class, Line.class, Tree.class, Marked.class, MarkedTags.class,
                String.class, Thread.State.class)) {
            assertThat(this.codec.isImmutable(type)).as(type.getName()).isTrue();
        }
    }

    @Test
    void whatSomebodyCouldChangeMayNot() {
        for (Class<?> type : List.of(Plain.class, Tags.class, Bytes.class, Generic.class, Nested.class, Map.class,
                JsonNode.class, Object.class, int[].class)) {
            assertThat(this.codec.isImmutable(type)).as(type.getName()).isFalse();
        }
    }

    record Point(int x, double y, String name, Instant at, Thread.State state, Row extra) {
    }

    record Line(Point from, Point to) {
    }

    record Tree(@Nullable Tree left, @Nullable Tree right) {
    }

    record Tags(List<String> tags) {
    }

    @Immutable
    record MarkedTags(List<String> tags) {
    }

    record Bytes(byte[] bytes) {
    }

    record Generic<T>(T value) {
    }

    record Nested(Point point, Tags tags) {
    }

    @Immutable
    static class Marked {

    }

    static class Plain {

    }

}
