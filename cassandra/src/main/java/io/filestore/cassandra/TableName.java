package io.filestore.cassandra;

import com.datastax.oss.driver.api.core.CqlIdentifier;

import io.filestore.error.InvalidConfigurationException;

/**
 * The name of a collection's table: the collection's own, if Cassandra allows it, and
 * another one for each collection in any case.
 */
final class TableName {

    private static final int MOST_CHARACTERS = 48;

    private TableName() {
    }

    /**
     * A {@code -}, which Cassandra does not allow, is {@code _x2d_}. What looks like it,
     * or like one of the tables that all collections share, has {@code _x5f_} for the
     * underscore, so that two collections never have one table.
     */
    static CqlIdentifier of(String collection) {
        String name = collection.replace("_x", "_x5f_x").replace("-", "_x2d_");
        if (name.startsWith("fs_") && !name.startsWith("fs_x")) {
            name = "fs_x5f_" + name.substring(3);
        }
        if (name.length() > MOST_CHARACTERS) {
            throw new InvalidConfigurationException("collections." + collection + ".strategy", "cassandra",
                    "Names of tables have " + MOST_CHARACTERS + " characters at most, and that of this collection, "
                            + name + ", has " + name.length() + ". Give it a shorter name, or a group.");
        }
        return CqlIdentifier.fromInternal(name);
    }

}
