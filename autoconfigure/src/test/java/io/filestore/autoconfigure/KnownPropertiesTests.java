package io.filestore.autoconfigure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

import static org.assertj.core.api.Assertions.assertThat;

class KnownPropertiesTests {

    private static KnownProperties.Unknown find(String name) {
        return KnownProperties.find(ConfigurationPropertyName.adapt(name, '.'));
    }

    @ParameterizedTest
    @ValueSource(strings = { "filestore.directory", "filestore.read-only", "filestore.readOnly", "filestore.flush",
            "filestore.flush.interval", "filestore.wal.segmentSize", "filestore.collections", "filestore.collections.a",
            "filestore.collections.a.ttl", "filestore.collections.a.indexed", "filestore.collections.a.indexed[12]",
            "filestore.collections.a.unique[1][0]" })
    void whatThereIsIsKnown(String name) {
        assertThat(find(name)).isNull();
    }

    @ParameterizedTest
    @CsvSource({ "filestore.directory[0], 2", "filestore.flush.interval.unit, 2", "filestore.flush.nothing, 2",
            "filestore.collections.a.ttl[0], 3", "filestore.collections.a.indexed.x, 3",
            "filestore.collections.a.indexed[0].x, 3", "filestore.collections.a.indexed[0][1][2], 3",
            "filestore.collections.a.b.c, 3", "filestore.nothing, 1" })
    void whatThereIsNotIsUnknownFromItsElementOn(String name, int element) {
        assertThat(find(name).element()).isEqualTo(element);
    }

    @ParameterizedTest
    @CsvSource({ "filestore.wa, filestore.wal", "filestore.walls,", "filestore.wall, filestore.wal", "filestore.wla,",
            "filestore.x,", "filestore.flush.syc, filestore.flush.sync", "filestore.flush.synk, filestore.flush.sync",
            "filestore.flush.sink,", "filestore.flush.intrvl, ", "filestore.flush.intervls, filestore.flush.interval",
            "filestore.flush.xntervxl, filestore.flush.interval", "filestore.flush.xntxrvxl,",
            "filestore.collections.a.unik,", "filestore.collections.a.uniqe, filestore.collections.a.unique" })
    void oneLetterInFourMayBeWrong(String name, String meant) {
        assertThat(find(name).meant()).isEqualTo(meant);
    }

    @Test
    void whatIsInAGroupOrNearlyANameOfOursIsOurs() {
        assertThat(find("filestore.flush.entirely").isOurs()).isTrue();
        assertThat(find("filestore.colections.a").isOurs()).isTrue();
        assertThat(find("filestore.export.target").isOurs()).isFalse();
    }

}
