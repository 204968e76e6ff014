package io.filestore.benchmarks.contestant;

import java.util.Locale;

import io.filestore.config.CollectionOptions;

/**
 * Who takes part.
 */
public enum Kind {

    FILESTORE("filestore", (setup) -> new FilestoreContestant(setup, CollectionOptions.singleFile("customers.jsonl"))),

    FILESTORE_LZ4("filestore, LZ4",
            (setup) -> new FilestoreContestant(setup, CollectionOptions.compressed("customers.jsonl"))),

    FILESTORE_FILES("filestore, file per record",
            (setup) -> new FilestoreContestant(setup, CollectionOptions.filePerRecord())),

    FILESTORE_IDENTIFIED("filestore, rows with an id of their own", IdentifiedContestant::new),

    RAW_APPEND("raw append", RawAppend::new),

    RAW_GROUP("raw group commit", RawGroupCommit::new),

    RAW_FILES("raw write and rename", RawFiles::inOneFolder),

    RAW_FOLDERS("raw write and rename, 256 folders", RawFiles::inManyFolders),

    ROCKSDB("RocksDB", RocksContestant::indexed),

    /** Without indexes, so that nothing is found in it but by id. */
    ROCKSDB_BARE("RocksDB, bare", RocksContestant::bare),

    SQLITE("SQLite", SqliteContestant::new),

    MVSTORE("H2 MVStore", MvStoreContestant::new),

    /** Issues no fsync, so it is in no table of forced writes. */
    ECLIPSESTORE("EclipseStore", EclipseContestant::new),

    BASELINE("map and Jackson", BaselineContestant::new);

    private final String label;

    private final Opening opening;

    Kind(String label, Opening opening) {
        this.label = label;
        this.opening = opening;
    }

    /** As tables and charts call it. */
    public String label() {
        return this.label;
    }

    /** Whether it is a loop of system calls and no store. */
    public boolean isRaw() {
        return this == RAW_APPEND || this == RAW_GROUP || this == RAW_FILES || this == RAW_FOLDERS;
    }

    public boolean isFilestore() {
        return this == FILESTORE || this == FILESTORE_LZ4 || this == FILESTORE_FILES || this == FILESTORE_IDENTIFIED;
    }

    /** As files and options call it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Where it is when it has been loaded once, below where benchmarks work. */
    public String directory(int rows) {
        return key() + "-" + rows;
    }

    Writer open(Setup setup) throws Exception {
        return this.opening.open(setup);
    }

    @FunctionalInterface
    private interface Opening {

        Writer open(Setup setup) throws Exception;

    }

}
