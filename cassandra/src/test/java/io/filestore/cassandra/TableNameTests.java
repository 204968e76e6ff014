package io.filestore.cassandra;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.filestore.error.InvalidConfigurationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TableNameTests {

    @Test
    void aTableHasTheCollectionsNameWhereCassandraAllowsIt() {
        assertThat(TableName.of("orders").asCql(true)).isEqualTo("orders");
        assertThat(TableName.of("user_settings").asCql(true)).isEqualTo("user_settings");
        assertThat(TableName.of("_values").asInternal()).isEqualTo("_values");
        assertThat(TableName.of("auditLogs").asCql(true)).isEqualTo("\"auditLogs\"");
        assertThat(TableName.of("order").asCql(true)).isEqualTo("\"order\"");
        assertThat(TableName.of("user-settings").asInternal()).isEqualTo("user_x2d_settings");
    }

    @Test
    void noTwoCollectionsShareATable() {
        List<String> parts = List.of("a", "_", "-", "x", "_x2d_", "_x5f_", "fs_", "fs-", "2d", "A");
        Set<String> collections = new HashSet<>();
        for (String first : parts) {
            for (String second : parts) {
                for (String third : parts) {
                    collections.add(first + second + third);
                }
            }
        }
        Set<String> tables = new HashSet<>();
        collections.forEach(
                (collection) -> assertThat(tables.add(TableName.of(collection).asInternal())).as(collection).isTrue());
        assertThat(tables).allMatch((table) -> table.matches("[A-Za-z0-9_]{1,48}"));
    }

    @Test
    void aCollectionDoesNotHaveATableThatAllShare() {
        for (String shared : List.of("fs_group", "fs_notes", "fs_changes")) {
            assertThat(TableName.of(shared).asInternal()).isNotEqualTo(shared);
        }
    }

    @Test
    void aNameThatIsTooLongIsRefusedWithTheWayOut() {
        TableName.of("a".repeat(48));
        assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> TableName.of("a".repeat(49)))
            .withMessageContaining("collections.aaa")
            .withMessageContaining("48 characters at most")
            .withMessageContaining("has 49")
            .withMessageContaining("shorter name, or a group");
        assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> TableName.of("a-".repeat(12)))
            .withMessageContaining("has 72");
    }

}
