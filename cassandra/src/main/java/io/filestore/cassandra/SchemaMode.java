package io.filestore.cassandra;

/** What is done about tables at the start. */
public enum SchemaMode {

    /** Those that are missing are created. */
    CREATE,

    /** All must be there, and as they are expected. */
    VALIDATE,

    /** Nobody looks. */
    NONE

}
